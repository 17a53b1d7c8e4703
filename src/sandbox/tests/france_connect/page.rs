//! The person's part: the page, what is pressed there, the session.

use crate::{
    service::{BACK, ROOT, SOLENN, STATE, Service, cookie, start, told},
    support::{now, post, query, send},
};

#[tokio::test]
async fn the_page_lists_invented_people_and_runs_nothing() {
    let service = start().await;
    let page = service
        .page(
            &Service::asked(&[("state", "<script>alert(1)</script>\"'&")]),
            "",
        )
        .await;
    let text = page.text();
    assert!(text.contains(r#"<html lang="fr">"#) && text.contains("inventées"));
    assert!(!text.contains("<script"), "what comes in the query is text");
    assert!(
        page.header("content-security-policy")
            .unwrap()
            .starts_with("default-src 'none'")
    );
    assert_eq!(page.header("cache-control"), Some("no-store"));
    for id in [
        "personne-KERMARREC-SOLENN",
        "personne-OYELARAN-FOLASADE",
        "homonyme",
        "annuler",
        "panne",
    ] {
        assert_eq!(text.matches(&format!(r#"id="{id}""#)).count(), 1, "{id}");
    }
    let place = |name: &str| text.find(name).unwrap();
    assert!(
        place("KERMARREC-SOLENN") < place("LE-GALL-NOLWENN"),
        "families come first"
    );
    assert!(
        text.contains("KERMARREC Solenn Maëlle, née le 14/03/1987")
            && text.contains("CNAF &amp; MSA")
    );
    assert!(!text.contains("continuer"));
    let dates = text.matches("née le").count() + text.matches("né le").count();
    assert!(dates > 30, "{dates} people");
}

#[tokio::test]
async fn what_cannot_go_back_safely_stays_on_a_page() {
    let service = start().await;
    for change in [
        ("client_id", "autre"),
        ("redirect_uri", "https://ailleurs.example/"),
        ("redirect_uri", "http://localhost/#x"),
    ] {
        let answer = service.page(&Service::asked(&[change]), "").await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (400, None),
            "{change:?}"
        );
        assert!(answer.text().contains("Demande refusée"));
    }
}

#[tokio::test]
async fn any_other_mistake_goes_back_to_the_service() {
    let service = start().await;
    for (change, expected) in [
        (("response_type", "token"), "unsupported_response_type"),
        (("scope", "profile"), "invalid_scope"),
        (("nonce", "court"), "invalid_request"),
        (("acr_values", "eidas9"), "invalid_request"),
        (("code_challenge_method", "plain"), "invalid_request"),
        (("prompt", "none"), "login_required"),
    ] {
        let answer = service.page(&Service::asked(&[change]), "").await;
        let told = told(&answer);
        assert_eq!(
            (told["error"].as_str(), told["state"].as_str()),
            (Some(expected), Some(STATE)),
            "{change:?}"
        );
        assert_eq!(told["iss"], service.sandbox.france_connect_issuer());
        assert!(told["error_description"].as_str().unwrap().is_ascii());
    }
    let short = told(
        &service
            .page(&Service::asked(&[("state", "court")]), "")
            .await,
    );
    assert_eq!(
        (short["error"].as_str(), short["state"].as_str()),
        (Some("invalid_request"), Some("court"))
    );
}

#[tokio::test]
async fn a_person_may_refuse_be_unknown_or_meet_a_breakdown() {
    let service = start().await;
    for (name, value, error, description) in [
        ("action", "annuler", "access_denied", "User auth aborted"),
        (
            "action",
            "panne",
            "temporarily_unavailable",
            "FranceConnect",
        ),
        ("personne", "HOMONYME", "server_error", "Y010004"),
    ] {
        let told = told(&service.press(&Service::asked(&[]), "", name, value).await);
        assert_eq!(
            (told["error"].as_str(), told["state"].as_str()),
            (Some(error), Some(STATE))
        );
        assert!(
            told["error_description"]
                .as_str()
                .unwrap()
                .starts_with(description)
        );
        assert!(told.get("code").is_none());
    }
    let form = format!("{}&personne=PERSONNE", Service::asked(&[]));
    let answer = post(&service.sandbox, &format!("{ROOT}/authorize"), &form, "").await;
    assert_eq!(answer.status, 400);
    let answer = service
        .page(&format!("{}&personne={SOLENN}", Service::asked(&[])), "")
        .await;
    assert_eq!(answer.status, 200, "a link alone connects nobody");
}

#[tokio::test]
async fn a_browser_stays_connected_for_half_an_hour() {
    let service = start().await;
    let asked = Service::asked(&[]);
    let session = cookie(&service.press(&asked, "", "personne", SOLENN).await);
    service.pass(600);
    let page = service.page(&asked, &session).await.text();
    let first = page.find("<button").unwrap();
    assert!(
        page[first..].starts_with(&format!(
            r#"<button name="personne" value="{SOLENN}" id="continuer">"#
        )),
        "{page}"
    );
    let again = service.press(&asked, &session, "personne", SOLENN).await;
    assert!(again.header("set-cookie").is_none());
    let code = told(&again)["code"].as_str().unwrap().to_owned();
    let tokens = service.exchange(&code, &[], "").await.json();
    let id = service.verified(tokens["id_token"].as_str().unwrap()).await;
    assert_eq!(
        (&id["auth_time"], &id["iat"]),
        (&now().as_second().into(), &(now().as_second() + 600).into())
    );
    let fresh = service
        .page(&Service::asked(&[("prompt", "login")]), &session)
        .await
        .text();
    assert!(!fresh.contains("continuer"));
    service.pass(1200);
    assert!(
        !service
            .page(&asked, &session)
            .await
            .text()
            .contains("continuer")
    );
}

#[tokio::test]
async fn a_person_leaves_and_goes_back_where_they_came_from() {
    let service = start().await;
    let asked = Service::asked(&[]);
    let back = service.press(&asked, "", "personne", SOLENN).await;
    let session = cookie(&back);
    let code = told(&back)["code"].as_str().unwrap().to_owned();
    let hint = service.exchange(&code, &[], "").await.json()["id_token"]
        .as_str()
        .unwrap()
        .to_owned();
    let end = format!("{ROOT}/session/end");
    for (fields, reason) in [
        (query([("post_logout_redirect_uri", BACK)]), "no hint"),
        (query([("id_token_hint", &hint[1..])]), "another's hint"),
        (
            query([
                ("id_token_hint", hint.as_str()),
                ("post_logout_redirect_uri", "https://ailleurs.example/"),
            ]),
            "another's address",
        ),
    ] {
        assert_eq!(
            send(&service.sandbox, &format!("{end}?{fields}"), &session)
                .await
                .status,
            400,
            "{reason}"
        );
    }
    assert!(
        service
            .page(&asked, &session)
            .await
            .text()
            .contains("continuer")
    );
    // An ID token over for long is a hint all the same.
    service.pass(900);
    let fields = query([
        ("id_token_hint", hint.as_str()),
        ("state", STATE),
        ("post_logout_redirect_uri", BACK),
    ]);
    let left = post(&service.sandbox, &end, &fields, &session).await;
    assert_eq!(told(&left), serde_json::json!({ "state": STATE }));
    assert!(left.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert!(
        !service
            .page(&asked, &session)
            .await
            .text()
            .contains("continuer")
    );
    let nowhere = send(
        &service.sandbox,
        &format!("{end}?{}", query([("id_token_hint", hint.as_str())])),
        "",
    )
    .await;
    assert!(nowhere.status == 200 && nowhere.text().contains("déconnecté"));
}
