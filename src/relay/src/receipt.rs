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
    // What was sealed then stays so when the form shows values today.
    let shows = |form: &Form| form.disclosure.shows_declared() && held.consent.shown;
    !is_declared || form.is_some_and(shows)
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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::catalogue::Catalogue;
    use crate::journal::{Call, Consent};

    const RECEIPT: &str = "01JD8Y2Z4N8F6T3W5Q7R9S1V3X";

    fn consent(form: &str, assurance: &str) -> Consent {
        let items =
            json!({ "quotient_familial": ["enfants", "ancien_champ"], "ancienne_source": ["x"] });
        let consent = json!({
            "version": 1, "receipt": RECEIPT, "at": "2026-11-22T15:05:00Z", "expires": "2031-11-22T15:05:00Z", "form": form,
            "controller": { "siret": "13002526500013", "name": "Ville <b>", "dpo": "dpo@exemple.fr" }, "purpose": "Calculer",
            "legal_basis": "L114-8", "retention": "un an", "notice": crate::notice::hash("Lu."), "lang": "fr",
            "assurance": assurance, "shown": form != "transport-2026", "offered": items, "agreed": items, "refused": {}, "providers": {},
            "software": { "relay": "0.1.0", "catalogue": "x" }
        });
        serde_json::from_value(consent).unwrap()
    }

    fn call() -> Call {
        let call: Value = json!({
            "version": 1, "receipt": RECEIPT, "at": "2026-11-22T15:05:01Z", "expires": "2029-11-22T15:05:01Z", "form": "f",
            "siret": "13002526500013", "source": "quotient_familial", "path": "/v3", "status": 404, "outcome": "not_found",
            "request_id": "abc"
        });
        serde_json::from_value(call).unwrap()
    }

    /// The page and the file of a receipt of this form, whose person is known so.
    async fn shown(form: &str, assurance: &str) -> (String, String) {
        let folder = tempfile::tempdir().unwrap();
        let catalogue = Catalogue::load().unwrap();
        let text = crate::demo::text("http://127.0.0.1:9");
        let (mut config, _) = crate::demo::config(&text, folder.path(), &catalogue).unwrap();
        config.journal = crate::journal::Settings::of_store("sqlite:j.db", folder.path()).unwrap();
        let app = App::new(config, catalogue, "http://127.0.0.1:9")
            .await
            .unwrap();
        let notice = model::protocol::Notice {
            hash: crate::notice::hash("Lu."),
            text: "Lu.".to_owned(),
        };
        app.journal
            .agree(consent(form, assurance), notice)
            .await
            .unwrap();
        app.journal.trace(call()).await.unwrap();
        let shown = receipt(&app, &RECEIPT.to_lowercase())
            .await
            .unwrap()
            .unwrap();
        let file = String::from_utf8(shown.held.json_ld().unwrap()).unwrap();
        (page(&app, &shown, Lang::Fr), file)
    }

    #[tokio::test]
    async fn what_came_is_not_told_to_who_typed_an_identity_and_is_shown_nothing() {
        // A form that the configuration no longer has shows nothing to anyone.
        // Nor does one that showed nothing when the agreement was given.
        let (page, _) = shown("transport-2026", "declared").await;
        assert!(!page.contains("Aucun dossier"));
        let (page, file) = shown("disparu", "declared").await;
        assert!(page.contains("réservée à l’administration") && !page.contains("Aucun dossier"));
        assert!(!file.contains("not_found") && !file.contains("404") && !file.contains("abc"));
        for (form, assurance) in [("disparu", "france_connect"), ("cantine-2026", "declared")] {
            let (page, file) = shown(form, assurance).await;
            assert!(page.contains("Aucun dossier trouvé."), "{form}");
            assert!(file.contains("not_found"), "{form}");
        }
    }

    #[tokio::test]
    async fn what_form_and_catalogue_have_no_longer_is_named_as_it_was_written() {
        let (page, _) = shown("disparu", "declared").await;
        for part in [
            "disparu",
            "<li>ancien_champ</li>",
            "<h3>ancienne_source</h3>",
            "Ville &lt;b&gt;",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(page.contains("22 novembre 2026 à 16 h 05") && page.contains("<p>Lu.</p>"));
    }
}
