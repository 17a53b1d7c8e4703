//! To whom values may be shown: to nobody who only typed a name, unless the people are invented or it is written why.

use super::*;

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
