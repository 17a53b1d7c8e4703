//! The file of each form says what its form asks, as its configuration and the catalogue have it.

mod proofs;
mod transparency;

use super::*;
use crate::notice::notice;

/// The demonstration's configuration: four administrations, nine forms, one of them sealed.
fn demo() -> String {
    crate::demo::text("http://127.0.0.1:9")
}

fn parse(text: &str) -> Config {
    let folder = tempfile::tempdir().unwrap();
    let (config, _) =
        crate::demo::config(text, folder.path(), &Catalogue::load().unwrap()).unwrap();
    config
}

/// A form's file, with plain spaces.
fn of(config: &Config, form: &str, lang: Lang) -> String {
    let catalogue = Catalogue::load().unwrap();
    spaced(&kit(config, &catalogue, form, lang, Format::Markdown).unwrap())
}

/// A text with plain spaces in place of those that do not break.
fn spaced(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// The lines of one part, from its heading to the next of the same level.
fn part<'a>(file: &'a str, heading: &str) -> &'a str {
    let (_, rest) = file.split_once(&format!("\n{heading}")).unwrap();
    let level = format!("\n{} ", heading.split(' ').next().unwrap());
    rest.split(&level).next().unwrap()
}

/// A production configuration, in a folder with a token that only its owner can read.
fn production(relay: &str, form: &str) -> (tempfile::TempDir, Config) {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let token = folder.path().join("token");
    std::fs::write(&token, "abc.def\n").unwrap();
    std::fs::set_permissions(&token, std::fs::Permissions::from_mode(0o600)).unwrap();
    let text = format!(
        r#"[relay]
listen = "127.0.0.1:8787"
public_url = "https://relay.exemple.fr"
store = "postgres://relay@db.exemple.fr/pre_remplir"
accept_declared_disclosure = true
{relay}
[upstream]
environment = "production"
[[organisation]]
id = "ccas"
name = "CCAS d'Exemple | <Nord>"
siret = "13002526500013"
dpo = "dpo_ccas@exemple.fr"
token_file = "token"
france_connect = {{ issuer = "https://fc.exemple.fr/api/v2", client_id = "ccas", client_secret_file = "token" }}
[[form]]
id = "aide"
organisation = "ccas"
title = {{ fr = "Aide *urgente*" }}
purpose = {{ fr = "Fixer l'aide" }}
legal_basis = "délibération {{purpose}} 12"
retention = "deux ans"
origins = ["https://ccas.exemple.fr"]
disclose_declared = "personnes reçues au guichet"
{form}"#
    );
    let config = Config::parse(&text, folder.path(), &Catalogue::load().unwrap()).unwrap();
    (folder, config)
}

const HANDICAP: &str = "[form.sources.allocation_adulte_handicape]\nmodes = [\"identite\", \"france_connect\"]\nitems = [\"est_beneficiaire\"]\n";

#[test]
fn every_item_and_field_of_every_form_is_told_with_its_path_and_scopes() {
    let config = parse(&demo());
    let catalogue = Catalogue::load().unwrap();
    for form in &config.forms {
        for lang in [Lang::Fr, Lang::En] {
            let file = of(&config, &form.id, lang);
            for used in &form.sources {
                tells(&file, used, catalogue.get(&used.id).unwrap(), lang);
            }
        }
    }
}

/// Checks that `file` tells all that is asked of `source`.
fn tells(file: &str, used: &FormSource, source: &Source, lang: Lang) {
    let (register, request) = (part(file, "## 1."), part(file, "## 3."));
    let label = spaced(source.label.get(lang));
    let mut parts = register.split("\n### ");
    let own = parts.find(|part| part.lines().next().unwrap().contains(&label));
    let own = own.unwrap_or_else(|| panic!("{label} in {register}"));
    assert!(
        own.contains(&spaced(source.provider_name.get(lang))),
        "{own}"
    );
    for item in &used.items {
        let path = format!("| `{item}` |");
        let row = own.lines().find(|line| line.contains(&path)).unwrap();
        assert!(row.contains(&spaced(&source.name_of(item, lang))), "{row}");
        for field in source.fields_under(item) {
            assert!(row.contains(&spaced(field.label.get(lang))), "{row}");
            for scope in source.scopes(field) {
                assert!(row.contains(&format!("`{scope}`")), "{row}");
                assert!(request.contains(&format!("| `{scope}` |")), "{scope}");
            }
        }
    }
}

#[test]
fn each_form_has_its_own_administration_and_its_own_sources() {
    let config = parse(&demo());
    let town = of(&config, "aide-sociale-2026", Lang::Fr);
    let university = of(&config, "carte-etudiante-2026", Lang::Fr);
    assert!(university.contains("Université d'Exemple, SIRET 01234567400019"));
    assert!(university.contains("dpo@universite.exemple.fr"));
    assert!(!university.contains("Ville d'Exemple") && !university.contains("dpo@exemple.fr"));
    assert!(!university.contains("cnaf_") && !town.contains("cnous_"));
    // Four benefits of the town, and the procedures that share its token; the university has but one form.
    for scope in [
        "revenu_solidarite_active",
        "prime_activite",
        "allocation_adulte_handicape",
        "complementaire_sante_solidaire",
    ] {
        assert!(part(&town, "## 3.").contains(&format!("| `{scope}` |")));
    }
    assert!(town.contains("le même jeton sert aussi à : Inscription à la cantine scolaire ;"));
    assert!(!university.contains("le même jeton"));
}

#[test]
fn the_notice_is_the_one_of_the_page_in_both_languages() {
    let config = parse(&demo());
    let catalogue = Catalogue::load().unwrap();
    for form in &config.forms {
        let file = of(&config, &form.id, Lang::Fr);
        for lang in [Lang::Fr, Lang::En] {
            let notice = notice(form, &catalogue, lang);
            assert!(file.contains(&format!("`{}`", notice.hash)));
            for paragraph in notice.text.lines() {
                assert!(
                    file.contains(&format!("> {}", spaced(paragraph))),
                    "{paragraph}"
                );
            }
        }
    }
}

#[test]
fn a_scope_tells_what_else_it_opens_and_a_derived_field_needs_that_of_its_origin() {
    let text = demo().replace(
        "items = [\"quotient_familial\", \"allocataires\", \"enfants\", \"adresse\"]",
        "items = [\"enfants.nombre\"]",
    );
    let config = parse(&text);
    let town = of(&config, "cantine-2026", Lang::Fr);
    let row = |file: &str, scope: &str| {
        let scope = format!("| `{scope}` |");
        let mut lines = file.lines();
        lines
            .find(|line| line.starts_with(&scope))
            .map(str::to_owned)
    };
    assert!(town.contains("<br>Enfants à charge<br>Certaines de ces personnes peuvent"));
    let children = row(&town, "cnaf_enfants").unwrap();
    assert!(
        children.contains("| nombre d’enfants | nom de naissance, "),
        "{children}"
    );
    assert_eq!(row(&town, "cnaf_adresse"), None);
    let student = of(&config, "carte-etudiante-2026", Lang::Fr);
    let place = row(&student, "cnous_ville_etudes").unwrap();
    assert!(
        place.ends_with("| commune d’études | établissement |"),
        "{place}"
    );
}

#[test]
fn the_tax_interface_is_a_request_of_its_own() {
    let config = parse(&demo());
    let file = of(&config, "tarif-fiscal-2026", Lang::Fr);
    assert!(file.contains("### Scopes nécessaires pour API Impôt particulier"));
    assert!(!file.contains("### Scopes nécessaires pour API Particulier"));
    assert!(file.contains("Par numéro fiscal tapé, pour : Impôt sur le revenu. Champs : numéro fiscal, année des revenus."));
    assert!(
        file.contains("<br>Déclarants |"),
        "people who are not the one who asks"
    );
    assert!(
        file.contains("reçoit le numéro fiscal et l’année") && !file.contains("et le SIRET de")
    );
    let text = demo().replace(
        "items = [\"revenus.revenu_fiscal_reference\", \"foyer\", \"declarants\", \"adresse\", \"avis.date_etablissement\"]",
        "items = [\"revenus.revenu_fiscal_reference\"]",
    );
    let file = of(&parse(&text), "tarif-fiscal-2026", Lang::Fr);
    assert!(file.contains("<br>Déclarants : données ouvertes par un scope nécessaire"));
}

#[test]
fn a_pupil_is_one_of_the_people_and_may_be_a_minor() {
    let config = parse(&demo());
    let file = of(&config, "scolarite-2026", Lang::Fr);
    assert!(file.contains("<br>L’élève<br>Certaines de ces personnes peuvent être mineures."));
    assert!(file.contains(
        "Par identité tapée (L’élève), pour : Scolarité d’un élève. Champs : nom de naissance,"
    ));
    assert!(!of(&config, "transport-2026", Lang::Fr).contains("mineures"));
}

#[test]
fn to_whom_the_data_are_shown_is_told_as_the_configuration_has_it() {
    let sandbox = of(&parse(&demo()), "cantine-2026", Lang::Fr);
    assert!(sandbox.contains("**Bac à sable.**") && sandbox.contains("personnes inventées"));
    let (_folder, mut config) = production("", HANDICAP);
    let shown = of(&config, "aide", Lang::Fr);
    assert_eq!(shown.matches("personnes reçues au guichet").count(), 2);
    assert!(shown.contains("article 2) n’autorisent l’affichage qu’à une personne"));
    assert!(!shown.contains("**Bac à sable.**"));
    let form = std::sync::Arc::get_mut(&mut config.forms[0]).unwrap();
    form.disclosure = Disclosure::Closed;
    let closed = of(&config, "aide", Lang::Fr);
    assert!(closed.contains("la page ne montre aucune donnée, et le relais l’impose"));
    assert!(!closed.contains("**Attention.**") && !closed.contains("guichet"));
}

#[test]
fn what_travels_sealed_or_signed_or_proved_is_told() {
    let signed = of(&parse(&demo()), "cantine-2026", Lang::Fr);
    let kept = part(&signed, "## 4.");
    assert!(signed.contains("> Les données remplissent les champs"));
    assert!(kept.contains("Valable 2 heures ; ensuite") && !kept.contains("chiffrée"));
    let library = of(&parse(&demo()), "bibliotheque-2026", Lang::Fr);
    assert!(library.contains("la page ne reçoit aucune donnée"));
    assert!(part(&library, "## 4.").contains("| Réponse chiffrée pour Ville d'Exemple"));
    let (_folder, mut config) = production("", HANDICAP);
    assert!(!of(&config, "aide", Lang::Fr).contains("Attestation signée"));
    config.sealed_after = Duration::from_secs(5);
    let form = std::sync::Arc::get_mut(&mut config.forms[0]).unwrap();
    form.disclosure = Disclosure::Sealed;
    form.sources[0].proof = true;
    let sealed = of(&config, "aide", Lang::Fr);
    assert!(sealed.contains("la page ne reçoit aucune donnée"));
    assert!(sealed.contains("au même moment, 5 secondes après l’accord"));
    let kept = part(&sealed, "## 4.");
    assert!(
        kept.contains("| Réponse chiffrée pour CCAS d'Exemple"),
        "{kept}"
    );
    assert!(kept.contains("| Lien et code de l’attestation de l’État |"));
    assert!(sealed.contains("l’attestation de l’État, pour Allocation aux adultes"));
    assert!(
        sealed.contains("> Si vous écrivez votre identité"),
        "the notice says it"
    );
}

#[test]
fn what_is_kept_and_where_comes_from_the_configuration() {
    let (_folder, config) = production("consent_retention = \"P1Y6M\"", HANDICAP);
    let file = of(&config, "aide", Lang::Fr);
    let kept = part(&file, "## 4.");
    assert!(
        kept.contains("| Journal du relais (PostgreSQL) | 1 an 6 mois |"),
        "{kept}"
    );
    assert!(
        kept.contains("ne déclare pas de `withdrawal_hook`"),
        "{kept}"
    );
    let (_folder, told) = production(
        "",
        &format!("withdrawal_hook = \"https://ccas.exemple.fr/retraits\"\n{HANDICAP}"),
    );
    let told = of(&told, "aide", Lang::Fr);
    assert!(told.contains("le relais prévient `https://ccas.exemple.fr/retraits`"));
    assert!(kept.contains("| 36 mois (CRPA, article R114-9-7)"));
    assert!(kept.contains("en mémoire | 1 heure |"));
    assert!(kept.contains("| deux ans | Par CCAS d'Exemple"));
    assert!(file.contains("https://particulier.api.gouv.fr"));
    assert!(file.contains("peuvent révéler un handicap"));
    assert!(file.contains("les mêmes scopes se demandent aussi du côté de FranceConnect"));
    assert!(file.contains("s’affichent à la personne que FranceConnect a identifiée"));
    assert!(!file.contains("vérifié l’identité pour ouvrir son compte"));
    assert!(of(&config, "aide", Lang::En).contains("| 1 year 6 months |"));
}

#[test]
fn nothing_is_left_to_fill_in_by_the_program_and_no_value_is_taken_for_markup() {
    let (_folder, config) = production("", HANDICAP);
    let catalogue = Catalogue::load().unwrap();
    for lang in [Lang::Fr, Lang::En] {
        let file = of(&config, "aide", lang);
        assert!(
            file.contains("CCAS d'Exemple \\| \\<Nord\\>") && file.contains("Aide \\*urgente\\*")
        );
        // A value that looks like a placeholder stays one; there is no other.
        assert_eq!(file.matches("{purpose}").count(), file.matches('{').count());
        let page = kit(&config, &catalogue, "aide", lang, Format::Html).unwrap();
        assert!(page.contains(&format!("<html lang=\"{}\">", lang.tag())));
        assert!(page.contains("CCAS d'Exemple | &lt;Nord&gt;") && !page.contains("<Nord>"));
        assert_eq!(
            page.matches("<table>").count(),
            page.matches("</table>").count()
        );
        assert_eq!(page.matches("<tr>").count(), page.matches("</tr>").count());
    }
    assert!(!of(&config, "aide", Lang::En).contains("À co"));
}

#[test]
fn a_form_that_is_not_there_names_those_that_are() {
    let config = parse(&demo());
    let catalogue = Catalogue::load().unwrap();
    let refused = kit(&config, &catalogue, "piscine", Lang::Fr, Format::Markdown);
    let said = refused.unwrap_err().to_string();
    assert!(
        said.contains("\"piscine\"") && said.contains("cantine-2026, transport-2026"),
        "{said}"
    );
}
