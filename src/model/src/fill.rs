//! Working out what to write in the controls of a form: from the answer of the sources and from what the controls
//! are and hold to what is written, what is asked of the person first, and what cannot be written and why.
//!
//! Nothing here touches a page: the widget describes the page as a [`Page`], shows the person the [`Review`] of a
//! [`Plan`], and carries it out.

mod choice;
mod control;
mod data;
mod entry;
mod fold;
mod hint;
mod meaning;
mod place;
mod plan;
mod raw;
mod review;
mod rows;
mod sent;
mod takes;
mod texts;

pub use control::{Choice, Control, Entry, Kind, List, Page, Target};
pub use data::Data;
pub(crate) use fold::fold;
pub use hint::{Hint, date_format, date_parts};
pub use plan::{Plan, Shared, Spot, Write, plan};
pub use raw::Raw;
pub use review::{Filled, Gap, Line, LineId, Reason, Review};
pub use sent::is_sent;
pub use takes::takes;
