//! Whether two kinds of answers can be told apart by how long they take.

use std::future::Future;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use futures_util::stream::iter;

/// How long each answer took, of each kind.
pub type Samples = [Vec<Duration>; 2];

/// Asks for so many pairs of answers of both kinds, some at once, in an order that mixes them; each tells how long it took.
pub async fn pairs<F: Future<Output = Duration>>(
    count: usize,
    at_once: usize,
    ask: impl Fn(usize, usize) -> F,
) -> Samples {
    let order = (0..count).flat_map(|pair| {
        let first = pair.wrapping_mul(2_654_435_761) / 7 % 2;
        [(pair, first), (pair, 1 - first)]
    });
    let asked = iter(order).map(|(pair, kind)| {
        let asked = ask(pair, kind);
        async move { (kind, asked.await) }
    });
    let mut samples = Samples::default();
    let mut answers = asked.buffer_unordered(at_once);
    while let Some((kind, took)) = answers.next().await {
        samples[kind].push(took);
    }
    samples
}

/// How likely such a difference is when nothing tells the two kinds apart: the test of Kolmogorov and Smirnov.
pub fn likelihood([one, other]: &Samples) -> f64 {
    let (mut one, mut other) = (one.clone(), other.clone());
    one.sort_unstable();
    other.sort_unstable();
    let (n, m) = (one.len() as f64, other.len() as f64);
    let below =
        |sorted: &[Duration], at: &Duration| sorted.partition_point(|took| took <= at) as f64;
    let gap = |at: &Duration| (below(&one, at) / n - below(&other, at) / m).abs();
    let widest = one.iter().chain(&other).map(gap).fold(0.0, f64::max);
    let scale = (n * m / (n + m)).sqrt();
    let lambda = (scale + 0.12 + 0.11 / scale) * widest;
    // Below this the series, cut where it is, has not come near its sum, which is 1 to ten digits.
    if lambda < 0.2 {
        return 1.0;
    }
    let term = |k: i32| {
        f64::from(1 - 2 * ((k + 1) % 2)) * (-2.0 * f64::from(k * k) * lambda * lambda).exp()
    };
    (2.0 * (1..=100).map(term).sum::<f64>()).clamp(0.0, 1.0)
}

/// An API before another, slower by `slower` when it finds someone; gives its address.
pub async fn slow_to_find(upstream: &str, slower: Duration) -> String {
    let state = (upstream.to_owned(), crate::http(), slower);
    let router = Router::new().fallback(forward).with_state(state);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    format!("http://{address}")
}

async fn forward(
    State((upstream, client, slower)): State<(String, reqwest::Client, Duration)>,
    request: Request,
) -> Response {
    let url = format!("{upstream}{}", request.uri());
    let asked = client.get(url).headers(request.headers().clone());
    let answer = asked.send().await.unwrap();
    let status = answer.status();
    let headers = answer.headers().clone();
    let body = answer.bytes().await.unwrap();
    if status.is_success() {
        tokio::time::sleep(slower).await;
    }
    (status, headers, body).into_response()
}

/// How long something took.
pub async fn took<T>(work: impl Future<Output = T>) -> (Duration, T) {
    let start = Instant::now();
    let done = work.await;
    (start.elapsed(), done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_and_difference_have_their_known_figures() {
        let of = |from: u64| {
            (0..100)
                .map(|rank| Duration::from_millis(from + rank))
                .collect::<Vec<_>>()
        };
        assert!(likelihood(&[of(0), of(0)]) > 0.999);
        // Half of each sample lies beyond the other: D = 0.5, n = m = 100.
        let half = likelihood(&[of(0), of(50)]);
        assert!((1e-12..1e-10).contains(&half), "{half:e}");
    }
}
