//! What the relay adds to a call: the same person asked of the sandbox directly and through the relay, in turn.
//!
//! Prints medians and their ratio of one run; the absolute times belong to the machine.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measure")]

use std::time::{Duration, Instant};

use tests::{Rig, TOKEN, http, identifiant};

/// How many pairs of calls; the relay lets fifteen a second through.
const PAIRS: usize = 60;
/// How long to wait between two pairs, so that no call waits for its turn.
const PAUSE: Duration = Duration::from_millis(150);

#[tokio::main]
async fn main() {
    let rig = Rig::start(sandbox::Options::default()).await;
    let request = rig
        .request("transport", identifiant("nolwenn.tassel"))
        .await;
    let direct = format!(
        "{}/v3/france_travail/statut/identifiant",
        rig.sandbox.as_ref().unwrap().base_url()
    );
    let client = http();
    let (mut alone, mut through) = (Vec::new(), Vec::new());
    for _ in 0..PAIRS {
        let start = Instant::now();
        let call = client.get(&direct).bearer_auth(TOKEN);
        let query = [
            ("recipient", "13002526500013"),
            ("identifiant", "nolwenn.tassel"),
        ];
        call.query(&query)
            .send()
            .await
            .unwrap()
            .bytes()
            .await
            .unwrap();
        alone.push(start.elapsed());
        let start = Instant::now();
        assert_eq!(rig.send("transport", &request).await.status, 200);
        through.push(start.elapsed());
        tokio::time::sleep(PAUSE).await;
    }
    let (alone, through) = (median(alone), median(through));
    let added = through.saturating_sub(alone);
    println!(
        "direct {alone:?}, through the relay {through:?} (agreement on disk included): {added:?} added, ratio {:.1}",
        through.as_secs_f64() / alone.as_secs_f64()
    );
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
