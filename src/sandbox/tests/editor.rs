//! What a software editor's calls must show: a delegation, an agent, the proof of a key.

#![allow(clippy::unwrap_used, reason = "a test stops where it is surprised")]

mod support;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::{
    SecretKey,
    ecdsa::{Signature, SigningKey, signature::Signer},
    elliptic_curve::{Generate, sec1::ToSec1Point},
};
use sandbox::{Options, Sandbox};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use support::{Answer, RECIPIENT, STATUT, get, now, send, still};

const DELEGATION: &str = "6f1c2b9e-0d3a-4c47-9f0e-2a5b8c7d1e34";
const KNOWN: &str = "recipient=13002526500013&identifiant=karim.ouazzar31";
const TOKEN: &str = "Authorization: Bearer test-token\r\n";

fn refused(answer: &Answer) -> (u16, Vec<String>) {
    (answer.status, answer.codes())
}

// Delegations and agents.

#[tokio::test]
async fn an_editor_names_a_delegation_it_has() {
    let delegations = vec![DELEGATION.to_owned()];
    let sandbox = sandbox::start(Options {
        delegations,
        ..still()
    })
    .await
    .unwrap();
    let asked =
        async |delegation: &str| get(&sandbox, STATUT, &format!("{KNOWN}{delegation}")).await;
    for known in [DELEGATION.to_owned(), DELEGATION.to_uppercase()] {
        assert_eq!(asked(&format!("&delegation_id={known}")).await.status, 200);
    }
    for other in [
        "",
        "&delegation_id=",
        "&delegation_id=6f1c2b9e-0d3a-4c47-9f0e-2a5b8c7d1e35",
    ] {
        assert_eq!(
            refused(&asked(other).await),
            (403, vec!["00213".to_owned()]),
            "{other}"
        );
    }
    let no_town = get(&sandbox, STATUT, "identifiant=x").await;
    assert_eq!(
        refused(&no_town),
        (422, vec!["00203".to_owned()]),
        "the town comes first"
    );
    let town_s_own = "Authorization: Bearer scopes:pole_emploi_identite\r\n";
    assert_eq!(
        send(&sandbox, &format!("{STATUT}?{KNOWN}"), town_s_own)
            .await
            .status,
        200
    );
    let first_generation = "/api/v2/situations-pole-emploi?identifiant=karim.ouazzar31";
    assert_eq!(
        send(&sandbox, first_generation, "X-Api-Key: test-token\r\n")
            .await
            .status,
        200
    );
    let calls = sandbox.calls();
    assert_eq!(calls[0].parameters["delegation_id"], [DELEGATION]);
    assert_eq!((calls[2].status, calls[2].token), (403, Some(0)));
}

#[tokio::test]
async fn without_delegations_the_parameter_is_ignored() {
    let sandbox = sandbox::start(still()).await.unwrap();
    assert_eq!(
        get(&sandbox, STATUT, &format!("{KNOWN}&delegation_id=x"))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn the_agent_is_kept_as_named() {
    let agent_header = Some("x-agent-id".parse().unwrap());
    let sandbox = sandbox::start(Options {
        agent_header,
        ..still()
    })
    .await
    .unwrap();
    send(
        &sandbox,
        &format!("{STATUT}?{KNOWN}"),
        &format!("{TOKEN}X-Agent-Id: agent-7\r\n"),
    )
    .await;
    get(&sandbox, STATUT, RECIPIENT).await;
    let agents: Vec<_> = sandbox.calls().into_iter().map(|call| call.agent).collect();
    assert_eq!(agents, [Some("agent-7".to_owned()), None]);
}

// The proof of a key.

struct Holder(SecretKey);

impl Holder {
    fn jwk(&self) -> Value {
        let point = self.0.public_key().to_sec1_point(false);
        let (x, y) = point.as_bytes()[1..].split_at(32);
        json!({ "kty": "EC", "crv": "P-256", "x": encode(x), "y": encode(y) })
    }

    fn thumbprint(&self) -> String {
        let jwk = self.jwk();
        let (x, y) = (jwk["x"].as_str().unwrap(), jwk["y"].as_str().unwrap());
        encode(Sha256::digest(format!(
            r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#
        )))
    }

    /// A right proof of a call, with these members of its header and its claims changed.
    fn proof(&self, header: &Value, claims: &Value) -> String {
        let mut head = json!({ "typ": "dpop+jwt", "alg": "ES256", "jwk": self.jwk() });
        let htu = format!("http://localhost{STATUT}");
        let ath = encode(Sha256::digest("test-token"));
        let jti = encode(SecretKey::generate().to_bytes());
        let mut said =
            json!({ "htm": "GET", "htu": htu, "iat": now().as_second(), "jti": jti, "ath": ath });
        for (of, changes) in [(&mut head, header), (&mut said, claims)] {
            let all = of.as_object_mut().unwrap();
            all.extend(changes.as_object().unwrap().clone());
            all.retain(|_, value| !value.is_null());
        }
        let signed = format!("{}.{}", encode(head.to_string()), encode(said.to_string()));
        let signature: Signature = SigningKey::from(&self.0).sign(signed.as_bytes());
        format!("{signed}.{}", encode(signature.to_bytes()))
    }
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

async fn pinned() -> (Holder, Sandbox) {
    let holder = Holder(SecretKey::generate());
    let dpop = Some(holder.thumbprint());
    let sandbox = sandbox::start(Options {
        dpop,
        limit_rate: false,
        ..still()
    })
    .await
    .unwrap();
    (holder, sandbox)
}

async fn call(sandbox: &Sandbox, proof: &str) -> (u16, Vec<String>) {
    let headers = format!("{TOKEN}DPoP: {proof}\r\n");
    refused(&send(sandbox, &format!("{STATUT}?{KNOWN}"), &headers).await)
}

fn no() -> (u16, Vec<String>) {
    (403, vec!["00110".to_owned()])
}

#[tokio::test]
async fn a_right_proof_serves_once() {
    let (holder, sandbox) = pinned().await;
    let proof = holder.proof(&json!({}), &json!({}));
    assert_eq!(call(&sandbox, &proof).await.0, 200);
    assert_eq!(call(&sandbox, &proof).await, no());
    let edge = holder.proof(&json!({}), &json!({ "iat": now().as_second() - 60 }));
    assert_eq!(call(&sandbox, &edge).await.0, 200);
}

#[tokio::test]
async fn each_part_of_a_proof_is_checked() {
    let (holder, sandbox) = pinned().await;
    let at = now().as_second();
    for claims in [
        json!({ "htm": "POST" }),
        json!({ "htm": null }),
        json!({ "htu": format!("http://localhost{STATUT}?{KNOWN}") }),
        json!({ "htu": format!("http://localhost{STATUT}/") }),
        json!({ "htu": format!("https://localhost{STATUT}") }),
        json!({ "htu": format!("http://ailleurs{STATUT}") }),
        json!({ "htu": null }),
        json!({ "iat": at - 61 }),
        json!({ "iat": at + 61 }),
        json!({ "iat": null }),
        json!({ "jti": null }),
        json!({ "jti": "" }),
        json!({ "ath": encode(Sha256::digest("other-token")) }),
        json!({ "ath": null }),
    ] {
        let proof = holder.proof(&json!({}), &claims);
        assert_eq!(call(&sandbox, &proof).await, no(), "{claims}");
    }
    let private = json!({ "d": encode(holder.0.to_bytes()) });
    let mut shown = holder.jwk();
    shown
        .as_object_mut()
        .unwrap()
        .extend(private.as_object().unwrap().clone());
    let other = Holder(SecretKey::generate());
    for header in [
        json!({ "typ": "JWT" }),
        json!({ "typ": null }),
        json!({ "alg": "none" }),
        json!({ "alg": "HS256" }),
        json!({ "jwk": null }),
        json!({ "jwk": shown }),
        json!({ "jwk": other.jwk() }),
    ] {
        let proof = holder.proof(&header, &json!({}));
        assert_eq!(call(&sandbox, &proof).await, no(), "{header}");
    }
    assert_eq!(
        call(&sandbox, &other.proof(&json!({}), &json!({}))).await,
        no(),
        "another's key"
    );
    let forged = other.proof(&json!({ "jwk": holder.jwk() }), &json!({}));
    assert_eq!(call(&sandbox, &forged).await, no(), "another's signature");
}

#[tokio::test]
async fn a_call_has_one_proof_and_a_token_first() {
    let (holder, sandbox) = pinned().await;
    let target = format!("{STATUT}?{KNOWN}");
    let proof = || holder.proof(&json!({}), &json!({}));
    for (headers, status, code) in [
        (TOKEN.to_owned(), 403, "00110"),
        (
            format!("{TOKEN}DPoP: {}\r\nDPoP: {}\r\n", proof(), proof()),
            403,
            "00110",
        ),
        (format!("{TOKEN}DPoP: a.b.c\r\n"), 403, "00110"),
        (format!("DPoP: {}\r\n", proof()), 401, "00101"),
        (
            format!(
                "Authorization: Bearer expired-token\r\nDPoP: {}\r\n",
                proof()
            ),
            401,
            "00103",
        ),
    ] {
        let answer = send(&sandbox, &target, &headers).await;
        assert_eq!(
            refused(&answer),
            (status, vec![code.to_owned()]),
            "{headers}"
        );
    }
    let first_generation = "/api/v2/situations-pole-emploi?identifiant=karim.ouazzar31";
    assert_eq!(
        send(&sandbox, first_generation, "X-Api-Key: test-token\r\n")
            .await
            .status,
        200
    );
}
