//! Every state and every problem has its sentences, in both languages.

use model::fill::Reason;
use model::protocol::Period;

use super::*;
use crate::failure::Failure;
use crate::host::NoForm;

const REASONS: [Reason; 17] = [
    Reason::Absent,
    Reason::NotAgreed,
    Reason::Unknown,
    Reason::PartialDate,
    Reason::NotADate,
    Reason::NotANumber,
    Reason::NoChoice,
    Reason::TooLong,
    Reason::Unfit,
    Reason::Hidden,
    Reason::Disabled,
    Reason::ReadOnly,
    Reason::Never,
    Reason::NoRow,
    Reason::Changed,
    Reason::Refused,
    Reason::Kept,
];

#[test]
fn both_languages_say_everything_and_not_the_same() {
    let (fr, en) = (format!("{:?}", fr::TEXTS), format!("{:?}", en::TEXTS));
    assert!(
        !fr.contains("\"\"") && !en.contains("\"\""),
        "an empty sentence"
    );
    for reason in REASONS {
        assert_ne!(fr::gap(reason), en::gap(reason), "{reason:?}");
    }
}

#[test]
fn each_failure_says_what_happened_and_what_to_do() {
    let failures = [
        Failure::NoForm(NoForm::None),
        Failure::Unreachable,
        Failure::Timeout,
        Failure::Unreadable { status: 502 },
        Failure::NoDoor,
        Failure::NotIdentified,
        Failure::Stopped,
    ];
    for failure in failures {
        let [fr, en] = [Lang::Fr, Lang::En].map(|lang| problem(&failure, lang));
        for said in [&fr, &en] {
            assert!(
                !said.title.is_empty() && !said.detail.is_empty(),
                "{failure:?}"
            );
            assert!(said.next_step.ends_with('.'), "{failure:?}");
        }
        assert!(fr.next_step.contains("à la main"), "{failure:?}");
        assert!(en.next_step.contains("by hand"), "{failure:?}");
        assert_eq!(fr.kind, en.kind);
    }
}

#[test]
fn what_the_relay_says_is_shown_as_it_is() {
    let relay = Problem {
        kind: "about:busy".into(),
        title: "Trop de demandes".into(),
        ..Problem::default()
    };
    let failure = Failure::Refused(Box::new(relay.clone()));
    assert_eq!(problem(&failure, Lang::Fr), relay);
}

#[test]
fn numbers_agree_with_their_nouns() {
    assert_eq!(filled(Lang::Fr, 1), "1 champ a été rempli.");
    assert_eq!(filled(Lang::En, 2), "2 fields were filled in.");
    assert_eq!(communes_found(Lang::Fr, 0), fr::TEXTS.commune_none);
    assert_eq!(etablissements_found(Lang::Fr, 1), "1 établissement trouvé");
    assert_eq!(etablissements_found(Lang::En, 2), "2 schools found");
    assert_eq!(all_answered(Lang::En, 1, 1), "The answer has come.");
    assert_eq!(all_answered(Lang::En, 1, 2), "Useful answers: 1 of 2.");
    assert_eq!(to_fill(Lang::En, 2), "2 fields to check.");
    assert_eq!(rows_to_add(Lang::Fr, 0), None);
    assert_eq!(
        retry_in(Lang::Fr, 0),
        "Vous pourrez réessayer dans 1 seconde."
    );
    assert_eq!(
        retry_in(Lang::Fr, 90),
        "Vous pourrez réessayer dans 90 secondes."
    );
    assert_eq!(retry_in(Lang::En, 91), "You can try again in 2 minutes.");
}

#[test]
fn who_answers_begins_the_sentence() {
    let said = |provider: &str| answered(Lang::En, provider, true, 1, 2);
    assert_eq!(said("the CAF"), "The CAF has answered. Answer 1 of 2.");
    assert_eq!(
        said("état civil"),
        "État civil has answered. Answer 1 of 2."
    );
}

#[test]
fn an_origin_says_as_much_as_is_known() {
    let period = |mois| Some(Period { annee: 2026, mois });
    assert_eq!(
        origin(Lang::Fr, "CNAF", period(Some(10))),
        "CNAF, octobre 2026"
    );
    assert_eq!(origin(Lang::En, "CNAF", period(Some(13))), "CNAF, 2026");
    assert_eq!(origin(Lang::En, "MSA", period(None)), "MSA, 2026");
    assert_eq!(origin(Lang::Fr, "France Travail", None), "France Travail");
}

#[test]
fn a_way_of_asking_says_what_is_to_be_typed() {
    let mode = |mode: serde_json::Value| serde_json::from_value::<Mode>(mode).unwrap();
    let input =
        serde_json::json!({ "name": "ine", "label": "Numéro INE", "help": "", "rule": "ine" });
    let ine = mode(
        serde_json::json!({ "mode": "ine", "assurance": "declared", "sources": [], "inputs": [input] }),
    );
    assert_eq!(way(Lang::Fr, &ine), "Numéro INE");
    let identite = mode(
        serde_json::json!({ "mode": "identite", "assurance": "declared", "sources": [], "identite": {} }),
    );
    assert_eq!(way(Lang::Fr, &identite), "Avec mon identité");
    assert_eq!(way(Lang::En, &identite), "With my identity");
    let about = model::protocol::About {
        id: "eleve".into(),
        label: "L’élève".into(),
    };
    let other = Mode {
        about: Some(about),
        ..identite
    };
    assert_eq!(way(Lang::Fr, &other), "Avec son identité");
}

#[test]
fn a_person_is_told_as_far_as_they_are_known() {
    let born =
        |lang, identite: serde_json::Value| born(lang, &serde_json::from_value(identite).unwrap());
    let on = |sexe: &str, date: serde_json::Value| serde_json::json!({ "sexe": sexe, "date_naissance": date });
    let day = serde_json::json!({ "annee": 1982, "mois": "12", "jour": "07" });
    let said = born(Lang::Fr, on("F", day.clone()));
    assert_eq!(said.as_deref(), Some("née le 7 décembre 1982"));
    let said = born(Lang::En, on("F", day));
    assert_eq!(said.as_deref(), Some("born on 7 December 1982"));
    let first = serde_json::json!({ "annee": 1982, "mois": 5, "jour": 1 });
    let said = born(Lang::Fr, on("M", first));
    assert_eq!(said.as_deref(), Some("né le 1er mai 1982"));
    let month = serde_json::json!({ "annee": 1982, "mois": "5", "jour": "00" });
    let said = born(Lang::Fr, on("", month));
    assert_eq!(said.as_deref(), Some("né(e) en mai 1982"));
    let year = serde_json::json!({ "annee": 1982, "mois": "00", "jour": "12" });
    assert_eq!(
        born(Lang::En, on("", year)).as_deref(),
        Some("born in 1982")
    );
    assert_eq!(born(Lang::Fr, serde_json::json!({})), None);
    let named = serde_json::json!({ "nom_naissance": "LEFEBVRE", "prenoms": ["ALEXIS", "GÉRÔME"] });
    let named = serde_json::from_value(named).unwrap();
    assert_eq!(name(&named), "LEFEBVRE ALEXIS GÉRÔME");
}

#[test]
fn with_several_persons_a_sentence_says_about_whom() {
    let said = |lang| about(lang, "Lou", "Écrivez.");
    assert_eq!(said(Lang::Fr), "Lou\u{a0}: Écrivez.");
    assert_eq!(said(Lang::En), "Lou: Écrivez.");
}
