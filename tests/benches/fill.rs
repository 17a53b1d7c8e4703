//! What filling a large form costs the page: 200 controls, 30 rows of a list among them, in Chromium.
//!
//! Prints the plan and the filling beside the same work written by hand in JavaScript, in the same page and the same
//! run, and the longest task that held the page up. The absolute times belong to the machine.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measure")]

use std::path::Path;

use serde_json::{Value, json};
use tests::Rig;
use tests::browser::{Engine, Page};
use tests::case::Case;
use tests::pages::config;
use tests::site::{Address, Pages};

/// The mapped controls of the page.
const CONTROLS: usize = 200;
/// How many children the family of the measure has.
const ROWS: usize = 30;

#[tokio::main]
async fn main() {
    let person = Case::family("couple-deux-enfants");
    let data = with_rows(person.data());
    let cases = tempfile::tempdir().unwrap();
    person.write_family(cases.path(), &data);
    let address = Address::free().await;
    let options = sandbox::Options {
        cases: Some(cases.path().to_owned()),
        ..sandbox::Options::default()
    };
    let rig = Rig::with_config(&config(&address.origin), options).await;
    let pages = Pages {
        folders: vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("benches")],
        ..Pages::default()
    };
    let site = address.serve(&rig.base, pages);
    let page = Page::open_browser(Engine::Chromium, &site.origin).await;
    page.go("fill/page.html").await;
    page.open().await;
    page.ask_as(&person).await;
    page.widget().arrives("Vérifier et remplir").await;
    page.script("window.forget()").await;
    page.fill().await;
    let measured = page.promised(&format!("window.measure({data})")).await;
    page.close().await;
    report(&measured);
}

/// The same family with as many children as the measure needs.
fn with_rows(data: &Value) -> Value {
    let mut data = data.clone();
    let child = data["enfants"][0].clone();
    let children = (0..ROWS).map(|rank| {
        let mut child = child.clone();
        child["prenoms"] = json!(format!("ENFANT {}", letters(rank)));
        child
    });
    data["enfants"] = children.collect();
    data
}

/// A name of letters alone for each child.
fn letters(rank: usize) -> String {
    let letter = |number: usize| char::from(b'A' + u8::try_from(number).unwrap());
    [letter(rank / 26), letter(rank % 26)].iter().collect()
}

fn report(measured: &Value) {
    let number = |name: &str| measured[name].as_f64().unwrap();
    let first = |name: &str| measured[name][0].as_f64().unwrap();
    let (plan, plan_by_hand) = (first("plans"), number("planByHand"));
    let (fill, fill_by_hand) = (first("fills"), number("fillByHand"));
    println!(
        "filled: {} of {CONTROLS} controls, {ROWS} rows added",
        measured["filled"]
    );
    println!(
        "plan {plan:.2} ms, by hand {plan_by_hand:.2} ms: ratio {:.1}",
        plan / plan_by_hand
    );
    println!(
        "fill {fill:.1} ms in turns, by hand {fill_by_hand:.1} ms at once: ratio {:.1}; {:.1} ms for 50 controls",
        fill / fill_by_hand,
        fill * 50.0 / 200.0
    );
    println!(
        "longest task {:.0} ms (0: none over 50 ms)",
        number("longest")
    );
}
