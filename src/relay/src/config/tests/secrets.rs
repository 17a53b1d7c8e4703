//! Where secrets are, and that they are never shown.

use super::*;

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
