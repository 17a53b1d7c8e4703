//! With typed identities closed, no sequence of requests makes the relay show a value: ten thousand are tried, over every
//! route and way of asking. The control is the same client where the form shows values.

use std::collections::BTreeSet;

use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use tests::identified::*;
use tests::{ORIGIN, Rig, couple, http, identifiant};

const REQUESTS: usize = 10_000;
/// How many are on their way at once.
const AT_ONCE: usize = 16;

/// A generator without a crate: the same seed tries the same sequence (xorshift).
struct Dice(u64);

impl Dice {
    fn roll<'a, T>(&mut self, sides: &'a [T]) -> &'a T {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        &sides[usize::try_from(self.0 % sides.len() as u64).unwrap()]
    }
}

/// What the attacker has: visits of both forms, tickets that are over or for someone unknown, and a neighbour's identity.
struct Loot {
    visits: Vec<Value>,
    notices: Vec<Value>,
    tickets: Vec<Value>,
    receipts: Vec<String>,
}

impl Loot {
    async fn gather(rig: &Rig) -> Self {
        let mut loot = Self {
            visits: vec![json!(""), json!("a.b")],
            notices: vec![json!("sha256-x")],
            tickets: vec![Value::Null, json!("AAAA"), json!("ticket")],
            receipts: vec!["01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned()],
        };
        for page in [
            PAGE,
            Page {
                form: OTHER,
                origin: OTHER_ORIGIN,
            },
        ] {
            let definition = page.definition(rig).await;
            loot.visits.push(definition["visit"].clone());
            loot.notices.push(definition["notice"]["hash"].clone());
        }
        loot
    }
}

fn subjects() -> Vec<Value> {
    let mut of_pupil = couple();
    of_pupil["about"] = "eleve".into();
    vec![
        couple(),
        of_pupil,
        identifiant("kermarrec-solenn"),
        json!({ "mode": "ine", "ine": "0123456789A" }),
        json!({ "mode": "numero_fiscal", "numero_fiscal": "1234567890123", "annee": 2025 }),
        json!({ "mode": "allocataire", "numero": "0000354", "code_postal": "99148" }),
        json!({ "mode": "france_connect" }),
        json!({ "mode": "france_connect", "identite": couple()["identite"] }),
        json!({ "mode": "ticket" }),
        json!({ "mode": "ticket", "identite": couple()["identite"] }),
        json!({ "mode": "agent", "identite": couple()["identite"] }),
        Value::Null,
    ]
}

fn prefill(dice: &mut Dice, loot: &Loot) -> Value {
    let items = [
        json!({ "quotient_familial": ["quotient_familial", "enfants", "adresse", "allocataires"] }),
        json!({ "demandeur_emploi": ["inscription"] }),
        json!({ "statut_etudiant": ["identite"], "quotient_familial": ["enfants[0]"] }),
        json!({}),
    ];
    let mut request = json!({
        "visit": dice.roll(&loot.visits),
        "consent": { "notice": dice.roll(&loot.notices), "items": dice.roll(&items) },
        "ticket": dice.roll(&loot.tickets)
    });
    let subjects = subjects();
    match dice.roll(&[0, 1, 2]) {
        0 => request["subject"] = dice.roll(&subjects).clone(),
        1 => request["subjects"] = json!([dice.roll(&subjects), dice.roll(&subjects)]),
        _ => {
            request["subject"] = dice.roll(&subjects).clone();
            request["subjects"] = json!([dice.roll(&subjects)]);
        }
    }
    if *dice.roll(&[false, false, true]) {
        request["options"] = json!({ "quotient_familial": { "annee": 2026, "mois": 10 } });
    }
    request
}

/// A request to one of the routes.
fn request(
    http: &reqwest::Client,
    rig: &Rig,
    dice: &mut Dice,
    loot: &Loot,
) -> reqwest::RequestBuilder {
    let form = *dice.roll(&[FORM, FORM, OTHER, "autre"]);
    let at = |path: String| format!("{}{path}", rig.base);
    let receipt = dice.roll(&loot.receipts);
    let ticket = dice.roll(&loot.tickets).as_str().unwrap_or_default();
    let question = json!({ "visit": dice.roll(&loot.visits), "ticket": ticket });
    let asked = match dice.roll(&[0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
        0 => http
            .post(at(format!("/v1/forms/{form}/prefill")))
            .json(&prefill(dice, loot)),
        1 => http
            .post(at(format!("/v1/forms/{form}/person")))
            .json(&question),
        2 => http.get(at(format!("/v1/forms/{form}?ticket={ticket}"))),
        3 => http
            .post(at("/v1/tickets".to_owned()))
            .bearer_auth(ticket)
            .json(&order(couple())),
        4 => http.get(at(format!(
            "/v1/france-connect/callback?state={ticket}&code={ticket}"
        ))),
        5 => http.get(at(format!(
            "/v1/france-connect/start?form={form}&login={receipt}"
        ))),
        6 => http.get(at(format!("/v1/france-connect/logout?login={receipt}"))),
        7 => http.get(at(format!("/v1/receipts/{receipt}.json"))),
        8 => http
            .post(at("/v1/verify".to_owned()))
            .json(&json!({ "attestation": ticket, "audience": "x", "form": form, "values": {} })),
        _ => http.post(at(format!("/v1/receipts/{receipt}/withdrawal"))),
    };
    let headers = [
        ("Origin", ORIGIN),
        ("Origin", OTHER_ORIGIN),
        ("Origin", "null"),
        ("Referer", "https://services.exemple.fr/"),
        ("Cookie", "pre-remplir-france-connect=A"),
        ("Accept", "application/x-ndjson"),
        ("X-Agent-Id", "agent-17"),
    ];
    let asked = if *dice.roll(&[true, true, true, false]) {
        asked.header("Origin", ORIGIN)
    } else {
        let (name, value) = dice.roll(&headers);
        asked.header(*name, *value)
    };
    if *dice.roll(&[true, false, false]) {
        return asked.header("Accept", "application/x-ndjson");
    }
    asked
}

/// Every text and number of an answer's data that the attacker did not type.
fn values(data: &Value, found: &mut BTreeSet<String>) {
    match data {
        Value::Object(fields) => fields.values().for_each(|value| values(value, found)),
        Value::Array(rows) => rows.iter().for_each(|value| values(value, found)),
        Value::String(text) if text.len() > 5 && !text.contains("KERMARREC") => {
            found.insert(text.clone());
        }
        _ => {}
    }
}

/// What the neighbour's file holds, as their own ticket shows it.
async fn secrets(rig: &Rig) -> BTreeSet<String> {
    let ticket = ticket(rig, &order(couple())).await;
    let items = ["allocataires", "enfants", "adresse"];
    let answer = PAGE
        .prefill(rig, &items, json!({ "mode": "ticket" }), &ticket)
        .await;
    let mut found = BTreeSet::new();
    values(&answer.result()["data"], &mut found);
    assert!(found.len() > 5, "{found:?}");
    found
}

/// How many of these requests are answered with one of the neighbour's values, or with any data at all.
async fn shown(rig: &Rig, secrets: &BTreeSet<String>) -> usize {
    let loot = Loot::gather(rig).await;
    let http = http();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let asked: Vec<_> = (0..REQUESTS)
        .map(|_| request(&http, rig, &mut dice, &loot))
        .collect();
    let told = |asked: reqwest::RequestBuilder| async {
        let body = asked.send().await.unwrap().text().await.unwrap();
        let is_told = body.contains("\"data\"") || secrets.iter().any(|value| body.contains(value));
        usize::from(is_told)
    };
    let answers = stream::iter(asked).map(told).buffer_unordered(AT_ONCE);
    answers.fold(0, async |sum, one| sum + one).await
}

#[tokio::test]
async fn ten_thousand_requests_show_nothing() {
    let rig = super::rig().await;
    let secrets = secrets(&rig).await;
    let calls = rig.calls();
    assert_eq!(shown(&rig, &secrets).await, 0);
    assert_eq!(rig.calls(), calls, "nothing was asked either");
}

#[tokio::test]
async fn the_same_requests_show_values_where_the_form_does() {
    let opened = config()
        .replace("store =", "accept_declared_disclosure = true\nstore =")
        .replace(
            "origins =",
            "disclose_declared = \"le contrôle\"\norigins =",
        );
    let rig = Rig::with_config(
        &opened,
        sandbox::Options {
            limit_rate: false,
            ..sandbox::Options::default()
        },
    )
    .await;
    let secrets = secrets(&rig).await;
    assert!(shown(&rig, &secrets).await > 0);
}
