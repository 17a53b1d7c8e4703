//! A form that asks about several persons.

use super::*;
use model::protocol::{About, InvalidField};

fn about(mode: Mode, id: &str) -> Mode {
    let (id, label) = (id.to_owned(), format!("<{id}>"));
    Mode {
        about: Some(About { id, label }),
        ..mode
    }
}

/// A form that asks a pupil's schooling first, then the parent's quotient and benefit.
fn school() -> Definition {
    definition(
        &["eleve", "qf", "rsa"],
        vec![
            about(
                mode("identite", &["eleve"], Some(pupil()), &["uai"]),
                "eleve",
            ),
            mode("identite", &["qf", "rsa"], Some(civil()), &[]),
        ],
    )
}

fn pupil() -> IdentiteRules {
    IdentiteRules {
        nom_naissance: Need::Required,
        sexe: Need::Required,
        ..IdentiteRules::default()
    }
}

fn eleve() -> Who {
    Some("eleve".into())
}

/// The inputs that are shown once the relay or a source has refused these.
fn refused(definition: &Definition, fields: &[&str]) -> Vec<String> {
    let refused = |field: &&str| InvalidField {
        field: (*field).to_owned(),
        detail: "non".into(),
    };
    let mut typed = nothing(definition);
    typed.refuse(definition, &fields.iter().map(refused).collect::<Vec<_>>());
    let errors = typed.shown_errors(definition, today(), Lang::Fr);
    self::fields(&errors)
}

#[test]
fn the_person_who_fills_the_form_comes_first_and_each_other_once() {
    let typed = nothing(&school());
    let persons: Vec<_> = typed.persons().iter().map(Person::who).collect();
    assert_eq!(persons, [None, eleve()]);
    let asked = |person: &Person| {
        let definition = school();
        let sources = person.sources(&definition).map(|source| source.id.clone());
        sources.collect::<Vec<_>>().join(" ")
    };
    let asked: Vec<_> = typed.persons().iter().map(asked).collect();
    assert_eq!(asked, ["qf rsa", "eleve"]);
    assert!(typed.is_about_others() && !nothing(&by_identity()).is_about_others());
}

#[test]
fn a_form_about_someone_else_alone_asks_nothing_about_who_fills_it() {
    let definition = definition(
        &["eleve"],
        vec![about(
            mode("identite", &["eleve"], Some(pupil()), &[]),
            "eleve",
        )],
    );
    let typed = nothing(&definition);
    assert_eq!((typed.persons().len(), typed.person(&None)), (1, None));
    assert_eq!(typed.subjects(&definition)[0].about, eleve());
}

#[test]
fn each_person_has_inputs_and_errors_of_their_own() {
    let mut typed = nothing(&school());
    typed.change(&None, text("nom_naissance", "Rozmor"));
    typed.change(&eleve(), text("nom_naissance", "Tassel"));
    assert_eq!(myself(&typed).get("nom_naissance"), "Rozmor");
    let pupil = typed.person(&eleve()).unwrap();
    assert_eq!(pupil.get("nom_naissance"), "Tassel");
    let wrong = fields(&typed.errors(&school(), today(), Lang::Fr));
    assert_eq!(
        wrong,
        [
            "prenoms[0]",
            "date_naissance.annee",
            "lieu_naissance.side",
            "eleve.sexe",
            "eleve.uai"
        ]
    );
}

#[test]
fn an_input_that_is_left_is_left_for_one_person() {
    let mut typed = nothing(&school());
    typed.change(&None, text("nom_naissance", "R2D2"));
    typed.change(&eleve(), text("nom_naissance", "R2D2"));
    typed.leave(Field {
        who: eleve(),
        name: "nom_naissance".into(),
    });
    let shown = typed.shown_errors(&school(), today(), Lang::Fr);
    assert_eq!(fields(&shown), ["eleve.nom_naissance"]);
}

#[test]
fn a_request_has_one_subject_for_each_person_and_way() {
    let mut typed = nothing(&school());
    typed.change(&None, text("nom_naissance", "Rozmor"));
    typed.change(&eleve(), text("nom_naissance", "Tassel"));
    typed.change(&eleve(), text("uai", "0123"));
    let sent: Vec<_> = typed
        .subjects(&school())
        .into_iter()
        .map(|subject| {
            let nom = subject.identite.unwrap().nom_naissance;
            (subject.about, nom, subject.inputs.len())
        })
        .collect();
    assert_eq!(
        sent,
        [
            (None, "Rozmor".to_owned(), 0),
            (eleve(), "Tassel".to_owned(), 1)
        ]
    );
}

#[test]
fn the_ways_of_one_person_are_not_offered_for_another() {
    let mut modes = school().modes;
    modes.push(about(mode("ine", &["eleve"], None, &["ine"]), "eleve"));
    modes.push(mode("numero", &["qf"], None, &["numero"]));
    modes.push(about(mode("nom", &["qf"], None, &["nom"]), "eleve"));
    let definition = definition(&["eleve", "qf", "rsa"], modes);
    let mut typed = nothing(&definition);
    let offered = |typed: &Typed, who| names(&typed.person(&who).unwrap().ways(&definition));
    assert_eq!(offered(&typed, None), "identite numero");
    assert_eq!(offered(&typed, eleve()), "identite ine");
    typed.change(&eleve(), Change::Way("ine".into()));
    let asked = |who| names(&typed.person(&who).unwrap().modes(&definition));
    assert_eq!(
        (asked(None), asked(eleve())),
        ("identite".into(), "ine".into())
    );
}

#[test]
fn a_refused_input_is_of_the_person_whom_it_names() {
    let of = |fields: &[&str]| refused(&school(), fields);
    assert_eq!(of(&["identite.nom_naissance"]), ["nom_naissance"]);
    assert_eq!(of(&["eleve.identite.sexe"]), ["eleve.sexe"]);
    let both = ["identite.prenoms[1]", "eleve.uai"];
    assert_eq!(of(&both), ["prenoms[1]", "eleve.uai"]);
}

#[test]
fn a_refused_input_that_nobody_has_is_shown_nowhere() {
    let strangers = ["uai", "conjoint.identite.sexe", "eleveuai", "eleve.numero"];
    assert!(refused(&school(), &strangers).is_empty());
    let by_number = definition(&["qf"], vec![mode("numero", &["qf"], None, &["numero"])]);
    assert!(refused(&by_number, &["identite.nom_naissance"]).is_empty());
}

#[test]
fn an_input_that_two_ways_share_is_asked_once() {
    let modes = vec![
        mode("one", &["qf"], None, &["numero", "annee"]),
        mode("two", &["rsa"], None, &["numero"]),
    ];
    let definition = definition(&["qf", "rsa"], modes);
    let typed = nothing(&definition);
    let inputs = myself(&typed).inputs(&definition);
    let inputs: Vec<_> = inputs.iter().map(|input| input.name.as_str()).collect();
    assert_eq!(inputs, ["numero", "annee"]);
}

#[test]
fn a_definition_that_comes_again_keeps_what_is_typed_about_those_it_still_knows() {
    let mut typed = nothing(&school());
    typed.change(&None, text("nom_naissance", "Rozmor"));
    typed.meet(&school());
    assert_eq!(myself(&typed).get("nom_naissance"), "Rozmor");
    typed.meet(&by_identity());
    assert_eq!(
        (typed.persons().len(), myself(&typed).get("nom_naissance")),
        (1, "Rozmor")
    );
}
