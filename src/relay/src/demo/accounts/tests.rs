//! The account's and the counter's pages, served by the whole demonstration.

use scraper::{Html, Selector};

use super::*;
use crate::demo::{self, Demo, Ports};

/// A page as it was served: its `Cache-Control`, and its text.
async fn served(demo: &Demo, page: &str) -> (String, String) {
    let url = format!("{}/{page}", demo.site_url());
    let client = outbound::client(PATIENCE).build().unwrap();
    let answer = client.get(url).send().await.unwrap();
    let cache = answer.headers()["cache-control"].to_str().unwrap();
    (cache.to_owned(), answer.text().await.unwrap())
}

/// The form and the ticket of the element in a page.
fn element(page: &str) -> (String, String) {
    let page = Html::parse_document(page);
    let element = page.select(&Selector::parse("pre-remplir").unwrap()).next();
    let element = element.unwrap();
    let attribute = |name| element.attr(name).unwrap().to_owned();
    (attribute("form"), attribute("ticket"))
}

/// What the relay answers to the page.
async fn told(demo: &Demo, form: &str, route: &str, question: &Value) -> Value {
    let url = format!("{}/v1/forms/{form}/{route}", demo.relay().base_url());
    let client = outbound::client(PATIENCE).build().unwrap();
    let asked = client.post(url).header("Origin", demo.site_url());
    let answer = asked.json(question).send().await.unwrap();
    answer.json().await.unwrap()
}

async fn definition(demo: &Demo, form: &str) -> Value {
    let url = format!("{}/v1/forms/{form}", demo.relay().base_url());
    let client = outbound::client(PATIENCE).build().unwrap();
    let asked = client.get(url).header("Origin", demo.site_url());
    asked.send().await.unwrap().json().await.unwrap()
}

/// The form of a page, and who the relay knows its holder to be.
async fn known(demo: &Demo, page: &str) -> (String, Value) {
    let (form, ticket) = element(&served(demo, page).await.1);
    let visit = definition(demo, &form).await["visit"].clone();
    let question = json!({ "visit": visit, "ticket": ticket });
    let known = told(demo, &form, "person", &question).await;
    (form, known)
}

#[tokio::test]
async fn each_loading_has_a_ticket_of_its_own_that_nobody_keeps() {
    let demo = demo::start(Ports::default()).await.unwrap();
    let (cache, first) = served(&demo, "compte.html").await;
    assert_eq!(cache, "no-store");
    let (_, again) = served(&demo, "compte.html").await;
    assert_ne!(element(&first).1, element(&again).1);
    assert!(!first.contains("{{"), "{first}");
}

#[tokio::test]
async fn the_account_s_person_is_known_and_their_file_is_found() {
    let demo = demo::start(Ports::default()).await.unwrap();
    let (form, person) = known(&demo, "compte.html").await;
    assert_eq!(person["assurance"], "host_account");
    assert_eq!(person["identite"]["prenoms"], json!(["Solenn", "Maëlle"]));
    let definition = definition(&demo, &form).await;
    let request = json!({
        "visit": definition["visit"], "ticket": person["ticket"], "subject": { "mode": "ticket" },
        "consent": { "notice": definition["notice"]["hash"], "items": person["items"] }
    });
    let answer = told(&demo, &form, "prefill", &request).await;
    let result = &answer["results"]["quotient_familial"];
    assert_eq!(result["status"], "filled", "{answer}");
    assert_eq!(
        result["data"]["enfants"].as_array().map(std::vec::Vec::len),
        Some(2)
    );
}

#[tokio::test]
async fn the_counter_s_agent_asks_for_what_their_role_allows() {
    let demo = demo::start(Ports::default()).await.unwrap();
    let (_, person) = known(&demo, "guichet.html").await;
    assert_eq!(person["assurance"], "agent");
    let items = json!({ "quotient_familial": ["quotient_familial", "enfants"] });
    assert_eq!(person["items"], items);
}

#[tokio::test]
async fn a_typed_identity_gets_nothing_there() {
    let demo = demo::start(Ports::default()).await.unwrap();
    for form in ["compte-cantine-2026", "guichet-cantine-2026"] {
        let definition = definition(&demo, form).await;
        assert_eq!(definition["identified_only"], true, "{definition}");
    }
}

#[tokio::test]
async fn without_a_ticket_the_page_is_filled_by_hand() {
    let server = Server {
        // Nothing listens on this port of a machine's own.
        relay: "http://127.0.0.1:1".to_owned(),
        site: "http://127.0.0.1:9".to_owned(),
        secret: p256::elliptic_curve::Generate::try_generate().unwrap(),
        ticket_key: "0123456789abcdef".into(),
        audiences: std::collections::BTreeMap::new(),
    };
    let page = include_str!("../../../../../www/compte.html");
    let served = server.known("compte.html", page.to_owned()).await;
    assert!(page.contains(LOADER) && page.contains(TICKET));
    assert_eq!(served, page.replace(LOADER, "").replace(TICKET, ""));
    let other = server.known("cantine.html", page.to_owned()).await;
    assert_eq!(other, page);
}
