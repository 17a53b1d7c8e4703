//! What a configuration says of people who are identified: tickets, roles, FranceConnect, editors.

use super::*;

const KEY: &str = "0123456789abcdef0123456789abcdef";

/// A whole file for production in a folder with a token, a key for tickets and a secret of FranceConnect.
fn real(organisation: &str, form: &str) -> Result<Config, Error> {
    let folder = tempfile::tempdir().unwrap();
    for (name, secret) in [
        ("token", "abc.def"),
        ("key", KEY),
        ("court", "court"),
        ("fc", "secret"),
    ] {
        let file = folder.path().join(name);
        write_token(&file, 0o600);
        std::fs::write(file, secret).unwrap();
    }
    let text = with("environment = \"sandbox\"", "environment = \"production\"")
        .replace("token_file", &format!("{organisation}\ntoken_file"))
        .replace("[\"identite\"]", form);
    parse_in(&text, folder.path())
}

const FRANCE_CONNECT: &str = "france_connect = { issuer = \"https://fc.exemple.fr/api/v2\", client_id = \"ville\", client_secret_file = \"fc\" }";

#[test]
fn an_identity_needs_someone_who_verifies_it() {
    let typed = mistakes(real("", "[\"identite\"]"));
    assert!(typed[0].1.contains("identifies nobody"), "{typed:?}");
    let verified = real("ticket_key_file = \"key\"", "[\"identite\"]").unwrap();
    assert_eq!(verified.forms[0].disclosure, Disclosure::Closed);
    assert!(verified.knows_ticket_key(KEY) && !verified.knows_ticket_key("0123"));
    let short = mistakes(real("ticket_key_file = \"court\"", "[\"identite\"]"));
    assert!(short[0].1.contains("openssl rand -hex 32"), "{short:?}");
    let absent = mistakes(real("ticket_key_file = \"absent\"", "[\"identite\"]"));
    assert!(
        absent[0].1.contains("cannot read the ticket_key"),
        "{absent:?}"
    );
}

#[test]
fn france_connect_needs_an_access_but_in_the_sandbox() {
    let modes = "[\"france_connect\"]";
    assert!(parse(&with("[\"identite\"]", modes)).is_ok());
    let without = mistakes(real("", modes));
    assert!(
        without[0].1.contains("[organisation.france_connect]"),
        "{without:?}"
    );
    let config = real(FRANCE_CONNECT, modes).unwrap();
    let access = config.forms[0]
        .organisation
        .france_connect
        .as_ref()
        .unwrap();
    assert_eq!(access.acr, "eidas1");
    for (from, to, says) in [
        (
            "https://fc.",
            "http://fc.",
            "`issuer` must begin with https://",
        ),
        ("}", ", acr = \"eidas4\" }", "\"eidas1\""),
        ("\"ville\"", "\"\"", "`client_id` is empty"),
        (
            "client_secret_file = \"fc\"",
            "acr = \"eidas2\"",
            "client_secret_file",
        ),
    ] {
        let wrong = mistakes(real(&FRANCE_CONNECT.replace(from, to), modes));
        assert!(wrong[0].1.contains(says), "{from}: {wrong:?}");
    }
}

#[test]
fn a_role_asks_for_a_part_of_what_the_form_does() {
    let role = |items: &str| format!("{WHOLE}\n[form.roles.guichet]\n{items}\n");
    let config = parse(&role("quotient_familial = [\"quotient_familial.valeur\"]")).unwrap();
    let items = &config.forms[0].roles["guichet"]["quotient_familial"];
    assert_eq!(items[0].to_string(), "quotient_familial.valeur");
    for (items, says) in [
        ("quotient_familial = [\"adresse\"]", "asks for \"adresse\""),
        ("quotient_familial = [\"enfants\"]", "asks for \"enfants\""),
        (
            "statut_etudiant = [\"identite\"]",
            "it asks for: quotient_familial",
        ),
        ("quotient_familial = []", "is empty"),
    ] {
        let wrong = mistakes(parse(&role(items)));
        assert!(wrong[0].1.contains(says), "{items}: {wrong:?}");
    }
}

#[test]
fn an_editor_names_the_delegation_and_the_header_of_its_agents() {
    let delegation = |id: &str| format!("delegation_id = \"{id}\"\nticket_key_file = \"key\"");
    let config = real(
        &delegation("6f1c2b9e-0d3a-4c47-9f0e-2a5b8c7d1e34"),
        "[\"identite\"]",
    );
    assert!(
        config.unwrap().forms[0]
            .organisation
            .delegation_id
            .is_some()
    );
    let wrong = mistakes(real(&delegation("6f1c"), "[\"identite\"]"));
    assert!(wrong[0].1.contains("UUID"), "{wrong:?}");
    let key = |file: &str| {
        let line = format!("environment = \"sandbox\"\ndpop_key_file = \"{file}\"");
        mistakes(parse(&with("environment = \"sandbox\"", &line)))
    };
    assert!(key("absent.pem")[0].1.contains("openssl genpkey"));
    let header = |name: &str| {
        let line = format!("environment = \"sandbox\"\nagent_header = \"{name}\"");
        parse(&with("environment = \"sandbox\"", &line))
    };
    assert_eq!(
        header("X-Agent-Id").unwrap().agent_header.unwrap(),
        "x-agent-id"
    );
    for name in ["Authorization", "X Agent", ""] {
        let wrong = mistakes(header(name));
        assert!(wrong[0].1.contains("X-Agent-Id"), "{name}: {wrong:?}");
    }
}
