//! What is typed, input by input.

use model::identite::Need;
use serde_json::json;

use model::date::PartialDate;
use model::identite::IdentiteRules;
use model::lang::Lang;

use super::*;
use crate::texts::texts;

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

fn text(field: &str, text: &str) -> Change {
    Change::Text(field.into(), text.into())
}

fn fields(errors: &Errors) -> Vec<&str> {
    errors.iter().map(|(field, _)| field.as_str()).collect()
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
    let mut typed = Typed::default();
    assert_eq!(names(&typed.modes(&definition)), "identite identifiant");
    typed.change(text("identifiant", "0123"));
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
    assert_eq!(names(&ways(&students())), "identite ine");
    assert_eq!(names(&ways(&by_identity())), "");
    assert_eq!(Typed::default().way(&by_identity()), None);
}

#[test]
fn the_way_chosen_comes_first_and_the_other_sources_keep_their_own() {
    let definition = students();
    let mut typed = Typed::default();
    typed.change(Change::Way("ine".into()));
    assert_eq!(names(&typed.modes(&definition)), "ine identite identifiant");
    assert_eq!(typed.subjects(&definition)[0].mode, "ine");
    typed.change(Change::Way("gone".into()));
    assert_eq!(
        names(&typed.modes(&definition)),
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
    let mut typed = Typed::default();
    typed.try_to_go_on();
    typed.change(Change::Way("ine".into()));
    assert_eq!(typed.identite_rules(&definition), None);
    let errors = typed.errors(&definition, today(), Lang::Fr);
    assert_eq!(fields(&errors), ["ine"]);
    let shown = typed.shown_errors(&definition, today(), Lang::Fr);
    assert!(
        shown.is_empty(),
        "the inputs that come are not in error yet"
    );
    typed.change(text("ine", "0123"));
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
    let mut typed = Typed::default();
    for name in names {
        typed.change(text(name, &format!("<{name}>")));
    }
    for name in names {
        assert_eq!(typed.get(name), format!("<{name}>"));
    }
}

#[test]
fn an_error_shows_once_its_input_was_left_with_something_in_it() {
    let definition = by_identity();
    let mut typed = Typed::default();
    let shown =
        |typed: &Typed| fields(&typed.shown_errors(&definition, today(), Lang::Fr)).join(" ");
    typed.leave("nom_naissance".into());
    assert_eq!(shown(&typed), "", "an empty input is not in error yet");
    typed.change(text("nom_naissance", "R2D2"));
    assert_eq!(shown(&typed), "", "still typing");
    typed.leave("nom_naissance".into());
    assert_eq!(shown(&typed), "nom_naissance");
    typed.change(text("nom_naissance", "Morvan"));
    assert_eq!(shown(&typed), "", "mended as they type");
    typed.change(text("nom_naissance", ""));
    assert_eq!(shown(&typed), "nom_naissance");
}

#[test]
fn trying_to_go_on_shows_every_error() {
    let mut typed = Typed::default();
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
    let mut typed = Typed::default();
    typed.change(Change::Side(Side::France));
    typed.change(Change::Commune("35238".into(), "Rennes".into()));
    assert_eq!(typed.get("lieu_naissance.commune"), "35238");
    typed.change(text("lieu_naissance.commune", "Renn"));
    assert_eq!(
        (
            typed.get("lieu_naissance.commune"),
            typed.commune_shown.as_str()
        ),
        ("", "Renn")
    );
    typed.leave("lieu_naissance.commune".into());
    let errors = typed.shown_errors(&by_identity(), today(), Lang::Fr);
    assert_eq!(fields(&errors), ["lieu_naissance.commune"]);
}

#[test]
fn a_commune_written_by_hand_needs_a_name_and_a_departement() {
    let definition = by_identity();
    let mut typed = Typed::default();
    typed.change(Change::Side(Side::France));
    typed.change(Change::Unlisted(true));
    let errors = typed.errors(&definition, today(), Lang::Fr);
    let place: Vec<_> = errors
        .iter()
        .filter(|(field, _)| field.starts_with("lieu"))
        .collect();
    assert_eq!(place[0].0, "lieu_naissance.nom_commune");
    assert_eq!(place[0].1, texts(Lang::Fr).nom_commune_missing);
    assert_eq!(place[1].0, "lieu_naissance.departement");
    typed.change(text("lieu_naissance.nom_commune", "Saint-Ouen"));
    typed.change(text("lieu_naissance.departement", "35"));
    let errors = typed.errors(&definition, today(), Lang::Fr);
    assert!(errors.iter().all(|(field, _)| !field.starts_with("lieu")));
}

#[test]
fn changing_sides_forgets_the_place() {
    let mut typed = Typed::default();
    typed.change(Change::Side(Side::France));
    typed.change(Change::Commune("35238".into(), "Rennes".into()));
    typed.change(Change::Side(Side::Abroad));
    assert_eq!(
        (
            typed.get("lieu_naissance.pays"),
            typed.get("lieu_naissance.commune")
        ),
        ("", "")
    );
    typed.change(text("lieu_naissance.pays", "99404"));
    typed.change(Change::Side(Side::France));
    assert_eq!(typed.get("lieu_naissance.pays"), FRANCE);
}

#[test]
fn first_names_come_and_go_one_by_one() {
    let mut typed = Typed::default();
    assert_eq!(typed.prenoms(), 1);
    typed.change(Change::AddPrenom);
    typed.change(text("prenoms[0]", "Awen"));
    typed.change(text("prenoms[1]", "Lou"));
    assert_eq!(typed.prenoms(), 2);
    typed.change(Change::RemovePrenom(0));
    assert_eq!((typed.prenoms(), typed.get("prenoms[0]")), (1, "Lou"));
}

#[test]
fn the_time_of_birth_is_said_as_far_as_it_makes_sense() {
    let mut typed = Typed::default();
    assert_eq!(birth_month(&typed), None);
    typed.change(text("date_naissance.annee", "1988"));
    assert_eq!(birth_month(&typed).as_deref(), Some("1988"));
    typed.change(text("date_naissance.mois", "2"));
    assert_eq!(birth_month(&typed).as_deref(), Some("1988-02"));
    typed.change(text("date_naissance.mois", "13"));
    assert_eq!(birth_month(&typed).as_deref(), Some("1988"));
    typed.change(text("date_naissance.annee", "88"));
    assert_eq!(birth_month(&typed), None);
}
