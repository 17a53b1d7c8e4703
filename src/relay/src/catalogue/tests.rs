//! The files that are shipped, and what a wrong one is told.

mod answers;
mod codes;
mod readme;
mod specification;

use model::lang::Lang;
use model::protocol::Status;

use super::*;

#[test]
fn every_shipped_file_is_read_and_has_both_languages() {
    let catalogue = Catalogue::load().unwrap();
    for id in catalogue.ids() {
        let source = catalogue.get(id).unwrap();
        assert!(
            source.label.en.is_some() && source.help.en.is_some(),
            "{id}"
        );
        assert!(
            source.fields().all(|field| field.label.en.is_some()),
            "{id}"
        );
        assert!(!source.modes.is_empty() && !source.items.is_empty(), "{id}");
    }
    assert_eq!(catalogue.ids().count(), 19);
}

#[test]
fn whatever_is_agreed_to_bears_a_name_with_a_capital() {
    let catalogue = Catalogue::load().unwrap();
    for source in catalogue.ids().map(|id| catalogue.get(id).unwrap()) {
        let items = source.items.iter().map(|item| &item.path);
        let fields = source.fields().map(|field| &field.path);
        for (path, lang) in items
            .chain(fields)
            .flat_map(|path| [(path, Lang::Fr), (path, Lang::En)])
        {
            let name = source.name_of(path, lang);
            assert!(
                name.starts_with(char::is_uppercase),
                "{} {path}: {name}",
                source.id
            );
        }
    }
    let named = |path: &str| {
        let boursier = catalogue.get("etudiant_boursier").unwrap();
        boursier.name_of(&path.parse().unwrap(), Lang::Fr)
    };
    assert_eq!(named("etablissement_etudes"), "Établissement");
    assert_eq!(
        named("etablissement_etudes.nom_commune"),
        "Commune d’études"
    );
    let emploi = catalogue.get("demandeur_emploi").unwrap();
    let category = "inscription.categorie".parse().unwrap();
    let both = emploi.name_of(&category, Lang::Fr);
    let fields = emploi
        .fields_under(&category)
        .map(|field| field.label.fr.as_str());
    assert_eq!(
        both.to_lowercase(),
        fields.collect::<Vec<_>>().join(", ").to_lowercase()
    );
}

#[test]
fn an_error_means_what_its_code_says_then_its_last_digits_then_its_status() {
    let catalogue = Catalogue::load().unwrap();
    let errors = &catalogue.get("quotient_familial").unwrap().modes["identite"].errors;
    for (http, code, status) in [
        (404, Some("35003"), Status::NotFound),
        (404, Some("23003"), Status::NotFound),
        (404, Some("99999"), Status::NotFound),
        (422, Some("35560"), Status::NotRecognised),
        (422, Some("37560"), Status::NotRecognised),
        (422, Some("41560"), Status::NotRecognised),
        (422, Some("00420"), Status::Invalid),
        (422, Some("é"), Status::Invalid),
        (409, Some("00015"), Status::Busy),
        (409, Some("35015"), Status::Ambiguous),
        (409, None, Status::Ambiguous),
        (429, Some("00429"), Status::Busy),
        (401, Some("00101"), Status::Unavailable),
        (503, Some("35020"), Status::Unavailable),
        (418, None, Status::Unavailable),
        (0, None, Status::Unavailable),
    ] {
        assert_eq!(errors.meaning(http, code).status, status, "{http} {code:?}");
    }
    assert!(errors.meaning(403, Some("00100")).operator);
}

#[test]
fn a_problem_says_what_to_do_and_which_field_to_look_at() {
    let catalogue = Catalogue::load().unwrap();
    let errors = &catalogue.get("quotient_familial").unwrap().modes["identite"].errors;
    let problem = errors.meaning(422, Some("00420")).problem(Lang::En, None);
    assert_eq!(problem.kind, "urn:pre-remplir:problem:refused-by-source");
    assert_eq!(problem.fields[0].field, "identite.nom_naissance");
    assert!(!problem.next_step.is_empty());
    assert_eq!(
        errors
            .meaning(409, Some("00015"))
            .problem(Lang::Fr, None)
            .retry_after,
        Some(60)
    );
    assert_eq!(
        errors
            .meaning(429, None)
            .problem(Lang::Fr, Some(7))
            .retry_after,
        Some(7)
    );
}

#[test]
fn a_wrong_file_is_told_what_is_wrong() {
    let whole = text_of("demandeur_emploi.toml").unwrap();
    let common = Errors::parse(COMMON, &text_of(COMMON).unwrap()).unwrap();
    let wrong = |from: &str, to: &str| {
        let text = whole.replacen(from, to, 1);
        assert_ne!(text, whole, "the planted mistake");
        Source::parse("demandeur_emploi", &text, &common)
            .unwrap_err()
            .to_string()
    };
    assert!(wrong("by = \"absent\"", "by = \"devine\"").contains("`devine` is not a function"));
    assert!(wrong("path = \"contact.email\"", "path = \"email\"").contains("does not lie under"));
    assert!(
        wrong("identifiant = \"identifiant\"", "identifiant = \"ine\"")
            .contains("`ine` is not an input")
    );
    assert!(wrong("scope = \"pole_emploi_contact\"\n", "").contains("needs either"));
    assert!(
        wrong("[[error]]", "[[error]]\nmodes = [\"ine\"]").contains("`ine` is not a mode of this")
    );
    let option = "[options]\nannee = { parameter = \"annee\", modes = [\"ine\"] }\n[[item]]";
    assert!(wrong("[[item]]", option).contains("`ine` is not a mode of this"));
    let carry = "[modes.identifiant]\ncarry = [{ path = \"identifiant\", input = \"annee\" }]";
    assert!(wrong("[modes.identifiant]", carry).contains("`annee` is not an input"));
    let nowhere = "[modes.identifiant]\ncarry = [{ path = \"identifiant\" }]";
    assert!(wrong("[modes.identifiant]", nowhere).contains("needs either `from` or `input`"));
    assert!(Errors::parse(COMMON, "error = []").is_err());
    let shared = text_of(COMMON).unwrap();
    let of_a_mode = shared.replacen("[[error]]", "[[error]]\nmodes = [\"ine\"]", 1);
    assert!(Errors::parse(COMMON, &of_a_mode).is_err());
}

#[test]
fn an_option_is_taken_by_the_modes_it_is_for() {
    let catalogue = Catalogue::load().unwrap();
    let modes = &catalogue.get("quotient_familial").unwrap().modes;
    let names = |mode: &str| modes[mode].options.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names("identite"), ["annee", "mois"]);
    assert!(names("allocataire").is_empty());
    let boursier = &catalogue.get("etudiant_boursier").unwrap().modes;
    assert!(
        boursier
            .values()
            .all(|mode| mode.options["annee"] == "campaignYear")
    );
}
