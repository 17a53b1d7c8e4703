//! A whole configuration, and what each family of tests changes in it.

mod directory;
mod disclosure;
mod identified;
mod journal;
mod mapping;
mod mistakes;
mod proofs;
mod secrets;
mod uses;

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
    assert_eq!(config.journal.location.to_string(), "/nowhere/journal.db");
    assert_eq!(config.journal.key, FilePath::new("/nowhere/journal.key"));
    let form = config.form("cantine-2026").unwrap();
    assert_eq!(
        (form.disclosure.clone(), form.sources.len()),
        (Disclosure::Sandbox, 1)
    );
    assert!(config.form("autre").is_none());
}
