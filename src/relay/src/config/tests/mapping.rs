//! A form's mapping.

use super::*;

/// The whole file, its form mapped as these lines say; the first of them is line 29.
fn mapped(lines: &str) -> String {
    format!("{WHOLE}[form.mapping]\n{lines}\n")
}

#[test]
fn a_control_is_mapped_to_a_field_that_the_form_asks_for() {
    let text = mapped(
        "\"#qf\" = \"quotient_familial.valeur\"\n\
         \" [name='enfants[0][prenom]'] \" = \"enfants[0].prenoms\"\n\
         \"#mois\" = \" quotient_familial : quotient_familial.mois\"\n\
         \".prenoms\" = \"enfants[].prenoms\"",
    );
    let config = parse(&text).unwrap();
    let mapping: Vec<_> = config.forms[0].mapping.iter().collect();
    let pairs = [
        ("#mois", "quotient_familial:quotient_familial.mois"),
        ("#qf", "quotient_familial.valeur"),
        (".prenoms", "enfants[].prenoms"),
        ("[name='enfants[0][prenom]']", "enfants[0].prenoms"),
    ];
    let pairs = pairs.map(|(selector, path)| (selector.to_owned(), path.to_owned()));
    assert!(
        mapping
            .into_iter()
            .eq(pairs.iter().map(|(selector, path)| (selector, path)))
    );
    assert!(parse(WHOLE).unwrap().forms[0].mapping.is_empty());
}

#[test]
fn each_mistake_in_a_mapping_names_its_line_and_its_remedy() {
    for (line, says) in [
        (
            "\"#qf\" = \"quotient..valeur\"",
            "is not a path; write names",
        ),
        (
            "\"[name=qf\" = \"quotient_familial.valeur\"",
            "does not close a bracket",
        ),
        ("\" \" = \"quotient_familial.valeur\"", "it is empty"),
        (
            "\"#qf\" = \"emploi:quotient_familial.valeur\"",
            "it uses: quotient_familial",
        ),
        (
            "\"#qf\" = \"quotient_familial.montant\"",
            "or map one of: quotient_familial.valeur,",
        ),
        // The form asks for the first names alone, and a list is no field.
        (
            "\"#sexe\" = \"enfants[].sexe\"",
            "add its item under [form.sources], or map one of: enfants[].prenoms",
        ),
        (
            "\"#prenoms\" = \"enfants.prenoms\"",
            "no field at \"enfants.prenoms\"",
        ),
        ("\"#enfants\" = \"enfants\"", "no field at \"enfants\""),
        (
            "\"#rue\" = \"adresse.voie\"",
            "or map one of: quotient_familial.valeur,",
        ),
        ("\"#qf\" = 1", "expected a string"),
    ] {
        let found = mistakes(parse(&mapped(&format!(
            "\"#ok\" = \"quotient_familial.mois\"\n{line}"
        ))));
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        assert_eq!(found[0].0, 30, "{line}: {found:?}");
        assert!(found[0].1.contains(says), "{line}: {found:?}");
    }
}

#[test]
fn a_source_that_is_mistaken_is_told_once() {
    let text = mapped("\"#qf\" = \"quotient_familial.valeur\"");
    let text = text.replace(
        "[form.sources.quotient_familial]",
        "[form.sources.quotient]",
    );
    let found = mistakes(parse(&text));
    assert!(
        found.len() == 1 && found[0].1.contains("has no source"),
        "{found:?}"
    );
}
