//! Working out what to write in the controls of a form: from the answer of the sources and from what the controls
//! are and hold to what is written, what is asked of the person first, and what cannot be written and why.
//!
//! Nothing here touches a page: the widget describes it in [`Page`] and carries the [`Review`] out.

mod review;

pub use review::{Filled, Gap, Line, LineId, Reason, Review};
