//! What can be wrong with what a person typed.

use std::fmt;

/// One input that cannot be accepted, and why. It names the input, never what was typed in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The input, by its name in the request: `nom_naissance`, `prenoms[1]`, `date_naissance.annee`…
    pub field: String,
    /// What is wrong with it.
    pub reason: Reason,
}

impl FieldError {
    /// An error on `field`.
    pub fn new(field: impl Into<String>, reason: Reason) -> Self {
        Self {
            field: field.into(),
            reason,
        }
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.field, self.reason)
    }
}

impl std::error::Error for FieldError {}

/// Why an input cannot be accepted. [`crate::texts::sentence`] says it to the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing was given, and the source cannot do without.
    Missing,
    /// A character that civil status does not write (the API takes letters, spaces, apostrophes and hyphens).
    Character,
    /// More characters than `max`.
    TooLong {
        /// The most characters accepted.
        max: usize,
    },
    /// More first names than `max`.
    TooMany {
        /// The most first names accepted.
        max: usize,
    },
    /// Not a whole number.
    NotANumber,
    /// A number outside `min..=max`.
    OutOfRange {
        /// The smallest accepted.
        min: u16,
        /// The largest accepted.
        max: u16,
    },
    /// The month exists, the day does not exist in it.
    NoSuchDay,
    /// A birth date that has not come yet.
    InTheFuture,
    /// A day was given without its month.
    DayWithoutMonth,
    /// A month was given without its year.
    MonthWithoutYear,
    /// Neither `M` nor `F`.
    Choice,
    /// Not the code of a country.
    Country,
    /// Not the code of a commune.
    Commune,
    /// A Corsican commune by its code from before 1976 (`20…`), which the API refuses.
    OldCorsica,
    /// Not the code of a département.
    Departement,
    /// Not made as this kind of identifier is.
    Shape,
}
