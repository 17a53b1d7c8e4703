//! Every source that FranceConnect opens is asked with the person's own token, and gives what the person's file holds.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};
use tests::identified::*;
use tests::{ORIGIN, Rig, Traveller};

/// What no invented person has: the sandbox knows no vehicle.
const OF_NOBODY: &str = "immatriculation_vehicule";

/// The items of each source of the catalogue that has the way `france_connect`.
fn opened() -> BTreeMap<String, Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/relay/catalogue");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let sources = files.filter_map(|file| {
        let text = std::fs::read_to_string(&file).unwrap();
        let items = text.split("[[item]]\npath = \"").skip(1);
        let items = items.map(|item| item.split('"').next().unwrap().to_owned());
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        text.contains("[modes.france_connect]")
            .then(|| (name, items.collect()))
    });
    sources.collect()
}

fn with_every_source(sources: &BTreeMap<String, Vec<String>>) -> String {
    let whole = config();
    let (before, _) = whole.split_once("[form.sources.").unwrap();
    let used = sources.iter().map(|(id, items)| {
        format!("[form.sources.{id}]\nmodes = [\"france_connect\"]\nitems = {items:?}\n")
    });
    format!("{before}{}", used.collect::<String>())
}

/// The people of FranceConnect's page.
async fn people(rig: &Rig) -> Vec<String> {
    let definition = PAGE.definition(rig).await;
    let path = definition["france_connect"].as_str().unwrap();
    let (_, page) = Traveller::new(rig).leave(Some(ORIGIN), path).await;
    let html = tests::http().get(page.unwrap()).send().await.unwrap();
    let html = html.text().await.unwrap();
    let buttons = html.split("name=\"personne\" value=\"").skip(1);
    let names = buttons.map(|rest| rest.split('"').next().unwrap().to_owned());
    names.filter(|name| name != "HOMONYME").collect()
}

async fn ask_all(rig: &Rig, person: &str, sources: &BTreeMap<String, Vec<String>>) -> Value {
    let definition = PAGE.definition(rig).await;
    let path = definition["france_connect"].as_str().unwrap();
    Traveller::new(rig).identify(ORIGIN, path, person).await;
    let known = PAGE.person(rig, &definition["visit"], None).await.body;
    let request = json!({
        "visit": definition["visit"],
        "consent": { "notice": definition["notice"]["hash"], "items": sources },
        "subject": { "mode": "france_connect", "immatriculation": "AA-123-AA" },
        "ticket": known["ticket"]
    });
    let answer = PAGE.send(rig, &request).await;
    assert_eq!(answer.status, 200, "{:?}", answer.body);
    answer.body["results"].clone()
}

#[tokio::test]
async fn each_source_gives_what_the_person_s_file_holds() {
    let sources = opened();
    assert!(sources.len() >= 14, "{sources:?}");
    let options = sandbox::Options {
        limit_rate: false,
        ..sandbox::Options::default()
    };
    let rig = Rig::with_config(&with_every_source(&sources), options).await;
    let mut missing: BTreeSet<&str> = sources.keys().map(String::as_str).collect();
    missing.remove(OF_NOBODY);
    for person in people(&rig).await {
        if missing.is_empty() {
            break;
        }
        let results = ask_all(&rig, &person, &sources).await;
        missing.retain(|source| {
            !matches!(
                results[*source]["status"].as_str(),
                Some("filled" | "partial")
            )
        });
        let vehicle = &results[OF_NOBODY]["status"];
        assert_eq!(vehicle, "not_found", "{results}");
    }
    assert!(missing.is_empty(), "nobody has: {missing:?}");
    let calls = rig.sandbox.as_ref().unwrap().calls();
    let is_right =
        |call: &sandbox::Call| call.person.is_some() && call.parameters.contains_key("recipient");
    assert!(
        calls.iter().all(is_right),
        "asked with the person's token, for the administration"
    );
}
