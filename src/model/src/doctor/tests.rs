use super::*;
use crate::fill::Choice;
use crate::protocol::{FieldInfo, FieldType, ItemInfo, Provider};

fn source(id: &str, fields: &[(&str, &str, FieldType)]) -> Source {
    let fields = fields.iter().map(|(path, label, kind)| FieldInfo {
        path: path.parse().unwrap(),
        label: (*label).to_owned(),
        kind: *kind,
    });
    Source {
        id: id.to_owned(),
        label: id.to_owned(),
        help: String::new(),
        provider: Provider {
            name: id.to_owned(),
            correction: String::new(),
        },
        items: vec![ItemInfo {
            path: "tout".parse().unwrap(),
            label: String::new(),
            fields: fields.collect(),
        }],
    }
}

fn family() -> Vec<Source> {
    use FieldType::{Date, Integer, Text};
    vec![source(
        "quotient_familial",
        &[
            ("quotient_familial.valeur", "montant", Integer),
            ("allocataires[].nom_naissance", "nom de naissance", Text),
            ("allocataires[].prenoms", "prénoms", Text),
            ("allocataires[].date_naissance", "date de naissance", Date),
            ("enfants[].nom_naissance", "nom de naissance", Text),
            ("enfants[].prenoms", "prénoms", Text),
            ("enfants[].date_naissance", "date de naissance", Date),
            ("enfants[].sexe", "sexe", Text),
            ("enfants.nombre", "nombre d’enfants", Integer),
            ("adresse.code_postal", "code postal", Text),
            ("adresse.commune", "commune", Text),
            ("adresse.numero_libelle_voie", "numéro et voie", Text),
        ],
    )]
}

fn benefit(id: &str) -> Source {
    source(
        id,
        &[("est_beneficiaire", "bénéficiaire", FieldType::Boolean)],
    )
}

fn control(name: &str, label: &str) -> Seen {
    Seen {
        selector: format!("[name=\"{name}\"]"),
        kind: Kind::Text,
        mappings: Vec::new(),
        format: None,
        maxlength: None,
        list: None,
        clues: Clues {
            label: label.to_owned(),
            name: name.to_owned(),
            ..Clues::default()
        },
    }
}

fn mapped(text: &str) -> Seen {
    Seen {
        mappings: vec![Mapping {
            by: By::Attribute,
            text: text.to_owned(),
        }],
        ..control("x", "")
    }
}

fn facts(controls: Vec<Seen>, sources: &[Source]) -> Vec<Fact> {
    let form = Form {
        controls,
        lists: Vec::new(),
    };
    let findings = examine(&form, sources);
    findings.into_iter().map(|finding| finding.fact).collect()
}

fn fact(seen: Seen) -> Fact {
    facts(vec![seen], &family()).remove(0)
}

fn proposed(seen: Seen) -> Option<String> {
    match fact(seen) {
        Fact::Proposed(proposal) => Some(proposal.target.to_string()),
        _ => None,
    }
}

#[test]
fn a_control_that_is_mapped_well_is_told_with_the_mapping_that_counts() {
    let mut seen = mapped("adresse.commune");
    seen.mappings.push(Mapping {
        by: By::Relay,
        text: "adresse.code_postal".to_owned(),
    });
    let fact = fact(seen);
    assert_eq!(fact.weight(), Weight::Fine);
    assert_eq!(
        fact.sentence(Lang::En),
        "gets adresse.commune (by data-prefill; goes before the relay's configuration)"
    );
}

#[test]
fn mappings_that_never_fill_anything_are_errors_with_a_remedy() {
    let closed = |closed| Seen {
        kind: Kind::Closed(closed),
        ..mapped("adresse.commune")
    };
    let typed = |kind, text| Seen {
        kind,
        ..mapped(text)
    };
    let checkbox = Kind::Checkbox {
        value: "on".to_owned(),
    };
    for (seen, part) in [
        (mapped("adresse..commune"), "is not a path"),
        (mapped("rsa:adresse.commune"), "source `rsa`"),
        (mapped("adresse.communes"), "did you mean adresse.commune?"),
        (mapped("adresse.etage"), "add it to the form's items"),
        (closed(Reason::Disabled), "remove disabled"),
        (closed(Reason::Never), "a password"),
        (typed(Kind::Number, "adresse.code_postal"), "numbers alone"),
        (typed(Kind::Date, "quotient_familial.valeur"), "dates alone"),
        (typed(checkbox, "adresse.commune"), "checkbox has no value"),
    ] {
        let fact = fact(seen);
        assert_eq!(fact.weight(), Weight::Error, "{fact:?}");
        let sentence = fact.sentence(Lang::En);
        assert!(sentence.contains(part), "{sentence}");
    }
}

#[test]
fn a_yes_or_no_needs_choices_that_mean_it() {
    let choice = |label: &str| Choice {
        value: label.to_lowercase(),
        label: label.to_owned(),
        enabled: true,
    };
    let with = |labels: [&str; 2]| Seen {
        kind: Kind::Choice(labels.map(choice).to_vec()),
        ..mapped("est_beneficiaire")
    };
    let sources = [benefit("rsa")];
    assert_eq!(
        facts(vec![with(["Oui", "Non"])], &sources)[0].weight(),
        Weight::Fine
    );
    assert_eq!(
        facts(vec![with(["Rouge", "Vert"])], &sources)[0].weight(),
        Weight::Error
    );
}

#[test]
fn what_works_otherwise_than_it_seems_is_a_warning() {
    let doubts = |controls, sources: &[Source]| facts(controls, sources).pop().unwrap();
    let outside = doubts(vec![mapped("enfants[].prenoms")], &family());
    assert!(matches!(outside, Fact::OutsideItsList(_)));
    let twice = doubts(
        vec![mapped("adresse.commune"), mapped("adresse.commune")],
        &family(),
    );
    assert!(matches!(twice, Fact::Twice { .. }));
    let checkbox = |text| Seen {
        kind: Kind::Checkbox {
            value: "on".to_owned(),
        },
        ..mapped(text)
    };
    let several = doubts(
        vec![checkbox("est_beneficiaire")],
        &[benefit("rsa"), benefit("aah")],
    );
    assert!(
        several
            .sentence(Lang::En)
            .ends_with("such as aah:est_beneficiaire")
    );
    let named = facts(
        vec![checkbox("aah:est_beneficiaire")],
        &[benefit("rsa"), benefit("aah")],
    );
    assert!(!named.iter().any(|fact| fact.weight() == Weight::Warning));
}

#[test]
fn parts_of_a_date_are_not_the_same_datum_twice() {
    let part = |format: &str| Seen {
        format: Some(format.to_owned()),
        ..mapped("allocataires[0].date_naissance")
    };
    let facts = facts(vec![part("%d"), part("%m"), part("%Y")], &family());
    assert!(
        facts.iter().all(|fact| fact.weight() == Weight::Fine),
        "{facts:?}"
    );
}

#[test]
fn rows_are_of_a_list_and_have_their_button() {
    let list = |each: &str, found| {
        let list = SeenList {
            selector: "#rows".to_owned(),
            each: each.to_owned(),
            add: Some(("#add".to_owned(), found)),
        };
        let form = Form {
            controls: Vec::new(),
            lists: vec![list],
        };
        examine(&form, &family()).pop().map(|finding| finding.fact)
    };
    assert_eq!(list("enfants", true), None);
    assert_eq!(
        list("adresse", true),
        Some(Fact::NotAList("adresse".into()))
    );
    assert_eq!(
        list("enfants", false),
        Some(Fact::NoAddButton("#add".into()))
    );
}

#[test]
fn controls_are_recognised_as_people_name_them() {
    for (name, label, path) in [
        ("qf", "", "quotient_familial.valeur"),
        ("f12", "Quotient familial (CAF)", "quotient_familial.valeur"),
        ("codePostal", "", "adresse.code_postal"),
        ("f3", "Ville *", "adresse.commune"),
        ("f4", "Nom de naissance", "allocataires[0].nom_naissance"),
        ("parent2_prenom", "", "allocataires[1].prenoms"),
        ("enfant1_nom", "Nom de l’enfant", "enfants[0].nom_naissance"),
        ("enfants_2_prenom", "Prénom", "enfants[1].prenoms"),
        ("enfants[1][prenom]", "Prénom", "enfants[1].prenoms"),
        ("nb", "Nombre d’enfants", "enfants.nombre"),
        ("f5", "Date of birth", "allocataires[0].date_naissance"),
    ] {
        assert_eq!(
            proposed(control(name, label)).as_deref(),
            Some(path),
            "{name} {label}"
        );
    }
}

#[test]
fn nothing_is_proposed_without_a_reason() {
    for (name, label) in [
        ("commentaire", "Commentaire"),
        ("allergies", "Allergies de l’enfant"),
        ("medecin", "Nom du médecin traitant et ville de son cabinet"),
        ("x", ""),
    ] {
        assert_eq!(proposed(control(name, label)), None, "{name}");
    }
}

#[test]
fn the_row_a_control_stands_in_decides_whom_it_is_about() {
    let seen = Seen {
        list: Some("enfants".to_owned()),
        ..control("nom", "Nom")
    };
    assert_eq!(proposed(seen).as_deref(), Some("enfants[].nom_naissance"));
    let in_group = |group: &str| Seen {
        clues: Clues {
            group: group.to_owned(),
            ..control("p", "Prénom").clues
        },
        ..control("p", "Prénom")
    };
    assert_eq!(
        proposed(in_group("Enfant 2")).as_deref(),
        Some("enfants[1].prenoms")
    );
    assert_eq!(
        proposed(in_group("Responsable légal")).as_deref(),
        Some("allocataires[0].prenoms")
    );
}

#[test]
fn the_browser_s_own_words_are_the_surest() {
    let seen = Seen {
        clues: Clues {
            autocomplete: "section-x shipping postal-code".to_owned(),
            ..control("f", "Zone").clues
        },
        ..control("f", "Zone")
    };
    let Fact::Proposed(proposal) = fact(seen) else {
        panic!("nothing is proposed");
    };
    assert_eq!(proposal.confidence, 95);
    assert_eq!(proposal.clue, Clue::Autocomplete("postal-code".into()));
}

#[test]
fn a_datum_of_another_type_is_not_proposed() {
    let seen = Seen {
        kind: Kind::Date,
        ..control("cp", "Code postal")
    };
    assert_eq!(fact(seen), Fact::Unmapped);
}

#[test]
fn what_several_sources_give_is_proposed_with_its_source() {
    let mut sources = family();
    sources.extend(family());
    sources[1].id = "autre".to_owned();
    let facts = facts(vec![control("ville", "Ville")], &sources);
    assert!(
        matches!(&facts[..], [Fact::Proposed(proposal)]
            if proposal.target.to_string() == "quotient_familial:adresse.commune"),
        "{facts:?}"
    );
}
