//! A relay under load that stops without warning, and what must hold afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::{Rig, http, identifiant, origin};

/// How many people ask at once.
const CROWD: usize = 4;
/// The form that they fill.
const FORM: &str = "transport";

/// What people were told, of all the lives of a relay. Each person says how long they looked at the notice, each another time:
/// nothing else joins a call, which names the person, with a record, which does not.
#[derive(Default)]
pub struct Told {
    last: AtomicU32,
    /// The receipts that were handed out, and whether with what the API answered.
    receipts: Mutex<BTreeMap<String, bool>>,
}

impl Told {
    /// How many people have their receipt.
    pub fn receipts(&self) -> usize {
        self.receipts.lock().unwrap().len()
    }
}

/// Has a crowd ask, without end, until the relay is gone: `stop` ends it once so many have their receipt.
pub async fn stop_under_load(
    rig: &Rig,
    told: &Arc<Told>,
    receipts: usize,
    wait: Duration,
    stop: impl Future<Output = ()>,
) {
    let template = rig.request(FORM, identifiant("personne")).await;
    let url = format!("{}/v1/forms/{FORM}/prefill", rig.base);
    let crowd = (0..CROWD).map(|_| ask_without_end(url.clone(), template.clone(), told.clone()));
    let crowd = tokio::spawn(join_all(crowd));
    let before = told.receipts();
    while told.receipts() < before + receipts {
        assert!(!crowd.is_finished(), "the relay is gone by itself");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    tokio::time::sleep(wait).await;
    stop.await;
    crowd.await.unwrap();
}

/// One person after the other, until the relay does not answer.
async fn ask_without_end(url: String, mut request: Value, told: Arc<Told>) {
    let client = http();
    loop {
        let person = told.last.fetch_add(1, Ordering::Relaxed);
        request["subject"] = identifiant(&format!("personne.{person}"));
        request["consent"]["gesture"] =
            json!({ "by": "keyboard", "trusted": true, "visible_ms": person });
        let sent = client
            .post(&url)
            .header("Origin", origin(FORM))
            .json(&request)
            .send();
        let Ok(answer) = sent.await else { return };
        let is_served = answer.status().is_success();
        let Ok(body) = answer.bytes().await else {
            return;
        };
        if is_served {
            let body: Value = serde_json::from_slice(&body).unwrap();
            let receipt = body["receipt"]["id"].as_str().unwrap().to_owned();
            // What was delivered is traced; what the relay could not trace it says is unavailable.
            let is_traced = body["results"]["demandeur_emploi"]["status"] != "unavailable";
            told.receipts.lock().unwrap().insert(receipt, is_traced);
        }
    }
}

/// What does not hold: a receipt without its records, a call without its agreement, a journal that is not whole.
pub async fn broken_promises(rig: &Rig, told: &Told) -> Vec<String> {
    let mut broken = Vec::new();
    let (status, said) = rig.journal(&["verify"]).await;
    if status != 0 {
        broken.push(said);
    }
    let records = rig.all_records();
    let people: BTreeSet<u64> = records
        .iter()
        .filter_map(|record| record["gesture"]["visible_ms"].as_u64())
        .collect();
    let (agreed, traced) = (receipts(&records, "consent"), receipts(&records, "call"));
    for (receipt, is_traced) in &*told.receipts.lock().unwrap() {
        if !agreed.contains(receipt) || (*is_traced && !traced.contains(receipt)) {
            broken.push(format!(
                "the receipt {receipt} was handed out and its records are lost"
            ));
        }
    }
    for call in rig.sandbox.as_ref().unwrap().calls() {
        let person = call.parameters["identifiant"][0]
            .rsplit('.')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        if !people.contains(&person) {
            broken.push(format!(
                "{} was called for person {person} without a record",
                call.path
            ));
        }
    }
    broken
}

fn receipts(records: &[Value], kind: &str) -> BTreeSet<String> {
    records
        .iter()
        .filter(|record| record["kind"] == kind)
        .map(|record| record["receipt"].as_str().unwrap().to_owned())
        .collect()
}
