//! FranceConnect from the first page to the data, over real sockets.

#![allow(clippy::unwrap_used, reason = "a test stops where it is surprised")]

mod support;

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::ToSpan;
use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier};
use sandbox::{Clock, Fault, Options, Sandbox};
use serde_json::Value;
use sha2::{Digest, Sha256};
use support::{Answer, QF, RECIPIENT, get, now, post, query, send, unhurried};

const ROOT: &str = "/franceconnect/api/v2";
const BACK: &str = "http://127.0.0.1:8787/retour?page=1";
const STATE: &str = "etat-de-vingt-deux-signes";
const NONCE: &str = "nonce-de-vingt-deux-signes";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const SOLENN: &str = "KERMARREC-SOLENN";
const QF_FC: &str = "/v3/dss/quotient_familial/france_connect";

/// A service that sends people to FranceConnect.
struct Service {
    sandbox: Sandbox,
    /// How many seconds have passed.
    seconds: Arc<AtomicI64>,
}

impl Service {
    async fn start(options: Options) -> Self {
        let seconds = Arc::new(AtomicI64::new(0));
        let passed = Arc::clone(&seconds);
        let clock = Clock::new(move || now() + passed.load(Ordering::Relaxed).seconds());
        let sandbox = sandbox::start(Options { clock, ..options }).await.unwrap();
        Self { sandbox, seconds }
    }

    fn pass(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    /// What is asked of the authorisation page, with these fields instead or besides.
    fn asked(changes: &[(&str, &str)]) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        let mut fields = vec![
            ("client_id", "france-connect-test"),
            ("redirect_uri", BACK),
            ("response_type", "code"),
            (
                "scope",
                "openid identite_pivot cnaf_quotient_familial cnaf_enfants mesri_admissions mesri_identite",
            ),
            ("state", STATE),
            ("nonce", NONCE),
            ("acr_values", "eidas1"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.push((name, value));
        }
        query(fields)
    }

    async fn page(&self, asked: &str, headers: &str) -> Answer {
        send(&self.sandbox, &format!("{ROOT}/authorize?{asked}"), headers).await
    }

    /// Presses a button of the page, as a browser would: with what the page keeps in its form.
    async fn press(&self, asked: &str, headers: &str, name: &str, value: &str) -> Answer {
        let page = self.page(asked, headers).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let text = page.text();
        assert!(
            text.contains(&format!(r#"<button name="{name}" value="{value}""#)),
            "{value}"
        );
        let mut kept = hidden(&text);
        kept.push((name.to_owned(), value.to_owned()));
        let form = query(
            kept.iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        );
        post(&self.sandbox, &format!("{ROOT}/authorize"), &form, headers).await
    }

    /// The code for a person.
    async fn code(&self, person: &str, changes: &[(&str, &str)]) -> String {
        let back = self
            .press(&Self::asked(changes), "", "personne", person)
            .await;
        let told = told(&back);
        assert_eq!(told["state"], STATE);
        assert_eq!(told["iss"], self.sandbox.france_connect_issuer());
        told["code"].as_str().unwrap().to_owned()
    }

    async fn exchange(&self, code: &str, changes: &[(&str, &str)], headers: &str) -> Answer {
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", BACK),
            ("code_verifier", VERIFIER),
            ("client_id", "france-connect-test"),
            ("client_secret", "france-connect-secret"),
        ];
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.push((name, value));
        }
        post(
            &self.sandbox,
            &format!("{ROOT}/token"),
            &query(fields),
            headers,
        )
        .await
    }

    async fn tokens(&self, person: &str, changes: &[(&str, &str)]) -> Value {
        let code = self.code(person, changes).await;
        let answer = self.exchange(&code, &[], "").await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    /// An access token for a person and these scopes, besides the identity.
    async fn access(&self, person: &str, scopes: &str) -> String {
        let scope = format!("openid identite_pivot {scopes}");
        let tokens = self.tokens(person, &[("scope", &scope)]).await;
        tokens["access_token"].as_str().unwrap().to_owned()
    }

    async fn call(&self, path: &str, parameters: &str, token: &str) -> Answer {
        let authorization = format!("Authorization: Bearer {token}\r\n");
        send(
            &self.sandbox,
            &format!("{path}?{parameters}"),
            &authorization,
        )
        .await
    }

    async fn userinfo(&self, token: &str) -> Answer {
        self.call(&format!("{ROOT}/userinfo"), "", token).await
    }

    /// The claims of a token, once its signature is that of the published key.
    async fn verified(&self, token: &str) -> Value {
        let keys = send(&self.sandbox, &format!("{ROOT}/jwks"), "")
            .await
            .json();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let (header, claims) = signed.split_once('.').unwrap();
        let header: Value = serde_json::from_slice(&decoded(header)).unwrap();
        let key = &keys["keys"][0];
        assert_eq!(
            (&header["alg"], &header["kid"]),
            (&"ES256".into(), &key["kid"])
        );
        let coordinate = |name: &str| decoded(key[name].as_str().unwrap());
        let point = [&[4], coordinate("x").as_slice(), &coordinate("y")].concat();
        let verifying = VerifyingKey::from_sec1_bytes(&point).unwrap();
        let signature = Signature::from_slice(&decoded(signature)).unwrap();
        verifying.verify(signed.as_bytes(), &signature).unwrap();
        serde_json::from_slice(&decoded(claims)).unwrap()
    }
}

fn decoded(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

/// The hidden fields of a form.
fn hidden(page: &str) -> Vec<(String, String)> {
    let inputs = page.split(r#"<input type="hidden" name=""#).skip(1);
    let plain = |text: &str| {
        text.replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
    };
    inputs
        .map(|input| {
            let mut parts = input.split('"');
            let name = parts.next().unwrap();
            (plain(name), plain(parts.nth(1).unwrap()))
        })
        .collect()
}

/// What goes back with the browser.
fn told(answer: &Answer) -> Value {
    assert_eq!(answer.status, 303, "{}", answer.text());
    let location = answer.header("location").unwrap();
    let fields = location.strip_prefix(BACK).unwrap().trim_start_matches('&');
    let pairs = form_urlencoded::parse(fields.as_bytes());
    pairs
        .map(|(name, value)| (name.into_owned(), Value::from(value.into_owned())))
        .collect()
}

/// The name of the session that an answer gives, as a header line to send back.
fn cookie(answer: &Answer) -> String {
    let given = answer.header("set-cookie").unwrap();
    assert!(
        given.contains(&format!(
            "Path={ROOT}; Max-Age=1800; HttpOnly; SameSite=Lax"
        )),
        "{given}"
    );
    format!("Cookie: autre=1; {}\r\n", given.split(';').next().unwrap())
}

fn error(answer: &Answer) -> (u16, String) {
    (
        answer.status,
        answer.json()["error"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    )
}

fn refused(answer: &Answer) -> (u16, Vec<String>) {
    (answer.status, answer.codes())
}

async fn start() -> Service {
    Service::start(unhurried()).await
}

#[tokio::test]
async fn a_person_connects_and_the_api_answers_about_them() {
    let service = start().await;
    let tokens = service.tokens(SOLENN, &[]).await;
    assert_eq!(
        (tokens["token_type"].as_str(), tokens["expires_in"].as_u64()),
        (Some("Bearer"), Some(60))
    );
    let access = tokens["access_token"].as_str().unwrap();
    let id = service.verified(tokens["id_token"].as_str().unwrap()).await;
    assert_eq!(id["iss"], service.sandbox.france_connect_issuer());
    assert_eq!(
        (&id["aud"], &id["nonce"], &id["acr"]),
        (
            &"france-connect-test".into(),
            &NONCE.into(),
            &"eidas1".into()
        )
    );
    let at = now().as_second();
    assert_eq!(
        [&id["iat"], &id["auth_time"], &id["exp"]],
        [at, at, at + 60]
    );
    let half = &Sha256::digest(access)[..16];
    assert_eq!(id["at_hash"], URL_SAFE_NO_PAD.encode(half));
    let answer = service.userinfo(access).await;
    assert_eq!(answer.header("content-type"), Some("application/jwt"));
    let person = service.verified(&answer.text()).await;
    assert_eq!(person["sub"], id["sub"]);
    assert_eq!(
        person["given_name_array"],
        serde_json::json!(["Solenn", "Maëlle"])
    );
    assert_eq!(
        (&person["family_name"], &person["birthdate"]),
        (&"KERMARREC".into(), &"1987-03-14".into())
    );
    assert_eq!(
        (&person["birthplace"], &person["birthcountry"]),
        (&"29019".into(), &"99100".into())
    );
    let data = service.call(QF_FC, RECIPIENT, access).await.json()["data"].clone();
    assert_eq!(data["quotient_familial"]["valeur"], 845);
    let keys: Vec<_> = data.as_object().unwrap().keys().cloned().collect();
    assert_eq!(
        keys,
        ["enfants", "quotient_familial"],
        "the scopes that were not asked for hide"
    );
}

#[tokio::test]
async fn a_call_on_behalf_of_a_person_is_told_from_the_others() {
    let service = start().await;
    let access = service.access(SOLENN, "cnaf_enfants").await;
    service.call(QF_FC, RECIPIENT, &access).await;
    get(&service.sandbox, QF, RECIPIENT).await;
    let calls = service.sandbox.calls();
    assert_eq!((calls[0].path.as_str(), calls[0].status), (QF_FC, 200));
    assert_eq!(
        (calls[0].person.as_deref(), calls[0].token),
        (Some(SOLENN), None)
    );
    assert_eq!(
        (calls[1].person.as_deref(), calls[1].token),
        (None, Some(0))
    );
    let kept = calls[0]
        .parameters
        .iter()
        .flat_map(|(name, values)| values.iter().chain([name]));
    assert!(kept.into_iter().all(|text| !text.contains(&access)));
}

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
async fn the_api_refuses_with_its_own_codes() {
    let service = start().await;
    let mixed = service.access(SOLENN, "cnaf_enfants").await;
    let without = send(&service.sandbox, QF_FC, "").await;
    assert_eq!(refused(&without), (401, vec!["51504".to_owned()]));
    for (path, parameters, token, status, code) in [
        (QF_FC, RECIPIENT, "pas un jeton", 401, "51501"),
        (QF_FC, RECIPIENT, "test-token", 401, "51502"),
        (
            "/v3/mesri/statut_etudiant/france_connect",
            RECIPIENT,
            &mixed,
            403,
            "00100",
        ),
        (QF_FC, "", &mixed, 422, "00203"),
        (QF_FC, "recipient=1", &mixed, 422, "00210"),
        (
            QF_FC,
            "recipient=13002526500013&annee=2031",
            &mixed,
            422,
            "00353",
        ),
        (
            QF_FC,
            "recipient=13002526500013&annee=2026&mois=1",
            &mixed,
            404,
            "35003",
        ),
    ] {
        let answer = service.call(path, parameters, token).await;
        assert_eq!(
            refused(&answer),
            (status, vec![code.to_owned()]),
            "{path}?{parameters}"
        );
    }
    let with_identity = service
        .call(QF_FC, &format!("{RECIPIENT}&nomNaissance=FAUGERON"), &mixed)
        .await;
    assert_eq!(
        with_identity.json()["data"]["enfants"]
            .as_array()
            .map(Vec::len),
        Some(2),
        "the token alone says who"
    );
}

#[tokio::test]
async fn students_are_answered_without_the_identity_they_brought() {
    let service = start().await;
    let scopes =
        "mesri_identite mesri_admissions cnous_identite cnous_echelon_bourse cnous_statut_boursier";
    let access = service.access("LE-GALL-NOLWENN", scopes).await;
    let status = service
        .call(
            "/v3/mesri/statut_etudiant/france_connect",
            RECIPIENT,
            &access,
        )
        .await
        .json();
    assert!(
        status["data"]["admissions"][0]["date_debut"].is_string(),
        "{status}"
    );
    assert!(status["data"].get("identite").is_none());
    let grant = async |version: u8, more: &str| {
        let path = format!("/v{version}/cnous/etudiant_boursier/france_connect");
        service
            .call(&path, &format!("{RECIPIENT}{more}"), &access)
            .await
            .json()["data"]
            .clone()
    };
    assert_eq!(grant(4, "").await["echelon_bourse"]["echelon"], "4");
    assert_eq!(
        grant(5, "&campaignYear=2023").await["echelon_bourse"]["echelon"],
        "6"
    );
    assert!(grant(3, "").await.get("identite").is_none());
    let before = format!("{RECIPIENT}&campaignYear=2020");
    let wrong = service
        .call(
            "/v5/cnous/etudiant_boursier/france_connect",
            &before,
            &access,
        )
        .await;
    assert_eq!(refused(&wrong), (422, vec!["00368".to_owned()]));
}

#[tokio::test]
async fn a_birth_abroad_is_found_by_its_country() {
    let service = start().await;
    let access = service
        .access(
            "PEREIRA-LOBO-MARIANA",
            "mesri_admissions dsnj_statut_service_national",
        )
        .await;
    let person = service
        .verified(&service.userinfo(&access).await.text())
        .await;
    assert_eq!(
        (
            person["birthplace"].as_str(),
            person["birthcountry"].as_str()
        ),
        (Some(""), Some("99139"))
    );
    for path in [
        "/v3/mesri/statut_etudiant/france_connect",
        "/v3/dsnj/service_national/france_connect",
    ] {
        assert_eq!(
            service.call(path, RECIPIENT, &access).await.status,
            200,
            "{path}"
        );
    }
}

#[tokio::test]
async fn who_has_no_file_is_not_found() {
    let service = start().await;
    let access = service
        .access("VASSELIN-CORENTIN", "cnaf_enfants revenu_solidarite_active")
        .await;
    let answer = service.call(QF_FC, RECIPIENT, &access).await;
    assert_eq!(refused(&answer), (404, vec!["35003".to_owned()]));
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

#[tokio::test]
async fn a_person_s_calls_are_counted_apart_and_faults_take_them_too() {
    let service = start().await;
    let (solenn, ines) = (
        service.access(SOLENN, "cnaf_enfants").await,
        service.access("FAUGERON-INES", "cnaf_enfants").await,
    );
    for remaining in (0..20).rev() {
        let answer = service.call(QF_FC, RECIPIENT, &solenn).await;
        assert_eq!(
            answer.header("ratelimit-remaining"),
            Some(remaining.to_string().as_str())
        );
    }
    assert_eq!(
        refused(&service.call(QF_FC, RECIPIENT, &solenn).await),
        (429, vec!["00429".to_owned()])
    );
    assert_eq!(service.call(QF_FC, RECIPIENT, &ines).await.status, 200);
    let down = Service::start(Options {
        fault: Some(Fault::WrongShape),
        ..unhurried()
    })
    .await;
    let data = down.call(QF_FC, RECIPIENT, "x").await.json()["data"].clone();
    assert!(data["quotient_familial"]["valeur"].is_string(), "{data}");
}

#[tokio::test]
async fn a_folder_s_own_cases_come_first() {
    let folder = tempfile::tempdir().unwrap();
    let write = |operation: &str, file: &str, params: &str, data: &str| {
        let path = folder
            .path()
            .join(format!("api_particulier_v3_{operation}"));
        fs::create_dir_all(&path).unwrap();
        let text = format!(
            "description: x\nparams: {{{params}}}\nstatus: 200\npayload: '{{\"data\": {data}}}'\n"
        );
        fs::write(path.join(file), text).unwrap();
    };
    let angela = "nomNaissance: DUBOIS, prenoms: [Angela, Claire], anneeDateNaissance: 1962, moisDateNaissance: 8, jourDateNaissance: 24, \
        sexeEtatCivil: F, codeInseeLieuDeNaissance: '75107'";
    write(
        "cnav_prime_activite_with_civility",
        "a.yaml",
        angela,
        r#"{"est_beneficiaire": false}"#,
    );
    write(
        "cnav_prime_activite_with_france_connect",
        "a.yaml",
        angela,
        r#"{"est_beneficiaire": true}"#,
    );
    let vehicle =
        r#"{"statut_rattachement": "titulaire", "adresse_particulier": {"pays": "FRANCE"}}"#;
    write(
        "ants_extrait_immatriculation_vehicule_with_france_connect",
        "a.yaml",
        "immatriculation: AB-123-CD",
        vehicle,
    );
    let service = Service::start(Options {
        cases: Some(folder.path().to_owned()),
        ..unhurried()
    })
    .await;
    let access = service
        .access(
            "DUBOIS-ANGELA",
            "prime_activite ants_extrait_immatriculation_vehicule_statut_rattachement",
        )
        .await;
    let data = async |path: &str, more: &str| {
        let answer = service
            .call(path, &format!("{RECIPIENT}{more}"), &access)
            .await;
        (answer.status, answer.json()["data"].clone())
    };
    let prime = data("/v3/dss/prime_activite/france_connect", "").await;
    assert_eq!(
        prime,
        (200, serde_json::json!({ "est_beneficiaire": true }))
    );
    let plate = "/v3/ants/extrait_immatriculation_vehicule/france_connect";
    assert_eq!(
        data(plate, "&immatriculation=ab-123-cd").await.1,
        serde_json::json!({ "statut_rattachement": "titulaire" })
    );
    assert_eq!(data(plate, "&immatriculation=XX").await.0, 404);
    assert_eq!(data(plate, "").await.0, 422);
    assert_eq!(
        service
            .sandbox
            .warnings()
            .iter()
            .filter(|line| line.contains("france_connect"))
            .count(),
        0
    );
}
