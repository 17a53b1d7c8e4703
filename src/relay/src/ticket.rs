//! Tickets: what says to the relay who the person in a page is. The host's server is given one for someone it has verified,
//! and the relay itself makes one after FranceConnect.
//!
//! A ticket is a word without meaning; what it stands for is in this process's memory alone, until it is used or its time is over.

mod holder;
mod mint;
mod store;

pub(crate) use holder::{Agent, Holder, Identified, Reference, Ticket};
pub(crate) use mint::{NotMinted, Order, ticket};
pub(crate) use store::{Invalid, LIFETIME, Taken, Tickets};
