//! The cases of `tests/pages`, each a host page of its own kind, in a real browser.

/// To play some of them: `cargo test -p tests --test pages -- every_page --nocapture`, with `PAGES=list,template` in front.
#[tokio::test(flavor = "multi_thread")]
async fn every_page_case() {
    let only = std::env::var("PAGES").unwrap_or_default();
    let only: Vec<_> = only.split_terminator(',').map(str::to_owned).collect();
    tests::pages::play(&only).await;
}
