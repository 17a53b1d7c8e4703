//! One view for each step.

mod agree;
mod announce;
mod asking;
mod doctor;
mod done;
mod doors;
mod ends;
mod france_connect;
mod identify;
mod parts;
mod review;
mod sent;
mod who;

pub(crate) use agree::agree;
pub(crate) use announce::announcement;
pub(crate) use asking::{asking, loading};
pub(crate) use doctor::examined;
pub(crate) use done::{done, undone};
pub(crate) use ends::{by_hand, failed};
pub(crate) use identify::{identifying, known};
pub(crate) use parts::name;
pub(crate) use review::review;
pub(crate) use sent::sent;
pub(crate) use who::who;
