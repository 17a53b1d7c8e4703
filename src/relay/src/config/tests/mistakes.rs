//! Each mistake a configuration can have, its line, and that its sentence names the remedy.

use super::*;

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
        (
            "sqlite:journal.db",
            "postgres://relay:motdepasse@localhost/relay",
            4,
            "store_password_file",
        ),
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
        assert!(!found[0].1.contains("motdepasse"), "{found:?}");
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
fn a_server_is_told_over_https_or_on_this_machine() {
    let hook = |url: &str| {
        parse(&with(
            "retention =",
            &format!("withdrawal_hook = \"{url}\"\nretention ="),
        ))
    };
    for good in ["https://ville.fr/retraits", "http://127.0.0.1:9/retraits"] {
        let config = hook(good).unwrap();
        assert_eq!(config.forms[0].withdrawal_hook.as_deref(), Some(good));
    }
    for bad in [
        "http://ville.fr/retraits",
        "http://127.0.0.1.ville.fr/x",
        "https://ville.fr/retraits?cle=1",
        "https://moi:secret@ville.fr/x",
        "ville.fr",
        "",
    ] {
        let found = mistakes(hook(bad));
        assert_eq!(found.len(), 1, "{bad}");
        assert!(
            found[0].0 == 22
                && found[0]
                    .1
                    .contains("`withdrawal_hook` must begin with https://"),
            "{found:?}"
        );
    }
}
