//! skeleton
use std::str::FromStr;

/// What goes wrong on every call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// 503.
    Down,
}

impl FromStr for Fault {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "down" => Ok(Self::Down),
            _ => Err("unknown fault".to_owned()),
        }
    }
}
