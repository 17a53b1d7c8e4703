//! The verifiers that the documentation shows, in five languages: they accept what is honest, and nothing that is hostile.

#![expect(clippy::unwrap_used, reason = "a test")]

use sandbox::Options;
use tests::tokens::{SealingKeys, audience, part};
use tests::verifiers::{LANGUAGES, Language, Question};
use tests::{Rig, couple, http};

const RELAY: &str = "https://relay.exemple.fr";

/// What honest relays said, to be asked about in every language.
struct Said {
    keys: SealingKeys,
    jwks: String,
    honest: String,
    envelope: String,
}

async fn said() -> Said {
    let keys = SealingKeys::default();
    let open = Rig::with_config(&keys.open_config(), Options::default()).await;
    let sealed = Rig::with_config(&keys.config(), Options::default()).await;
    let jwks = http()
        .get(format!("{}/.well-known/jwks.json", open.base))
        .send();
    let jwks = jwks.await.unwrap().text().await.unwrap();
    let text = |body: &serde_json::Value, name: &str| body[name].as_str().unwrap().to_owned();
    let honest = text(&open.prefill("cantine", couple()).await.body, "attestation");
    let envelope = text(&sealed.prefill("cantine", couple()).await.body, "sealed");
    Said {
        keys,
        jwks,
        honest,
        envelope,
    }
}

/// Puts every question to one language.
fn is_right(language: Language, said: &Said) {
    let hostile = said.keys.hostile(&said.honest);
    let values = part(&said.honest, 1)["sources"][0]["values"].clone();
    let quotient = values["quotient_familial.valeur"].to_string();
    let private = said.keys.private();
    let other = SealingKeys::default().forged(&said.honest);
    let forged = said.keys.forged("a.b.c");
    let altered: Vec<_> = (0..5)
        .filter(|rank| *rank != 1)
        .map(|rank| with_altered_part(&said.envelope, rank))
        .collect();
    let short_tag = &said.envelope[..said.envelope.len() - 4];
    let mut sealed = vec![
        said.envelope.as_str(),
        &forged,
        &other,
        short_tag,
        "",
        "a.b.c.d.e",
    ];
    sealed.extend(altered.iter().map(String::as_str));
    let mut tokens = vec![said.honest.as_str()];
    tokens.extend(hostile.iter().map(|(_, token)| token.as_str()));
    let sent = vec![
        ("quotient_familial.valeur", format!(" {quotient} ")),
        (
            "enfants[0].prenoms",
            values["enfants[0].prenoms"].as_str().unwrap().to_owned(),
        ),
        ("adresse.code_postal", "75001".to_owned()),
        ("inconnu", quotient.clone()),
        ("constructor", String::new()),
    ];
    let question = Question {
        jwks: &said.jwks,
        relay: RELAY,
        siret: audience(),
        form: "cantine",
        private: &private,
        honest: &said.honest,
        tokens,
        sealed,
        sent,
    };
    let verdicts = language.ask(&question);
    assert!(verdicts.accepted[0], "{}: the honest one", language.name);
    for ((what, _), accepted) in hostile.iter().zip(&verdicts.accepted[1..]) {
        assert!(!accepted, "{}: {what}", language.name);
    }
    assert_eq!(verdicts.accepted.len(), hostile.len() + 1);
    assert_eq!(
        verdicts.certified,
        [true, true, false, false, false],
        "{}",
        language.name
    );
    // What is inside an envelope is an attestation like another; what anyone may have sealed is none.
    let inside = verdicts.opened[0].as_deref().unwrap();
    assert_eq!(verdicts.opened[1].as_deref(), Some("a.b.c"));
    assert!(
        verdicts.opened[2..].iter().all(Option::is_none),
        "{}: {:?}",
        language.name,
        verdicts.opened
    );
    let tokens = vec![inside, "a.b.c"];
    let again = language.ask(&Question {
        tokens,
        sealed: vec![],
        sent: vec![],
        ..question
    });
    assert_eq!(again.accepted, [true, false], "{}", language.name);
}

fn with_altered_part(envelope: &str, rank: usize) -> String {
    let mut parts: Vec<_> = envelope.split('.').map(str::to_owned).collect();
    let other = if parts[rank].starts_with('A') {
        "B"
    } else {
        "A"
    };
    parts[rank].replace_range(..1, other);
    parts.join(".")
}

#[tokio::test]
async fn each_language_tells_the_honest_from_the_hostile() {
    let said = said().await;
    for language in LANGUAGES {
        is_right(language, &said);
    }
}
