//! The person's receipt: what it says and to whom, and what taking the agreement back stops.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use sandbox::Options;
use serde_json::{Value, json};
use tests::postgres::Server;
use tests::{Reply, Rig, couple, http, town_with};
use tokio::net::TcpListener;

/// What the form's configuration says before its retention.
fn with_hook(address: &str) -> String {
    town_with(
        "id = \"cantine\"",
        &format!("id = \"cantine\"\nwithdrawal_hook = \"{address}\""),
    )
}

/// Agrees to all but the address, and gives the receipt.
async fn agreed(rig: &Rig) -> String {
    let mut request = rig.request("cantine", couple()).await;
    request["consent"]["items"] =
        json!({ "quotient_familial": ["quotient_familial", "allocataires", "enfants"] });
    let reply = rig.send("cantine", &request).await;
    assert_eq!(reply.result()["status"], "filled");
    reply.body["receipt"]["id"].as_str().unwrap().to_owned()
}

fn address(rig: &Rig, receipt: &str) -> String {
    format!("{}/v1/receipts/{receipt}", rig.base)
}

/// The page at an address, as a browser asks for it: its status, its headers in one text, its words.
async fn page(url: &str) -> (u16, String, String) {
    let asked = http().get(url).header("Accept", "text/html,*/*").send();
    let answer = asked.await.unwrap();
    let headers = format!("{:?}", answer.headers());
    (
        answer.status().as_u16(),
        headers,
        answer.text().await.unwrap(),
    )
}

async fn withdraw(rig: &Rig, receipt: &str) -> Reply {
    let url = format!("{}/withdrawal", address(rig, receipt));
    Reply::read(http().post(url).header("Accept", "application/json")).await
}

#[tokio::test]
async fn the_page_says_what_was_agreed_to_and_nothing_of_the_person() {
    let rig = Rig::start(Options::default()).await;
    let url = address(&rig, &agreed(&rig).await);
    let (status, headers, text) = page(&url).await;
    assert_eq!(status, 200);
    for part in [
        "<html lang=\"fr\">",
        "Votre reçu",
        "Cantine",
        "Calculer le tarif",
        "L114-8 CRPA",
        "Ville d&#39;Exemple",
        "mailto:dpo@exemple.fr",
        "<h2>Ce que vous avez accepté</h2>",
        "<li>Enfants à charge</li>",
        "Les informations ont été transmises.",
        "auprès de votre CAF ou de votre MSA",
        "<h2>Ce que vous avez refusé</h2>",
        "<li>Adresse déclarée à la caisse</li>",
        "Seules les informations que vous cochez sont transmises.",
        "Retirer mon accord",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let refused = text.find("vous avez refusé").unwrap();
    assert!(text.find("<li>Adresse déclarée à la caisse</li>").unwrap() > refused);
    for personal in ["Kermarrec", "KERMARREC", "Solenn", "2550", "1987"] {
        assert!(!text.contains(personal), "{personal}");
    }
    for (name, value) in [
        ("content-security-policy", "default-src 'none'; style-src"),
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-robots-tag", "noindex"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert!(
            headers.contains(&format!("\"{name}\": \"{value}")),
            "{headers}"
        );
    }
    assert!(!text.contains("<script") && !text.contains("style=\""));
    let (_, _, english) = page(&format!("{url}?lang=en")).await;
    for part in [
        "<html lang=\"en\">",
        "Your receipt",
        "Canteen",
        "The data were passed on.",
        "Withdraw my agreement",
        "<div class=\"notice\" lang=\"fr\">",
    ] {
        assert!(english.contains(part), "{part} in {english}");
    }
}

#[tokio::test]
async fn the_file_is_the_record_as_it_is_exported() {
    let rig = Rig::start(Options::default()).await;
    let receipt = agreed(&rig).await;
    let url = address(&rig, &receipt);
    let named = Reply::read(http().get(format!("{url}.json"))).await;
    let asked = Reply::read(http().get(&url).header("Accept", "application/json")).await;
    assert_eq!(named.header("content-type"), "application/ld+json");
    assert_eq!(named.body, asked.body);
    let words = ["export", "--format", "dpv", "--receipt", &receipt];
    let (_, exported) = rig.journal(&words).await;
    assert_eq!(
        named.body,
        serde_json::from_str::<Value>(&exported).unwrap()
    );
    assert_eq!(named.body["@graph"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn an_unknown_receipt_has_one_next_step_and_nobody_comes_upon_one() {
    let rig = Rig::start(Options::default()).await;
    let mut seen = BTreeSet::new();
    for _ in 0..3 {
        let receipt = agreed(&rig).await;
        assert!(seen.insert(receipt[10..].to_owned()), "80 fresh bits");
        for (place, letter) in receipt.char_indices().skip(10) {
            let other = if letter == '0' { "1" } else { "0" };
            let near = [&receipt[..place], other, &receipt[place + 1..]].concat();
            assert_eq!(page(&address(&rig, &near)).await.0, 404, "{near}");
        }
    }
    for nonsense in ["x", "01JD8Y2Z4N8F6T3W5Q7R9S1V3X", "%00", "..%2F", "%F0%28"] {
        let (status, headers, text) = page(&address(&rig, nonsense)).await;
        assert_eq!(status, 404, "{nonsense}");
        assert!(text.contains("Ouvrez de nouveau le lien"), "{text}");
        assert!(headers.contains("default-src 'none'"), "{headers}");
        let url = format!("{}/withdrawal", address(&rig, nonsense));
        let reply = Reply::read(http().post(url).header("Accept", "application/json")).await;
        assert_eq!((reply.status, reply.problem()), (404, "unknown-receipt"));
    }
    assert!(rig.records("withdrawal").is_empty());
}

#[tokio::test]
async fn the_plain_form_of_the_page_takes_the_agreement_back_and_the_page_says_when() {
    let rig = Rig::start(Options::default()).await;
    let receipt = agreed(&rig).await;
    let (_, _, text) = page(&address(&rig, &receipt)).await;
    let (_, after) = text.split_once("action=\"").unwrap();
    let (action, _) = after.split_once('"').unwrap();
    let url = format!("{}/v1/receipts/{action}", rig.base);
    let sent = http()
        .post(&url)
        .header("Accept", "text/html")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Origin", "null")
        .send();
    let landed = sent.await.unwrap();
    assert_eq!(landed.status(), 200);
    assert_eq!(landed.url().path(), format!("/v1/receipts/{receipt}"));
    let text = landed.text().await.unwrap();
    assert!(text.contains("Vous avez retiré votre accord le "), "{text}");
    assert!(!text.contains("<form"), "it is taken back once");
    let again = withdraw(&rig, &receipt).await;
    let records = rig.records("withdrawal");
    assert_eq!(records.len(), 1);
    assert_eq!(
        again.body,
        json!({ "receipt": receipt, "form": "cantine", "withdrawn_at": records[0]["at"] })
    );
    let (status, verified) = rig.journal(&["verify"]).await;
    assert_eq!(status, 0, "{verified}");
}

#[tokio::test]
async fn a_server_asks_the_receipt_whether_it_was_taken_back() {
    let rig = Rig::start(Options::default()).await;
    let receipt = agreed(&rig).await;
    let url = format!("{}/withdrawal", address(&rig, &receipt));
    let before = Reply::read(http().get(&url)).await;
    assert_eq!(before.body["withdrawn_at"], Value::Null);
    let told = withdraw(&rig, &receipt).await;
    assert_eq!(Reply::read(http().get(&url)).await.body, told.body);
}

/// A relay whose API takes its time, and the receipt of an agreement under which it has been asked and has not answered.
async fn in_flight(
    config: &str,
    options: Options,
) -> (Arc<Rig>, tokio::task::JoinHandle<Reply>, String) {
    let rig = Arc::new(Rig::with_config(config, options).await);
    let asking = rig.clone();
    let reply = tokio::spawn(async move { asking.prefill("cantine", couple()).await });
    while rig.calls() == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let consent = rig.records("consent").pop().unwrap();
    (rig, reply, consent["receipt"].as_str().unwrap().to_owned())
}

async fn nothing_is_delivered_once_it_is_taken_back(config: &str) {
    let options = Options {
        latency: Duration::from_secs(3),
        ..Options::default()
    };
    let (rig, reply, receipt) = in_flight(config, options).await;
    let taken = withdraw(&rig, &receipt).await;
    assert_eq!(taken.status, 200);
    assert!(
        rig.records("call").is_empty(),
        "the answer is still awaited"
    );
    let reply = reply.await.unwrap();
    assert_eq!(reply.result()["status"], "withdrawn");
    assert_eq!(reply.result()["data"], Value::Null);
    assert_eq!(reply.problem(), "withdrawn");
    assert_eq!(rig.records("call")[0]["outcome"], "withdrawn");
    let (_, _, text) = page(&address(&rig, &receipt)).await;
    assert!(text.contains("Accord retiré avant la réponse"), "{text}");
}

#[tokio::test]
async fn what_is_still_awaited_when_the_agreement_is_taken_back_is_not_delivered() {
    nothing_is_delivered_once_it_is_taken_back(&town_with("", "")).await;
}

#[tokio::test]
async fn nor_is_it_over_a_database() {
    let server = Server::start();
    nothing_is_delivered_once_it_is_taken_back(&town_with("sqlite:journal.db", &server.store()))
        .await;
}

#[tokio::test]
async fn what_is_awaited_under_an_agreement_that_stands_is_delivered() {
    let options = Options {
        latency: Duration::from_millis(300),
        ..Options::default()
    };
    let (_rig, reply, _) = in_flight(&town_with("", ""), options).await;
    assert_eq!(reply.await.unwrap().result()["status"], "filled");
}

/// A form's server: what it heard, and what it answers.
#[derive(Clone)]
struct Host {
    heard: Arc<Mutex<Vec<Value>>>,
    answers: Arc<Mutex<StatusCode>>,
}

impl Host {
    fn new() -> Self {
        Self {
            heard: Arc::default(),
            answers: Arc::new(Mutex::new(StatusCode::NO_CONTENT)),
        }
    }

    fn answer(&self, status: StatusCode) {
        *self.answers.lock().unwrap() = status;
    }

    fn heard(&self) -> Vec<Value> {
        self.heard.lock().unwrap().clone()
    }

    fn serve(&self, listener: TcpListener) {
        let hear = |State(host): State<Self>, Json(said): Json<Value>| async move {
            host.heard.lock().unwrap().push(said);
            *host.answers.lock().unwrap()
        };
        let router = Router::new()
            .route("/retraits", post(hear))
            .with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    }
}

/// An address at which nobody listens for now.
async fn nobody() -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap()
}

/// Waits until the journal says that so many withdrawals were told.
async fn until_told(rig: &Rig, count: usize) {
    while rig.records("told").len() < count {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn the_forms_server_is_told_at_once_and_of_nothing_personal() {
    let (host, listener) = (Host::new(), TcpListener::bind("127.0.0.1:0").await.unwrap());
    let hook = format!("http://{}/retraits", listener.local_addr().unwrap());
    host.serve(listener);
    let rig = Rig::with_config(&with_hook(&hook), Options::default()).await;
    let receipt = agreed(&rig).await;
    let taken = withdraw(&rig, &receipt).await.body;
    until_told(&rig, 1).await;
    assert_eq!(host.heard(), [taken]);
    let heard = host.heard();
    let mut keys: Vec<_> = heard[0].as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["form", "receipt", "withdrawn_at"]);
    let (_, _, text) = page(&address(&rig, &receipt)).await;
    assert!(text.contains("est prévenue de votre retrait"), "{text}");
}

#[tokio::test]
async fn a_server_that_refuses_is_told_again_until_it_hears_and_of_the_others_meanwhile() {
    let (host, listener) = (Host::new(), TcpListener::bind("127.0.0.1:0").await.unwrap());
    let hook = format!("http://{}/retraits", listener.local_addr().unwrap());
    host.serve(listener);
    host.answer(StatusCode::INTERNAL_SERVER_ERROR);
    let rig = Rig::with_config(&with_hook(&hook), Options::default()).await;
    for _ in 0..2 {
        withdraw(&rig, &agreed(&rig).await).await;
    }
    let receipts = || {
        let heard = host.heard();
        let receipts = heard.iter().map(|said| said["receipt"].to_string());
        receipts.collect::<BTreeSet<_>>()
    };
    while receipts().len() < 2 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(rig.records("told").is_empty());
    host.answer(StatusCode::OK);
    until_told(&rig, 2).await;
    assert!(host.heard().len() >= 3, "{:?}", host.heard());
}

#[tokio::test]
async fn what_was_not_told_when_the_relay_was_killed_is_told_by_the_next_one() {
    let there = nobody().await;
    let hook = format!("http://{there}/retraits");
    let mut rig = Rig::with_config(&with_hook(&hook), Options::default()).await;
    let receipt = agreed(&rig).await;
    let start = std::time::Instant::now();
    let taken = withdraw(&rig, &receipt).await.body;
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "nobody waits for the host"
    );
    while !rig.log().contains("does not answer") {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    rig.kill().await;
    assert!(rig.records("told").is_empty(), "nobody was there to hear");
    let host = Host::new();
    host.serve(TcpListener::bind(there).await.unwrap());
    rig.restart().await;
    until_told(&rig, 1).await;
    assert_eq!(host.heard(), [taken]);
    rig.restart().await;
    withdraw(&rig, &receipt).await;
    let other = agreed(&rig).await;
    withdraw(&rig, &other).await;
    until_told(&rig, 2).await;
    assert_eq!(host.heard().len(), 2, "what was told is not told again");
    let (status, verified) = rig.journal(&["verify"]).await;
    assert_eq!(status, 0, "{verified}");
}

#[tokio::test]
async fn a_server_that_was_down_is_told_once_it_is_up() {
    let there = nobody().await;
    let hook = format!("http://{there}/retraits");
    let rig = Rig::with_config(&with_hook(&hook), Options::default()).await;
    let taken = withdraw(&rig, &agreed(&rig).await).await.body;
    while !rig.log().contains("does not answer") {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let host = Host::new();
    host.serve(TcpListener::bind(there).await.unwrap());
    until_told(&rig, 1).await;
    assert_eq!(host.heard(), [taken]);
}
