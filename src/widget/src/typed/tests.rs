//! What is typed, input by input.

use model::identite::{IdentiteRules, Need};
use model::lieu::FRANCE;
use model::protocol::Mode;
use model::subject::Typed as Value;
use serde_json::json;

use super::*;
use crate::texts::texts;

mod persons;

fn today() -> PartialDate {
    PartialDate::new(2026, Some(11), Some(22)).unwrap()
}

fn mode(name: &str, sources: &[&str], identite: Option<IdentiteRules>, inputs: &[&str]) -> Mode {
    let input = |name: &&str| json!({ "name": name, "label": name, "help": "", "rule": "digits" });
    let inputs: Vec<_> = inputs.iter().map(input).collect();
    let mode = json!({ "mode": name, "assurance": "declared", "sources": sources, "identite": identite,
        "inputs": inputs });
    serde_json::from_value(mode).unwrap()
}

fn definition(sources: &[&str], modes: Vec<Mode>) -> Definition {
    let source = |id: &&str| json!({ "id": id, "label": id, "help": "", "provider": { "name": "la CAF", "correction": "" }, "items": [] });
    let sources: Vec<_> = sources.iter().map(source).collect();
    let definition = json!({
        "form": "form", "lang": "fr", "title": "", "purpose": "", "legal_basis": "", "retention": "",
        "organisation": { "name": "", "siret": "", "dpo": "" }, "modes": modes, "sources": sources,
        "notice": { "text": "", "hash": "" }, "visit": ""
    });
    serde_json::from_value(definition).unwrap()
}

fn civil() -> IdentiteRules {
    IdentiteRules {
        nom_naissance: Need::Required,
        prenoms: Need::Required,
        prenoms_max: 3,
        annee: Need::Asked,
        mois: Need::Optional,
        jour: Need::Optional,
        lieu_naissance: Need::Required,
        ..IdentiteRules::default()
    }
}

fn by_identity() -> Definition {
    definition(&["qf"], vec![mode("identite", &["qf"], Some(civil()), &[])])
}

fn field(name: &str) -> Field {
    Field {
        who: None,
        name: name.into(),
    }
}

/// Rennes, chosen in the list.
fn rennes() -> Change {
    let code = "35238".into();
    Change::Choice("lieu_naissance.commune".into(), code, "Rennes".into())
}

fn text(field: &str, text: &str) -> Change {
    Change::Text(field.into(), text.into())
}

/// What is typed in a form in which nothing is typed yet.
fn nothing(definition: &Definition) -> Typed {
    let mut typed = Typed::default();
    typed.meet(definition);
    typed
}

/// The person who fills the form.
fn myself(typed: &Typed) -> &Person {
    typed.person(&None).unwrap()
}

fn fields(errors: &Errors) -> Vec<String> {
    errors.iter().map(|(field, _)| field.to_string()).collect()
}

fn students() -> Definition {
    definition(
        &["qf", "etudiant", "emploi"],
        vec![
            mode("france_connect", &["qf", "etudiant"], None, &[]),
            mode("identite", &["qf", "etudiant"], Some(civil()), &[]),
            mode("ine", &["etudiant"], None, &["ine"]),
            mode("identifiant", &["emploi"], None, &["identifiant"]),
        ],
    )
}

fn names(modes: &[&Mode]) -> String {
    let names: Vec<_> = modes.iter().map(|mode| mode.mode.as_str()).collect();
    names.join(" ")
}

#[test]
fn each_source_is_asked_by_the_first_way_that_can_be_typed() {
    let definition = students();
    let mut typed = nothing(&definition);
    assert_eq!(
        names(&myself(&typed).modes(&definition)),
        "identite identifiant"
    );
    typed.change(&None, text("identifiant", "0123"));
    let subjects = typed.subjects(&definition);
    assert_eq!(subjects.len(), 2);
    assert_eq!(
        subjects[1].inputs.get("identifiant"),
        Some(&Value::Text("0123".into()))
    );
    assert_eq!(subjects[1].identite, None);
}

#[test]
fn only_the_ways_of_a_source_that_has_several_are_offered() {
    assert_eq!(
        names(&myself(&nothing(&students())).ways(&students())),
        "identite ine"
    );
    assert_eq!(
        names(&myself(&nothing(&by_identity())).ways(&by_identity())),
        ""
    );
    assert_eq!(myself(&nothing(&by_identity())).way(&by_identity()), None);
}

#[test]
fn the_way_chosen_comes_first_and_the_other_sources_keep_their_own() {
    let definition = students();
    let mut typed = nothing(&definition);
    typed.change(&None, Change::Way("ine".into()));
    assert_eq!(
        names(&myself(&typed).modes(&definition)),
        "ine identite identifiant"
    );
    assert_eq!(typed.subjects(&definition)[0].mode, "ine");
    typed.change(&None, Change::Way("gone".into()));
    assert_eq!(
        names(&myself(&typed).modes(&definition)),
        "identite identifiant",
        "a way that is no longer offered gives way to the first one"
    );
}

#[test]
fn only_the_inputs_of_the_way_chosen_are_checked() {
    let definition = definition(
        &["etudiant"],
        vec![
            mode("identite", &["etudiant"], Some(civil()), &[]),
            mode("ine", &["etudiant"], None, &["ine"]),
        ],
    );
    let mut typed = nothing(&definition);
    typed.try_to_go_on();
    typed.change(&None, Change::Way("ine".into()));
    assert_eq!(myself(&typed).identite_rules(&definition), None);
    let errors = typed.errors(&definition, today(), Lang::Fr);
    assert_eq!(fields(&errors), ["ine"]);
    let shown = typed.shown_errors(&definition, today(), Lang::Fr);
    assert!(
        shown.is_empty(),
        "the inputs that come are not in error yet"
    );
    typed.change(&None, text("ine", "0123"));
    assert_eq!(typed.errors(&definition, today(), Lang::Fr), []);
    let [subject] = &typed.subjects(&definition)[..] else {
        panic!("one way, one subject");
    };
    assert_eq!((subject.mode.as_str(), &subject.identite), ("ine", &None));
}

#[test]
fn an_input_is_read_by_the_name_it_was_written_by() {
    let names = [
        "nom_naissance",
        "nom_usage",
        "prenoms[0]",
        "prenoms[1]",
        "sexe",
        "date_naissance.annee",
        "date_naissance.mois",
        "date_naissance.jour",
        "lieu_naissance.pays",
        "lieu_naissance.nom_commune",
        "lieu_naissance.departement",
        "identifiant",
    ];
    let mut typed = nothing(&by_identity());
    for name in names {
        typed.change(&None, text(name, &format!("<{name}>")));
    }
    for name in names {
        assert_eq!(myself(&typed).get(name), format!("<{name}>"));
    }
}

#[test]
fn an_error_shows_once_its_input_was_left_with_something_in_it() {
    let definition = by_identity();
    let mut typed = nothing(&definition);
    let shown =
        |typed: &Typed| fields(&typed.shown_errors(&definition, today(), Lang::Fr)).join(" ");
    typed.leave(field("nom_naissance"));
    assert_eq!(shown(&typed), "", "an empty input is not in error yet");
    typed.change(&None, text("nom_naissance", "R2D2"));
    assert_eq!(shown(&typed), "", "still typing");
    typed.leave(field("nom_naissance"));
    assert_eq!(shown(&typed), "nom_naissance");
    typed.change(&None, text("nom_naissance", "Morvan"));
    assert_eq!(shown(&typed), "", "mended as they type");
    typed.change(&None, text("nom_naissance", ""));
    assert_eq!(shown(&typed), "nom_naissance");
}

#[test]
fn trying_to_go_on_shows_every_error() {
    let mut typed = nothing(&by_identity());
    typed.try_to_go_on();
    let errors = typed.shown_errors(&by_identity(), today(), Lang::Fr);
    assert_eq!(
        fields(&errors),
        [
            "nom_naissance",
            "prenoms[0]",
            "date_naissance.annee",
            "lieu_naissance.side"
        ]
    );
    assert!(typed.is_summed_up());
}

#[test]
fn a_commune_that_is_typed_and_not_chosen_is_not_known() {
    let mut typed = nothing(&by_identity());
    typed.change(&None, Change::Side(Side::France));
    typed.change(&None, rennes());
    assert_eq!(myself(&typed).get("lieu_naissance.commune"), "35238");
    typed.change(&None, text("lieu_naissance.commune", "Renn"));
    assert_eq!(
        (
            myself(&typed).get("lieu_naissance.commune"),
            myself(&typed).shown("lieu_naissance.commune")
        ),
        ("", "Renn")
    );
    typed.leave(field("lieu_naissance.commune"));
    let errors = typed.shown_errors(&by_identity(), today(), Lang::Fr);
    assert_eq!(fields(&errors), ["lieu_naissance.commune"]);
}

#[test]
fn a_school_is_chosen_in_a_list_or_its_code_is_typed() {
    let input = json!({ "name": "ecole", "label": "", "help": "", "rule": "uai", "picker": "etablissements" });
    let mut asked = mode("identite", &["eleve"], None, &[]);
    asked.inputs = vec![serde_json::from_value(input).unwrap()];
    let definition = definition(&["eleve"], vec![asked]);
    let mut typed = nothing(&definition);
    let choice = ["ecole", "0290000A", "Lycée (Brest)"].map(str::to_owned);
    let [field, code, shown] = choice;
    typed.change(&None, Change::Choice(field, code, shown));
    let seen = |typed: &Typed| {
        let person = myself(typed);
        format!("{} {}", person.get("ecole"), person.shown("ecole"))
    };
    assert_eq!(seen(&typed), "0290000A Lycée (Brest)");
    assert_eq!(typed.errors(&definition, today(), Lang::Fr), []);

    typed.change(&None, text("ecole", "0290001b"));
    assert_eq!(seen(&typed), "0290001b 0290001b");
    assert_eq!(typed.errors(&definition, today(), Lang::Fr), []);

    typed.change(&None, text("ecole", "Lycée"));
    let errors = typed.errors(&definition, today(), Lang::Fr);
    assert_eq!(errors[0].1, texts(Lang::Fr).etablissement_choose);
}

#[test]
fn a_commune_written_by_hand_needs_a_name_and_a_departement() {
    let definition = by_identity();
    let mut typed = nothing(&definition);
    typed.change(&None, Change::Side(Side::France));
    typed.change(&None, Change::Unlisted(true));
    let errors = typed.errors(&definition, today(), Lang::Fr);
    let place: Vec<_> = errors
        .iter()
        .filter(|(field, _)| field.name.starts_with("lieu"))
        .collect();
    assert_eq!(place[0].0.name, "lieu_naissance.nom_commune");
    assert_eq!(place[0].1, texts(Lang::Fr).nom_commune_missing);
    assert_eq!(place[1].0.name, "lieu_naissance.departement");
    typed.change(&None, text("lieu_naissance.nom_commune", "Saint-Ouen"));
    typed.change(&None, text("lieu_naissance.departement", "35"));
    let errors = typed.errors(&definition, today(), Lang::Fr);
    assert!(
        errors
            .iter()
            .all(|(field, _)| !field.name.starts_with("lieu"))
    );
}

#[test]
fn changing_sides_forgets_the_place() {
    let mut typed = nothing(&by_identity());
    typed.change(&None, Change::Side(Side::France));
    typed.change(&None, rennes());
    typed.change(&None, Change::Side(Side::Abroad));
    assert_eq!(
        (
            myself(&typed).get("lieu_naissance.pays"),
            myself(&typed).get("lieu_naissance.commune")
        ),
        ("", "")
    );
    typed.change(&None, text("lieu_naissance.pays", "99404"));
    typed.change(&None, Change::Side(Side::France));
    assert_eq!(myself(&typed).get("lieu_naissance.pays"), FRANCE);
}

#[test]
fn first_names_come_and_go_one_by_one() {
    let mut typed = nothing(&by_identity());
    assert_eq!(myself(&typed).prenoms(), 1);
    typed.change(&None, Change::AddPrenom);
    typed.change(&None, text("prenoms[0]", "Awen"));
    typed.change(&None, text("prenoms[1]", "Lou"));
    assert_eq!(myself(&typed).prenoms(), 2);
    typed.change(&None, Change::RemovePrenom(0));
    assert_eq!(
        (myself(&typed).prenoms(), myself(&typed).get("prenoms[0]")),
        (1, "Lou")
    );
}

#[test]
fn the_time_of_birth_is_said_as_far_as_it_makes_sense() {
    let mut typed = nothing(&by_identity());
    assert_eq!(birth_month(myself(&typed)), None);
    typed.change(&None, text("date_naissance.annee", "1988"));
    assert_eq!(birth_month(myself(&typed)).as_deref(), Some("1988"));
    typed.change(&None, text("date_naissance.mois", "2"));
    assert_eq!(birth_month(myself(&typed)).as_deref(), Some("1988-02"));
    typed.change(&None, text("date_naissance.mois", "13"));
    assert_eq!(birth_month(myself(&typed)).as_deref(), Some("1988"));
    typed.change(&None, text("date_naissance.annee", "88"));
    assert_eq!(birth_month(myself(&typed)), None);
}
