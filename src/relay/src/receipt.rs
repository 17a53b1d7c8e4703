//! The person's receipt: what they agreed to, made anew each time from the journal's records alone.

mod html;
mod page;

use jiff::Zoned;
use jiff::tz::TimeZone;
use model::lang::Lang;
use ulid::Ulid;

use crate::app::App;
use crate::assurance::Assurance;
use crate::config::Form;
use crate::journal::{Fault, Held};

pub(crate) use page::{POLICY, page, refusal};

/// A receipt, and whether it says what came of each source.
pub(crate) struct Shown {
    pub(crate) held: Held,
    pub(crate) has_outcomes: bool,
}

/// The receipt of this id, with what its bearer may know.
///
/// The id is all that protects it: 80 bits from the system's generator within each millisecond, never counted up, so that
/// nobody comes upon one by trying.
pub(crate) async fn receipt(app: &App, id: &str) -> Result<Option<Shown>, Fault> {
    let Some(id) = parse(id) else {
        return Ok(None);
    };
    let Some(held) = app.journal.held(&id).await? else {
        return Ok(None);
    };
    let has_outcomes = tells_outcomes(
        app.config.form(&held.consent.form).map(AsRef::as_ref),
        &held,
    );
    let held = match has_outcomes {
        true => held,
        false => held.without_calls(),
    };
    Ok(Some(Shown { held, has_outcomes }))
}

/// A receipt's id as the journal writes it; `None` when it is none.
pub(crate) fn parse(id: &str) -> Option<String> {
    Some(id.parse::<Ulid>().ok()?.to_string())
}

/// Whoever typed a neighbour's identity holds the receipt: where nothing is shown to them, it does not tell either whether the
/// neighbour is known to a source.
fn tells_outcomes(form: Option<&Form>, held: &Held) -> bool {
    let is_declared = held.consent.assurance == Assurance::Declared.as_str();
    !is_declared || form.is_some_and(|form| form.disclosure.shows_declared())
}

/// A moment of the journal as clocks in France show it; in UTC on a machine that has no time zones.
fn local(at: &str) -> Option<Zoned> {
    let paris = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    Some(at.parse::<jiff::Timestamp>().ok()?.to_zoned(paris))
}

/// A moment in words, or as it is written when it cannot be read.
fn moment(at: &str, lang: Lang) -> String {
    local(at).map_or_else(
        || at.to_owned(),
        |at| crate::texts::receipt::moment(&at, lang),
    )
}

/// The day of a moment in words.
fn day(at: &str, lang: Lang) -> String {
    local(at).map_or_else(|| at.to_owned(), |at| crate::texts::receipt::day(&at, lang))
}
