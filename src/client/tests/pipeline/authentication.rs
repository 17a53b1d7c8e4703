//! The strategy is asked on every request, and its failure sends nothing.

use std::sync::atomic::{AtomicUsize, Ordering};

use api_particulier::{
    Authentication, Authorizing, BearerToken, Client, Credential, Denial, Error, NoCredential,
};
use serde_json::json;

use crate::{
    call, client, settings,
    stub::{Answer, Stub},
};

/// Gives `token-0`, then `token-1`, and so on.
struct Renewing(AtomicUsize);

impl Authentication for Renewing {
    fn authorize(&self) -> Authorizing<'_> {
        Box::pin(async {
            let number = self.0.fetch_add(1, Ordering::Relaxed);
            Credential::bearer(&format!("token-{number}").into())
                .map_err(|_| NoCredential("malformed"))
        })
    }
}

struct Failing;

impl Authentication for Failing {
    fn authorize(&self) -> Authorizing<'_> {
        Box::pin(async { Err(NoCredential("the safe is closed")) })
    }
}

#[tokio::test]
async fn the_strategy_is_asked_on_every_request() {
    let stub = Stub::answering([Answer::json(200, &json!({}))]).await;
    let client = Client::new(
        settings(&stub)
            .authentication(Renewing(AtomicUsize::new(0)))
            .build()
            .unwrap(),
    )
    .unwrap();
    call(&client).await.unwrap();
    call(&client).await.unwrap();
    let calls = stub.calls();
    assert!(calls[0].contains("Bearer token-0\r\n"), "{calls:?}");
    assert!(calls[1].contains("Bearer token-1\r\n"), "{calls:?}");
}

#[tokio::test]
async fn a_strategy_that_fails_is_an_authentication_error_without_any_call() {
    let stub = Stub::answering([Answer::json(200, &json!({}))]).await;
    let client = Client::new(settings(&stub).authentication(Failing).build().unwrap()).unwrap();
    let error = call(&client).await.unwrap_err();
    let expected = NoCredential("the safe is closed");
    assert!(
        matches!(&error, Error::Authentication(Denial::NoCredential(failure)) if *failure == expected),
        "{error:?}"
    );
    assert!(stub.calls().is_empty());
}

#[tokio::test]
async fn another_token_may_serve_one_call_and_leaves_the_client_as_it_was() {
    let stub = Stub::answering([Answer::json(200, &json!({}))]).await;
    let client = client(&stub);
    let citizen = BearerToken::new(&"citizen-token".into()).unwrap();
    call(&client.with_authentication(citizen)).await.unwrap();
    call(&client).await.unwrap();
    let calls = stub.calls();
    assert!(
        calls[0].contains("Bearer citizen-token\r\n") && !calls[0].contains("test-token"),
        "{calls:?}"
    );
    assert!(calls[1].contains("Bearer test-token\r\n"), "{calls:?}");
}

#[test]
fn a_client_is_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    shared::<Client>();
    fn sent<T: Send + Sync + 'static>() {}
    sent::<Error>();
}
