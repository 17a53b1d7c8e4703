//! The code by which a host's server gets a ticket, as the documentation shows it in five languages: what it gets opens the
//! form where it should and nowhere else, and what the relay refuses is said with what to do.

#![expect(clippy::unwrap_used, reason = "a test")]

use sandbox::Options;
use serde_json::{Value, json};
use tempfile::TempDir;
use tests::languages::{LANGUAGES, Language};
use tests::snippets::{self, Host, PAGE};
use tests::{ORIGIN, Reply, Rig, http};

const FORM: &str = "cantine-2026";
const KEY: &str = "0123456789abcdef0123456789abcdef";

/// A relay of the page's own configuration.
async fn rig() -> (TempDir, Rig) {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("ticket-key");
    std::fs::write(&key, format!("{KEY}\n")).unwrap();
    let rig = Rig::with_config(&snippets::config(&key), Options::default()).await;
    (folder, rig)
}

/// Who the relay says that the holder of a ticket is, in a page of this origin.
async fn person(rig: &Rig, ticket: &str, origin: &str) -> Reply {
    let question = json!({ "visit": rig.definition(FORM).await["visit"], "ticket": ticket });
    let url = format!("{}/v1/forms/{FORM}/person", rig.base);
    Reply::read(http().post(url).header("Origin", origin).json(&question)).await
}

/// What the relay itself answers to an order.
async fn answer(rig: &Rig, key: &str, order: &Value) -> Reply {
    let url = format!("{}/v1/tickets", rig.base);
    Reply::read(http().post(url).bearer_auth(key).json(order)).await
}

/// The order with another value under this name.
fn with(order: &Value, name: &str, value: Value) -> Value {
    let mut order = order.clone();
    order[name] = value;
    order
}

#[tokio::test(flavor = "multi_thread")]
async fn each_language_gets_a_ticket_that_opens_the_form_where_it_should() {
    let (_folder, rig) = rig().await;
    let host = Host {
        relay: &rig.base,
        key: KEY,
    };
    for language in LANGUAGES {
        account(language, &host, &rig).await;
        agent(language, &host, &rig).await;
    }
}

async fn account(language: Language, host: &Host<'_>, rig: &Rig) {
    let name = language.name;
    let order = snippets::order("compte");
    let (ticket, tag) = host.order(language, &order, FORM).unwrap();
    let expected = format!("<pre-remplir form=\"{FORM}\" ticket=\"{ticket}\"></pre-remplir>");
    assert_eq!(tag, expected, "{name}");
    let elsewhere = person(rig, &ticket, "https://guichet.exemple.fr").await;
    assert_eq!(elsewhere.problem(), "ticket", "{name}");
    let known = person(rig, &ticket, ORIGIN).await.body;
    assert_eq!(known["assurance"], "host_account", "{name}: {known}");
    let identite = &order["subject"]["identite"];
    for part in ["nom_naissance", "prenoms", "sexe"] {
        assert_eq!(known["identite"][part], identite[part], "{name}");
    }
    let items =
        json!({ "quotient_familial": ["quotient_familial", "allocataires", "enfants", "adresse"] });
    assert_eq!(known["items"], items, "{name}");
}

async fn agent(language: Language, host: &Host<'_>, rig: &Rig) {
    let name = language.name;
    // The element of a form with a hostile id has no more markup than another.
    let hostile = "\"><b title='x'>&amp;";
    let order = snippets::order("agent");
    let (ticket, tag) = host.order(language, &order, hostile).unwrap();
    let marks = |mark| tag.matches(mark).count();
    let found = ['<', '>', '"'].map(marks);
    assert_eq!(found, [2, 2, 4], "{name}: {tag}");
    assert!(tag.contains("amp;"), "{name}: {tag}");
    let known = person(rig, &ticket, ORIGIN).await.body;
    assert_eq!(known["assurance"], "agent", "{name}: {known}");
    let items = json!({ "quotient_familial": ["quotient_familial", "enfants"] });
    assert_eq!(known["items"], items, "{name}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_language_says_why_there_is_no_ticket_and_what_to_do() {
    let (_folder, rig) = rig().await;
    let order = snippets::order("compte");
    let refused = [
        (
            "ticket-key",
            "fedcba9876543210fedcba9876543210",
            order.clone(),
        ),
        (
            "ticket-origin",
            KEY,
            with(&order, "origin", json!("https://ailleurs.exemple.fr")),
        ),
        ("unknown-form", KEY, with(&order, "form", json!("piscine"))),
    ];
    for (problem, key, order) in refused {
        let told = answer(&rig, key, &order).await;
        assert_eq!(told.problem(), problem);
        let text = |name: &str| told.body[name].as_str().unwrap().to_owned();
        let sentence = format!("{} {}", text("detail"), text("next_step"));
        let host = Host {
            relay: &rig.base,
            key,
        };
        for language in LANGUAGES {
            let said = host.order(language, &order, FORM).unwrap_err();
            assert!(said.contains(&sentence), "{}: {said}", language.name);
            assert!(!said.contains(key), "{}: {said}", language.name);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_language_has_a_ticket_without_a_relay() {
    let order = snippets::order("compte");
    // Nothing listens on this port of a machine's own.
    let host = Host {
        relay: "http://127.0.0.1:1",
        key: KEY,
    };
    for language in LANGUAGES {
        let said = host.order(language, &order, FORM).unwrap_err();
        assert!(!said.is_empty(), "{}", language.name);
        assert!(!said.contains(KEY), "{}: {said}", language.name);
    }
}

#[tokio::test]
async fn every_refusal_of_the_page_is_one_of_the_relay() {
    let (_folder, rig) = rig().await;
    let (account, agent) = (snippets::order("compte"), snippets::order("agent"));
    let identite = json!({ "mode": "identite", "identite": { "nom_naissance": "3" } });
    let number = json!({ "mode": "ine", "ine": "0123456789A" });
    let orders = [
        ("body", with(&account, "inconnu", json!(1))),
        ("no-subject", with(&account, "subject", number)),
        ("inputs", with(&account, "subject", identite)),
        (
            "reference",
            with(&account, "case", json!("solenn@exemple.fr")),
        ),
        (
            "role",
            with(
                &agent,
                "agent",
                json!({ "id": "agent-17", "role": "maire" }),
            ),
        ),
    ];
    let page = PAGE.text();
    for (problem, order) in orders {
        let told = answer(&rig, KEY, &order).await;
        assert_eq!(told.problem(), problem, "{}", told.body);
        let shown = format!("<code>{problem}</code> ({})", told.status);
        assert!(page.contains(&shown), "{shown}");
    }
}
