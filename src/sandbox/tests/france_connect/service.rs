//! A service that sends people to FranceConnect, and looks at what comes back.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::ToSpan;
use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier};
use sandbox::{Clock, Options, Sandbox};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::support::{Answer, now, post, query, send, unhurried};

pub(crate) const ROOT: &str = "/franceconnect/api/v2";
pub(crate) const BACK: &str = "http://127.0.0.1:8787/retour?page=1";
pub(crate) const STATE: &str = "etat-de-vingt-deux-signes";
pub(crate) const NONCE: &str = "nonce-de-vingt-deux-signes";
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const SOLENN: &str = "KERMARREC-SOLENN";
pub(crate) const QF_FC: &str = "/v3/dss/quotient_familial/france_connect";

/// A service that sends people to FranceConnect.
pub(crate) struct Service {
    pub(crate) sandbox: Sandbox,
    /// How many seconds have passed.
    seconds: Arc<AtomicI64>,
}

impl Service {
    pub(crate) async fn start(options: Options) -> Self {
        let seconds = Arc::new(AtomicI64::new(0));
        let passed = Arc::clone(&seconds);
        let clock = Clock::new(move || now() + passed.load(Ordering::Relaxed).seconds());
        let sandbox = sandbox::start(Options { clock, ..options }).await.unwrap();
        Self { sandbox, seconds }
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    /// What is asked of the authorisation page, with these fields instead or besides.
    pub(crate) fn asked(changes: &[(&str, &str)]) -> String {
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

    pub(crate) async fn page(&self, asked: &str, headers: &str) -> Answer {
        send(&self.sandbox, &format!("{ROOT}/authorize?{asked}"), headers).await
    }

    /// Presses a button of the page, as a browser would: with what the page keeps in its form.
    pub(crate) async fn press(
        &self,
        asked: &str,
        headers: &str,
        name: &str,
        value: &str,
    ) -> Answer {
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
    pub(crate) async fn code(&self, person: &str, changes: &[(&str, &str)]) -> String {
        let back = self
            .press(&Self::asked(changes), "", "personne", person)
            .await;
        let told = told(&back);
        assert_eq!(told["state"], STATE);
        assert_eq!(told["iss"], self.sandbox.france_connect_issuer());
        told["code"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn exchange(
        &self,
        code: &str,
        changes: &[(&str, &str)],
        headers: &str,
    ) -> Answer {
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

    pub(crate) async fn tokens(&self, person: &str, changes: &[(&str, &str)]) -> Value {
        let code = self.code(person, changes).await;
        let answer = self.exchange(&code, &[], "").await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    /// An access token for a person and these scopes, besides the identity.
    pub(crate) async fn access(&self, person: &str, scopes: &str) -> String {
        let scope = format!("openid identite_pivot {scopes}");
        let tokens = self.tokens(person, &[("scope", &scope)]).await;
        tokens["access_token"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn call(&self, path: &str, parameters: &str, token: &str) -> Answer {
        let authorization = format!("Authorization: Bearer {token}\r\n");
        send(
            &self.sandbox,
            &format!("{path}?{parameters}"),
            &authorization,
        )
        .await
    }

    pub(crate) async fn userinfo(&self, token: &str) -> Answer {
        self.call(&format!("{ROOT}/userinfo"), "", token).await
    }

    /// The claims of a token, once its signature is that of the published key.
    pub(crate) async fn verified(&self, token: &str) -> Value {
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

pub(crate) fn decoded(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

/// The hidden fields of a form.
pub(crate) fn hidden(page: &str) -> Vec<(String, String)> {
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
pub(crate) fn told(answer: &Answer) -> Value {
    assert_eq!(answer.status, 303, "{}", answer.text());
    let location = answer.header("location").unwrap();
    let fields = location.strip_prefix(BACK).unwrap().trim_start_matches('&');
    let pairs = form_urlencoded::parse(fields.as_bytes());
    pairs
        .map(|(name, value)| (name.into_owned(), Value::from(value.into_owned())))
        .collect()
}

/// The name of the session that an answer gives, as a header line to send back.
pub(crate) fn cookie(answer: &Answer) -> String {
    let given = answer.header("set-cookie").unwrap();
    assert!(
        given.contains(&format!(
            "Path={ROOT}; Max-Age=1800; HttpOnly; SameSite=Lax"
        )),
        "{given}"
    );
    format!("Cookie: autre=1; {}\r\n", given.split(';').next().unwrap())
}

pub(crate) fn error(answer: &Answer) -> (u16, String) {
    (
        answer.status,
        answer.json()["error"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    )
}

pub(crate) fn refused(answer: &Answer) -> (u16, Vec<String>) {
    (answer.status, answer.codes())
}

pub(crate) async fn start() -> Service {
    Service::start(unhurried()).await
}
