//! The service's part: codes, tokens, who the person is.

use base64::Engine;

use crate::{
    service::{QF_FC, ROOT, SOLENN, Service, error, refused, start},
    support::{RECIPIENT, send, unhurried},
};

#[tokio::test]
async fn a_code_is_used_once_and_a_second_use_ends_its_token() {
    let service = start().await;
    let code = service.code(SOLENN, &[]).await;
    let first = service.exchange(&code, &[], "").await.json();
    let access = first["access_token"].as_str().unwrap();
    assert_eq!(service.userinfo(access).await.status, 200);
    assert_eq!(
        error(&service.exchange(&code, &[], "").await),
        (400, "invalid_grant".to_owned())
    );
    assert_eq!(service.userinfo(access).await.status, 401);
    let answer = service.call(QF_FC, RECIPIENT, access).await;
    assert_eq!(refused(&answer), (401, vec!["51502".to_owned()]));
}

#[tokio::test]
async fn a_code_is_bound_to_its_service_its_address_and_its_verifier() {
    let service = start().await;
    let code = service.code(SOLENN, &[]).await;
    for (change, status, expected) in [
        (("client_secret", "faux"), 401, "invalid_client"),
        (("client_id", "autre"), 401, "invalid_client"),
        (
            ("redirect_uri", "http://127.0.0.1:8787/ailleurs"),
            400,
            "invalid_grant",
        ),
        (
            (
                "code_verifier",
                "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl",
            ),
            400,
            "invalid_grant",
        ),
        (("code_verifier", ""), 400, "invalid_grant"),
        (("code", "inconnu"), 400, "invalid_grant"),
        (("code", ""), 400, "invalid_request"),
        (("grant_type", "password"), 400, "unsupported_grant_type"),
        (("grant_type", ""), 400, "invalid_request"),
    ] {
        let answer = service.exchange(&code, &[change], "").await;
        assert_eq!(error(&answer), (status, expected.to_owned()), "{change:?}");
        assert_eq!(answer.header("www-authenticate").is_some(), status == 401);
    }
    let wrong = format!("{ROOT}/token?grant_type=authorization_code&code={code}");
    assert_eq!(
        send(&service.sandbox, &wrong, "").await.status,
        400,
        "a token is not asked for in an address"
    );
    assert_eq!(
        service.exchange(&code, &[], "").await.status,
        200,
        "no failed attempt uses the code"
    );
    let plain = service
        .code(
            SOLENN,
            &[("code_challenge", ""), ("code_challenge_method", "")],
        )
        .await;
    assert_eq!(
        error(&service.exchange(&plain, &[], "").await),
        (400, "invalid_grant".to_owned())
    );
    assert_eq!(
        service
            .exchange(&plain, &[("code_verifier", "")], "")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_service_may_show_its_secret_in_a_header() {
    let service = start().await;
    let code = service.code(SOLENN, &[]).await;
    let basic = |secret: &str| {
        let shown = base64::engine::general_purpose::STANDARD
            .encode(format!("france%2Dconnect%2Dtest:{secret}"));
        format!("Authorization: Basic {shown}\r\n")
    };
    let bare = [("client_id", ""), ("client_secret", "")];
    assert_eq!(
        service.exchange(&code, &bare, &basic("faux")).await.status,
        401
    );
    assert_eq!(
        service
            .exchange(&code, &bare, &basic("france-connect-secret"))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn codes_and_tokens_last_their_time_and_no_longer() {
    let service = start().await;
    let (early, late) = (
        service.code(SOLENN, &[]).await,
        service.code(SOLENN, &[]).await,
    );
    service.pass(29);
    let tokens = service.exchange(&early, &[], "").await.json();
    service.pass(1);
    assert_eq!(
        error(&service.exchange(&late, &[], "").await),
        (400, "invalid_grant".to_owned())
    );
    let access = tokens["access_token"].as_str().unwrap();
    service.pass(58);
    assert_eq!(service.userinfo(access).await.status, 200);
    assert_eq!(service.call(QF_FC, RECIPIENT, access).await.status, 200);
    service.pass(1);
    let over = service.userinfo(access).await;
    assert_eq!(
        (over.status, over.header("www-authenticate")),
        (401, Some("Bearer error=\"invalid_token\""))
    );
    assert_eq!(
        refused(&service.call(QF_FC, RECIPIENT, access).await),
        (401, vec!["51502".to_owned()])
    );
    assert_eq!(service.userinfo("inconnu").await.status, 401);
}

#[tokio::test]
async fn scopes_choose_what_is_told() {
    let service = start().await;
    let tokens = service
        .tokens(
            SOLENN,
            &[
                ("scope", "openid birth secret"),
                ("acr_values", "eidas3 eidas2"),
            ],
        )
        .await;
    assert_eq!(
        tokens["scope"], "openid birth",
        "a scope nobody knows is not granted"
    );
    let id = service.verified(tokens["id_token"].as_str().unwrap()).await;
    assert_eq!(id["acr"], "eidas2");
    let access = tokens["access_token"].as_str().unwrap();
    let person = service
        .verified(&service.userinfo(access).await.text())
        .await;
    assert_eq!(person["birthcountry"], "99100");
    assert!(person.get("family_name").is_none());
    let answer = service.call(QF_FC, RECIPIENT, access).await;
    assert_eq!(
        refused(&answer),
        (401, vec!["51503".to_owned()]),
        "the API needs the whole identity"
    );
}

#[tokio::test]
async fn the_provider_says_where_everything_is() {
    let service = start().await;
    let metadata = send(
        &service.sandbox,
        &format!("{ROOT}/.well-known/openid-configuration"),
        "",
    )
    .await
    .json();
    let issuer = service.sandbox.france_connect_issuer();
    assert_eq!(issuer, format!("{}{ROOT}", service.sandbox.base_url()));
    assert_eq!(metadata["issuer"], issuer);
    for (name, path) in [
        ("authorization_endpoint", "authorize"),
        ("token_endpoint", "token"),
        ("userinfo_endpoint", "userinfo"),
        ("jwks_uri", "jwks"),
        ("end_session_endpoint", "session/end"),
    ] {
        assert_eq!(metadata[name], format!("{issuer}/{path}"));
    }
    let scopes = metadata["scopes_supported"].as_array().unwrap();
    assert!(
        ["openid", "identite_pivot", "cnaf_quotient_familial"]
            .iter()
            .all(|scope| scopes.contains(&(*scope).into()))
    );
    let keys = send(&service.sandbox, &format!("{ROOT}/jwks"), "")
        .await
        .json();
    assert!(keys["keys"][0].get("d").is_none());
}

#[tokio::test]
async fn a_person_is_the_same_at_each_start_and_another_for_another_service() {
    let sub = async |client: &str| {
        let mut options = unhurried();
        options.france_connect.client_id = client.to_owned();
        let service = Service::start(options).await;
        let client = [("client_id", client)];
        let code = service.code(SOLENN, &client).await;
        let tokens = service.exchange(&code, &client, "").await.json();
        service.verified(tokens["id_token"].as_str().unwrap()).await["sub"].clone()
    };
    let first = sub("un-service").await;
    assert_eq!(first, sub("un-service").await);
    assert_ne!(first, sub("autre-service").await);
}
