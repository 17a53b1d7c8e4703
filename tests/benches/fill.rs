//! What filling a large form costs the page: 200 controls, 30 rows of a list among them, in Chromium.
//!
//! Prints the plan and the filling beside the same work written by hand in JavaScript, in the same page and the same
//! run, and what held the page up longest. The absolute times belong to the machine.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measure")]

use std::path::Path;

use serde_json::{Value, json};
use tests::Rig;
use tests::browser::{Engine, Page};
use tests::case::Case;
use tests::pages::config;
use tests::site::{Address, Pages};

/// The mapped controls of the page.
const CONTROLS: u64 = 200;
/// How many times the page is loaded and filled.
const ROUNDS: usize = 5;
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
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        page.go("fill/page.html").await;
        page.open().await;
        page.ask_as(&person).await;
        page.widget().arrives("Vérifier et remplir").await;
        page.script("window.forget()").await;
        page.fill().await;
        let measured = page.promised(&format!("window.measure({data})")).await;
        rounds.push(Round::read(&measured));
    }
    page.close().await;
    report(&rounds);
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

/// What one filling took, in milliseconds.
struct Round {
    filled: u64,
    plan: f64,
    plan_by_hand: f64,
    fill: f64,
    fill_by_hand: f64,
    longest_turn: f64,
    longest_task: f64,
}

impl Round {
    fn read(measured: &Value) -> Self {
        let number = |name: &str| measured[name].as_f64().unwrap();
        let all = |name: &str| {
            let times = measured[name].as_array().unwrap().iter();
            times.map(|time| time.as_f64().unwrap()).collect::<Vec<_>>()
        };
        let holds = all("holds");
        Self {
            filled: measured["filled"].as_u64().unwrap(),
            plan: median(all("plans")),
            plan_by_hand: number("planByHand"),
            fill: holds.iter().sum(),
            fill_by_hand: number("fillByHand"),
            longest_turn: holds.iter().copied().fold(0.0, f64::max),
            longest_task: number("longest"),
        }
    }
}

fn report(rounds: &[Round]) {
    let middle = |value: fn(&Round) -> f64| median(rounds.iter().map(value).collect());
    let most = |value: fn(&Round) -> f64| rounds.iter().map(value).fold(0.0, f64::max);
    for round in rounds {
        assert_eq!(round.filled, CONTROLS, "all of it is filled");
    }
    println!("{CONTROLS} controls, {ROWS} rows added; the median of {ROUNDS} rounds");
    println!(
        "plan {:.2} ms, by hand {:.2} ms: ratio {:.1}",
        middle(|round| round.plan),
        middle(|round| round.plan_by_hand),
        middle(|round| round.plan / round.plan_by_hand)
    );
    println!(
        "fill {:.1} ms, by hand {:.1} ms: ratio {:.1}; {:.1} ms for 50 controls",
        middle(|round| round.fill),
        middle(|round| round.fill_by_hand),
        middle(|round| round.fill / round.fill_by_hand),
        middle(|round| round.fill) * 50.0 / CONTROLS as f64
    );
    println!(
        "longest of all rounds: turn {:.1} ms, task {:.0} ms (0: none over 50 ms)",
        most(|round| round.longest_turn),
        most(|round| round.longest_task)
    );
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
