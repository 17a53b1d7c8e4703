//! Each mistake a configuration can have, its line, and that its sentence names the remedy.

use super::*;

const WHOLE: &str = r#"[relay]
listen = "127.0.0.1:0"
public_url = "https://relay.exemple.fr"
store = "sqlite:journal.db"

[upstream]
environment = "sandbox"

[[organisation]]
id = "ville"
name = "Ville d'Exemple"
siret = "13002526500013"
dpo = "dpo@exemple.fr"
token_file = "token"

[[form]]
id = "cantine-2026"
organisation = "ville"
title = { fr = "Cantine" }
purpose = { fr = "Calculer le tarif" }
legal_basis = "L114-8"
retention = "un an"
origins = ["https://services.exemple.fr"]

[form.sources.quotient_familial]
modes = ["identite"]
items = ["quotient_familial", "enfants[].prenoms"]
"#;

fn parse(text: &str) -> Result<Config, Error> {
    parse_in(text, FilePath::new("/nowhere"))
}

fn parse_in(text: &str, folder: &FilePath) -> Result<Config, Error> {
    Config::parse(text, folder, &Catalogue::load().unwrap())
}

/// The whole file with one text replaced by another.
fn with(from: &str, to: &str) -> String {
    assert!(WHOLE.contains(from), "{from}");
    WHOLE.replacen(from, to, 1)
}

/// A whole file for production, in a folder that holds a token only its owner can read.
fn production(more: &str, form: &str) -> Result<Config, Error> {
    let folder = tempfile::tempdir().unwrap();
    write_token(&folder.path().join("token"), 0o600);
    let text = with("environment = \"sandbox\"", "environment = \"production\"")
        .replace("store =", &format!("{more}\nstore ="))
        .replace("retention", &format!("{form}\nretention"));
    parse_in(&text, folder.path())
}

fn write_token(path: &FilePath, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, "abc.def\n").unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

fn mistakes(outcome: Result<Config, Error>) -> Vec<(usize, String)> {
    match outcome {
        Err(Error::Config(Mistakes(list))) => list
            .into_iter()
            .map(|m| (m.line, m.kind.to_string()))
            .collect(),
        other => panic!("mistakes were expected: {}", other.is_ok()),
    }
}

#[test]
fn a_whole_file_needs_no_token_with_the_built_in_sandbox() {
    let config = parse(WHOLE).unwrap();
    assert_eq!(config.upstream, Upstream::BuiltIn);
    assert_eq!(config.store, FilePath::new("/nowhere/journal.db"));
    let form = config.form("cantine-2026").unwrap();
    assert_eq!(
        (form.disclosure.clone(), form.sources.len()),
        (Disclosure::Sandbox, 1)
    );
    assert!(config.form("autre").is_none());
}

#[test]
fn each_mistake_names_its_line_and_its_remedy() {
    for (from, to, line, says) in [
        (
            "listen = \"127.0.0.1:0\"",
            "listen = \"ici\"",
            2,
            "127.0.0.1:8787",
        ),
        (
            "https://relay.exemple.fr",
            "http://relay.exemple.fr",
            3,
            "https://",
        ),
        (
            "https://relay.exemple.fr",
            "https://relay.exemple.fr/",
            3,
            "final slash",
        ),
        ("sqlite:journal.db", "mysql:x", 4, "sqlite:journal.db"),
        ("\"sandbox\"", "\"prod\"", 7, "\"production\""),
        (
            "id = \"cantine-2026\"",
            "id = \"Cantine 2026\"",
            17,
            "small letters",
        ),
        ("13002526500013", "13002526500014", 12, "SIRET"),
        ("dpo@exemple.fr", " ", 13, "`dpo` is empty"),
        (
            "organisation = \"ville\"",
            "organisation = \"bourg\"",
            18,
            "\"bourg\"",
        ),
        ("fr = \"Cantine\"", "fr = \"\"", 17, "`title` is empty"),
        ("\"L114-8\"", "\"\"", 21, "`legal_basis` is empty"),
        (
            "https://services.exemple.fr",
            "https://services.exemple.fr/page",
            23,
            "scheme and host only",
        ),
        (
            "https://services.exemple.fr",
            "*",
            23,
            "scheme and host only",
        ),
        (
            "[\"https://services.exemple.fr\"]",
            "[]",
            23,
            "`origins` is empty",
        ),
        (
            "[form.sources.quotient_familial]",
            "[form.sources.quotient]",
            17,
            "it has: allocation_adulte_handicape",
        ),
        (
            "[\"identite\"]",
            "[\"ine\"]",
            26,
            "it can by: allocataire, france_connect, identite",
        ),
        ("[\"identite\"]", "[]", 26, "`modes` is empty"),
        (
            "\"enfants[].prenoms\"",
            "\"enfants[].nir\"",
            27,
            "it gives: quotient_familial, allocataires",
        ),
        (
            "\"enfants[].prenoms\"",
            "\"enfants..\"",
            27,
            "gives nothing",
        ),
        ("token_file", "tokn_file", 14, "unknown field `tokn_file`"),
        (
            "retention = \"un an\"",
            "retention = 1",
            22,
            "expected a string",
        ),
        (
            "siret = \"13002526500013\"\n",
            "",
            9,
            "missing field `siret`",
        ),
        ("[[form]]", "[[form", 16, "correct this line"),
    ] {
        let found = mistakes(parse(&with(from, to)));
        assert_eq!(found.len(), 1, "{to}: {found:?}");
        assert_eq!(found[0].0, line, "{to}: {found:?}");
        assert!(found[0].1.contains(says), "{to}: {found:?}");
    }
}

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_the_file() {
    let text = with("13002526500013", "1")
        .replace("\"identite\"", "\"ine\"")
        .replace("127.0.0.1:0", "x");
    let lines: Vec<_> = mistakes(parse(&text))
        .into_iter()
        .map(|(line, _)| line)
        .collect();
    assert_eq!(lines, [2, 12, 26]);
}

#[test]
fn two_forms_or_organisations_of_one_id_are_refused_and_none_too() {
    let form = &WHOLE[WHOLE.find("[[form]]").unwrap()..];
    let twice = mistakes(parse(&format!("{WHOLE}\n{form}")));
    assert!(
        twice.len() == 1 && twice[0].1.contains("used twice"),
        "{twice:?}"
    );
    let none = mistakes(parse(&WHOLE[..WHOLE.find("[[form]]").unwrap()]));
    assert!(
        none.len() == 1 && none[0].1.contains("[[form]]"),
        "{none:?}"
    );
}

#[test]
fn outside_the_sandbox_a_typed_identity_is_refused_unless_a_reason_is_written() {
    let closed = mistakes(production("", ""));
    assert!(
        closed.len() == 1 && closed[0].1.contains("identifies nobody"),
        "{closed:?}"
    );
    let written = mistakes(production("", "disclose_declared = \"guichet\""));
    assert!(
        written.len() == 1 && written[0].1.contains("accept_declared_disclosure"),
        "{written:?}"
    );
    let accepted = production(
        "accept_declared_disclosure = true",
        "disclose_declared = \"guichet\"",
    )
    .unwrap();
    assert_eq!(
        accepted.forms[0].disclosure,
        Disclosure::Declared("guichet".into())
    );
    assert!(
        mistakes(production(
            "accept_declared_disclosure = true",
            "disclose_declared = \" \""
        ))
        .len()
            == 1
    );
}

#[test]
fn a_form_is_tagged_for_what_the_law_keeps_apart() {
    let tagged = |tag: &str| {
        mistakes(parse(&with(
            "retention",
            &format!("tags = [\"{tag}\"]\nretention"),
        )))
    };
    let creche = tagged("eaje");
    assert!(creche.len() == 1 && creche[0].0 == 22, "{creche:?}");
    assert!(
        creche[0].1.contains("participation_familiale_eaje"),
        "{creche:?}"
    );
    assert!(tagged("ecole")[0].1.contains("the tags are: eaje"));
    assert!(parse(&with("retention", "tags = [\"education\"]\nretention")).is_ok());
}

#[test]
fn a_way_of_asking_that_comes_later_is_kept_aside() {
    let config = parse(&with(
        "[\"identite\"]",
        "[\"france_connect\", \"identite\"]",
    ))
    .unwrap();
    let source = &config.forms[0].sources[0];
    assert_eq!(
        (&source.modes[..], &source.postponed[..]),
        (
            &["identite".to_owned()][..],
            &["france_connect".to_owned()][..]
        )
    );
    let alone = mistakes(parse(&with("[\"identite\"]", "[\"france_connect\"]")));
    assert!(alone[0].1.contains("not served yet"), "{alone:?}");
}

#[test]
fn an_address_elsewhere_is_never_taken_for_a_sandbox() {
    let folder = tempfile::tempdir().unwrap();
    write_token(&folder.path().join("token"), 0o600);
    let at = |url: &str| {
        let text = with(
            "environment = \"sandbox\"",
            &format!("environment = \"sandbox\"\nbase_url = \"{url}\""),
        );
        parse_in(&text, folder.path())
    };
    assert_eq!(
        at("http://127.0.0.1:9000").unwrap().forms[0].disclosure,
        Disclosure::Sandbox
    );
    for url in [
        "https://particulier.api.gouv.fr",
        "https://127.0.0.1.exemple.fr",
        "https://localhost:1",
    ] {
        assert!(
            mistakes(at(url))[0].1.contains("identifies nobody"),
            "{url}"
        );
    }
    assert!(
        mistakes(at("http://127.0.0.1.exemple.fr"))[0]
            .1
            .contains("`base_url`")
    );
}

#[test]
fn a_token_is_found_or_its_absence_is_said_without_ever_showing_it() {
    let folder = tempfile::tempdir().unwrap();
    let token = folder.path().join("token");
    let elsewhere = |text: &str| {
        text.replace(
            "environment = \"sandbox\"",
            "environment = \"sandbox\"\nbase_url = \"http://127.0.0.1:9\"",
        )
    };
    let missing = mistakes(parse_in(&elsewhere(WHOLE), folder.path()));
    assert!(missing[0].1.contains("the file is missing"), "{missing:?}");
    let nowhere = mistakes(parse_in(
        &elsewhere(&with("token_file = \"token\"\n", "")),
        folder.path(),
    ));
    assert!(nowhere[0].1.contains("exactly one of"), "{nowhere:?}");
    let both = with(
        "token_file = \"token\"",
        "token_file = \"token\"\ntoken_env = \"X\"",
    );
    assert!(
        mistakes(parse_in(&elsewhere(&both), folder.path()))[0]
            .1
            .contains("exactly one of")
    );
    let unset = with(
        "token_file = \"token\"",
        "token_env = \"PRE_REMPLIR_TEST_NOT_SET\"",
    );
    assert!(
        mistakes(parse_in(&elsewhere(&unset), folder.path()))[0]
            .1
            .contains("not set")
    );
    write_token(&token, 0o644);
    let config = parse_in(&elsewhere(WHOLE), folder.path()).unwrap();
    assert!(!format!("{config:?}").contains("abc.def"));
    std::fs::write(&token, "deux mots").unwrap();
    assert!(
        mistakes(parse_in(&elsewhere(WHOLE), folder.path()))[0]
            .1
            .contains("one line of plain characters")
    );
}

#[test]
fn the_tax_interface_has_a_secret_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    write_token(&folder.path().join("token"), 0o600);
    write_token(&folder.path().join("secret"), 0o600);
    let table = "token_file = \"token\"\n[organisation.impot_particulier]\nbase_url = \"https://gw.exemple.fr/impotparticulier/1.0\"\n\
                 token_url = \"https://gw.exemple.fr/token\"\nclient_id = \"ville\"\n";
    let whole = with(
        "token_file = \"token\"",
        &format!("{table}client_secret_file = \"secret\"\n"),
    );
    // Its people are real: the sandbox's leave to show a typed identity's data does not hold.
    let real = mistakes(parse_in(&whole, folder.path()));
    assert!(real[0].1.contains("identifies nobody"), "{real:?}");
    let here = whole.replace("https://gw.exemple.fr", "http://127.0.0.1:9");
    let config = parse_in(&here, folder.path()).unwrap();
    assert_eq!(
        config.forms[0]
            .organisation
            .impot
            .as_ref()
            .unwrap()
            .client_id,
        "ville"
    );
    assert!(!format!("{config:?}").contains("abc.def"));
    let without = mistakes(parse_in(
        &with("token_file = \"token\"", table),
        folder.path(),
    ));
    assert!(without[0].1.contains("`client_secret_file`"), "{without:?}");
}

#[test]
fn with_real_people_a_token_that_others_can_read_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    write_token(&folder.path().join("token"), 0o640);
    let text = with("environment = \"sandbox\"", "environment = \"staging\"");
    let found = mistakes(parse_in(&text, folder.path()));
    assert!(
        found.iter().any(|(_, says)| says.contains("chmod 600")),
        "{found:?}"
    );
}
