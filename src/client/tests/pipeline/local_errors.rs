//! A mistake of the caller is told before anything is sent.

use api_particulier::{Argument, Client, Error, HeaderMap, Identite, Params, Settings};
use serde_json::json;

use crate::{
    client,
    stub::{Answer, Stub},
};

async fn stub() -> Stub {
    Stub::answering([Answer::json(200, &json!({}))]).await
}

fn argument<T: std::fmt::Debug>(result: Result<T, Error>) -> Argument {
    match result {
        Err(Error::Argument(argument)) => argument,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_missing_recipient_sends_nothing() {
    let stub = stub().await;
    let settings = Settings::builder()
        .base_url(stub.base_url())
        .token("t")
        .build()
        .unwrap();
    let client = Client::new(settings).unwrap();
    let result = client
        .get("/v3/path", Params::new(), HeaderMap::new())
        .await;
    assert_eq!(argument(result), Argument::MissingRecipient);
    let own = Params::new().with("recipient", "13002526500013");
    assert!(stub.calls().is_empty());
    client.get("/v3/path", own, HeaderMap::new()).await.unwrap();
    assert!(
        stub.only_call()
            .starts_with("GET /v3/path?recipient=13002526500013 ")
    );
}

#[tokio::test]
async fn a_wrong_recipient_path_or_header_sends_nothing() {
    let stub = stub().await;
    let client = client(&stub);
    let wrong_key = client
        .get(
            "/v3/path",
            [("recipient", "13002526500014")],
            HeaderMap::new(),
        )
        .await;
    assert_eq!(argument(wrong_key), Argument::InvalidSiret);
    let with_query = client
        .get("/v3/path?nom=x", Params::new(), HeaderMap::new())
        .await;
    assert_eq!(argument(with_query), Argument::InvalidPath);
    let name = api_particulier::HeaderName::from_static("authorization");
    let headers = [(name.clone(), "Bearer other".parse().unwrap())]
        .into_iter()
        .collect();
    let own_token = client.get("/v3/path", Params::new(), headers).await;
    assert_eq!(argument(own_token), Argument::ReservedHeader(name));
    assert!(stub.calls().is_empty());
}

#[tokio::test]
async fn an_unknown_version_sends_nothing() {
    let stub = stub().await;
    let client = client(&stub);
    let result = client
        .france_travail()
        .statut_identifiant("jean.dupont33")
        .version(9)
        .await;
    let operation = "france_travail.statut_identifiant".to_owned();
    assert_eq!(
        argument(result),
        Argument::UnknownVersion {
            operation,
            asked: 9,
            known: vec![3]
        }
    );
    assert!(stub.calls().is_empty());
}

#[tokio::test]
async fn a_missing_or_too_early_parameter_sends_nothing() {
    let stub = stub().await;
    let client = client(&stub);
    let without_country = Identite::new("HIVER", ["PAUL"]);
    let missing = client
        .dss()
        .quotient_familial_identite(&without_country)
        .await;
    assert_eq!(
        argument(missing),
        Argument::MissingParameter {
            operation: "dss.quotient_familial_identite",
            parameter: "codeCogInseePaysNaissance"
        }
    );
    let blank = client.france_travail().statut_identifiant(" ").await;
    assert!(matches!(
        argument(blank),
        Argument::MissingParameter {
            parameter: "identifiant",
            ..
        }
    ));
    let ine = "1234567890G".parse().unwrap();
    let scholarship = client.cnous().etudiant_boursier_ine(&ine);
    let early = scholarship.annee_campagne(2025).version(3).await;
    assert!(matches!(
        argument(early),
        Argument::LaterParameter {
            parameter: "campaignYear",
            since: 4,
            ..
        }
    ));
    assert!(stub.calls().is_empty());
}
