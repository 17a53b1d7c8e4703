//! The words a plan itself puts before the person.

use crate::lang::Lang;

/// Whether a checkbox is checked.
pub(super) fn yes_or_no(yes: bool, lang: Lang) -> &'static str {
    match (lang, yes) {
        (Lang::Fr, true) => "Oui",
        (Lang::Fr, false) => "Non",
        (Lang::En, true) => "Yes",
        (Lang::En, false) => "No",
    }
}
