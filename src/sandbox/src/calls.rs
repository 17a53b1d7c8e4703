//! skeleton
use std::collections::BTreeMap;

use jiff::Timestamp;

/// One call received.
#[derive(Clone, PartialEq, Eq)]
pub struct Call {
    /// When it came in.
    pub at: Timestamp,
    /// The path, without its query.
    pub path: String,
    /// Which of the accepted tokens was used.
    pub token: Option<usize>,
    /// The status answered.
    pub status: u16,
    /// The `X-Request-ID` answered.
    pub request_id: String,
    /// The query's parameters as received.
    pub parameters: BTreeMap<String, Vec<String>>,
}
