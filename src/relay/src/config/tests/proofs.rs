//! The keys that sign, and those that answers are sealed with.

use super::*;
use crate::keys;

const SEALED: &str = "token_file = \"token\"\nseal_key = \"seal/seal.pub.pem\"";

/// A folder with a token, signing keys and a pair to seal with.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_token(&folder.path().join("token"), 0o600);
    let new = |dir: &str, seal| keys::command::Command::New {
        dir: Some(folder.path().join(dir)),
        seal,
    };
    new("keys", false).run().unwrap();
    new("seal", true).run().unwrap();
    folder
}

fn real(text: &str) -> String {
    text.replace("environment = \"sandbox\"", "environment = \"production\"")
}

fn signed(text: &str) -> String {
    text.replace("store =", "keys = \"keys\"\nstore =")
}

#[test]
fn with_real_people_a_typed_identity_needs_a_key_to_seal_with_and_keys_to_sign_with() {
    let folder = folder();
    let parse = |text: &str| parse_in(text, folder.path());
    let sealed = with("token_file = \"token\"", SEALED);
    let config = parse(&signed(&real(&sealed))).unwrap();
    assert_eq!(config.forms[0].disclosure, Disclosure::Sealed);
    assert!(!config.forms[0].disclosure.shows_declared());
    let without = mistakes(parse(&signed(&real(WHOLE))));
    assert!(
        without.len() == 1 && without[0].1.contains("keys new --seal"),
        "{without:?}"
    );
    let unsigned = mistakes(parse(&real(&sealed)));
    assert!(
        unsigned.len() == 1 && unsigned[0].1.contains("`pre-remplir keys new`"),
        "{unsigned:?}"
    );
}

#[test]
fn the_sandbox_seals_when_it_is_asked_to() {
    let folder = folder();
    let parse = |text: &str| parse_in(text, folder.path());
    let asked = |text: String| text.replace("retention", "sealed = true\nretention");
    let sealed = with("token_file = \"token\"", SEALED);
    let disclosure = |text: &str| parse(text).unwrap().forms[0].disclosure.clone();
    assert_eq!(disclosure(&sealed), Disclosure::Sandbox);
    assert_eq!(disclosure(&asked(sealed.clone())), Disclosure::Sealed);
    let shown = asked(sealed).replace("retention", "disclose_declared = \"guichet\"\nretention");
    assert!(mistakes(parse(&shown))[0].1.contains("sealed or shown"));
    assert!(
        mistakes(parse(&asked(WHOLE.to_owned())))[0]
            .1
            .contains("keys new --seal")
    );
}

#[test]
fn keys_that_cannot_be_used_are_said_with_their_remedy() {
    let folder = folder();
    let parse = |text: &str| mistakes(parse_in(text, folder.path()));
    for (from, to, line, says) in [
        (
            "modes = [\"identite\"]",
            "modes = [\"allocataire\"]\nproof = true",
            27,
            "remove `proof`",
        ),
        (
            "store =",
            "keys = \"absent\"\nstore =",
            4,
            "there is no such file",
        ),
        ("store =", "keys = \".\"\nstore =", 4, "keys new --dir"),
        (
            "store =",
            "attestation_lifetime = \"PT4M59S\"\nstore =",
            4,
            "five minutes",
        ),
        (
            "store =",
            "attestation_lifetime = \"PT24H1S\"\nstore =",
            4,
            "five minutes",
        ),
        (
            "store =",
            "sealed_after = \"999ms\"\nstore =",
            4,
            "one second",
        ),
        (
            "store =",
            "sealed_after = \"15.1s\"\nstore =",
            4,
            "one second",
        ),
        (
            "token_file = \"token\"",
            "seal_key = \"seal/seal.pem\"\ntoken_file = \"token\"",
            14,
            "private key",
        ),
        (
            "token_file = \"token\"",
            "seal_key = \"token\"\ntoken_file = \"token\"",
            14,
            "PEM or JWK",
        ),
        (
            "token_file = \"token\"",
            "seal_key = \"absent\"\ntoken_file = \"token\"",
            14,
            "there is no such file",
        ),
    ] {
        let found = parse(&with(from, to));
        assert!(
            found.len() == 1 && found[0].0 == line && found[0].1.contains(says),
            "{to}: {found:?}"
        );
    }
    for edge in [
        "attestation_lifetime = \"PT5M\"",
        "attestation_lifetime = \"24h\"",
        "sealed_after = \"1s\"",
        "sealed_after = \"15s\"",
    ] {
        parse_in(&with("store =", &format!("{edge}\nstore =")), folder.path()).unwrap();
    }
}
