//! One view for each step.

mod agree;
mod asking;
mod done;
mod ends;
mod parts;
mod review;
mod who;

pub(crate) use agree::agree;
pub(crate) use asking::{asking, loading};
pub(crate) use done::{done, undone};
pub(crate) use ends::{by_hand, failed};
pub(crate) use parts::{announcement, name};
pub(crate) use review::review;
pub(crate) use who::who;
