//! The way through the steps, without a page.

use model::fill::{Line, LineId, Review};
use model::protocol::{Answer, Device, InvalidField, Problem, Receipt, SourceResult, Status};
use serde_json::json;

use super::*;
use crate::failure::Way;
use crate::typed::{Errors, Side};

mod agreeing;
mod asking;
mod failing;
mod filling;
mod france_connect;
mod helping;
mod opening;
mod sealed;
mod tickets;

fn definition() -> Rc<Definition> {
    let definition = json!({
        "form": "cantine", "lang": "fr", "title": "Cantine", "purpose": "Tarif", "legal_basis": "Loi",
        "retention": "Un an", "organisation": { "name": "Ville", "siret": "13002526500013", "dpo": "dpo@exemple.fr" },
        "modes": [{ "mode": "identite", "assurance": "declared", "sources": ["qf"],
            "identite": { "nom_naissance": "required", "lieu_naissance": "required" } }],
        "sources": [{ "id": "qf", "label": "Quotient", "help": "",
            "provider": { "name": "la CAF", "correction": "" },
            "items": [{ "path": "quotient_familial", "label": "Quotient", "fields": [] },
                      { "path": "enfants", "label": "Enfants", "fields": [] }] }],
        "notice": { "text": "Texte", "hash": "sha256-1" }, "visit": "visit-1"
    });
    Rc::new(serde_json::from_value(definition).unwrap())
}

fn opened() -> State {
    let today = PartialDate::new(2026, Some(11), Some(22)).unwrap();
    let (mut state, effects) = State::new(Lang::Fr, today, Entry::default());
    assert_eq!(effects, [Effect::Load]);
    let effects = state.apply(Action::Loaded(Ok(definition())));
    assert_eq!(effects, [Effect::FocusHeading, Effect::Tell(Event::Ready)]);
    state
}

fn typed() -> State {
    let mut state = opened();
    for change in [
        text("nom_naissance", "Morvan"),
        Change::Side(Side::France),
        Change::Choice(
            "lieu_naissance.commune".into(),
            "35238".into(),
            "Rennes".into(),
        ),
    ] {
        state.apply(Action::Change(None, change));
    }
    state
}

fn text(field: &str, text: &str) -> Change {
    Change::Text(field.into(), text.into())
}

/// What the person who fills the form typed as their name.
fn nom(state: &State) -> &str {
    let person = state.typed.person(&None);
    person.map_or("", |person| person.get("nom_naissance"))
}

/// The errors that are shown.
fn shown(state: &State) -> Errors {
    let definition = state.definition.as_ref().unwrap();
    state
        .typed
        .shown_errors(definition, state.today, state.lang)
}

fn agreed() -> State {
    let mut state = typed();
    state.apply(Action::Continue);
    state.apply(Action::TickAll(true));
    state
}

fn asked() -> State {
    let mut state = agreed();
    state.apply(Action::Agree(gesture()));
    state
}

/// A click that agrees.
pub(crate) fn gesture() -> Gesture {
    Gesture {
        by: Device::Pointer,
        trusted: true,
        visible_ms: 4200,
    }
}

fn answer(status: Status, problem: Option<Problem>) -> Rc<Answer> {
    let result = SourceResult {
        problem,
        ..SourceResult::failed(status)
    };
    Rc::new(Answer {
        receipt: Receipt { id: "01J".into() },
        results: [("qf".to_owned(), result)].into(),
        attestation: None,
        sealed: None,
    })
}

fn review() -> Rc<Review> {
    let line = |id, old: Option<&str>| Line {
        id: LineId(id),
        source: "qf".into(),
        path: "quotient_familial.valeur".parse().unwrap(),
        group: None,
        label: "QF".into(),
        old: old.map(Into::into),
        new: "705".into(),
    };
    Rc::new(Review {
        lines: vec![line(0, None), line(1, Some("640"))],
        ..Review::default()
    })
}

fn received() -> State {
    let mut state = asked();
    let came = (answer(Status::Filled, None), review());
    state.apply(Action::Answered(Ok(came)));
    state
}
