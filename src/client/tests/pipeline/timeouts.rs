//! A server that says nothing does not hold a caller.

use std::time::Duration;

use api_particulier::{Authentication, Authorizing, Client, TransportKind};

use crate::{
    call,
    errors::kind,
    settings,
    stub::{Answer, Stub},
};

const SHORT: Duration = Duration::from_millis(50);

/// Ends a call that its own timeout should have ended, as another error.
const LONG: Duration = Duration::from_secs(20);

/// A strategy that never comes back.
struct Endless;

impl Authentication for Endless {
    fn authorize(&self) -> Authorizing<'_> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn silence_ends_with_the_read_timeout() {
    let stub = Stub::answering([Answer::Silence]).await;
    let client = Client::new(
        settings(&stub)
            .read_timeout(SHORT)
            .deadline(LONG)
            .build()
            .unwrap(),
    )
    .unwrap();
    assert_eq!(
        kind(&call(&client).await.unwrap_err()),
        TransportKind::Timeout
    );
}

#[tokio::test]
async fn a_handshake_without_an_end_ends_with_the_connect_timeout() {
    let stub = Stub::answering([Answer::Silence]).await;
    let base_url = stub.base_url().replace("http:", "https:");
    let settings = settings(&stub)
        .base_url(base_url)
        .connect_timeout(SHORT)
        .deadline(LONG)
        .build()
        .unwrap();
    let error = call(&Client::new(settings).unwrap()).await.unwrap_err();
    assert_eq!(kind(&error), TransportKind::Timeout);
}

#[tokio::test]
async fn the_deadline_ends_a_call_whatever_it_waits_for() {
    let stub = Stub::answering([Answer::Silence]).await;
    let silent = Client::new(settings(&stub).deadline(SHORT).build().unwrap()).unwrap();
    assert_eq!(
        kind(&call(&silent).await.unwrap_err()),
        TransportKind::Deadline
    );
    let endless = silent.with_authentication(Endless);
    assert_eq!(
        kind(&call(&endless).await.unwrap_err()),
        TransportKind::Deadline
    );
}

#[tokio::test]
async fn a_deadline_beyond_the_clock_is_no_panic() {
    let stub = Stub::answering([Answer::text(200, &[], "{}")]).await;
    let client = Client::new(settings(&stub).deadline(Duration::MAX).build().unwrap()).unwrap();
    assert!(call(&client).await.is_ok());
}
