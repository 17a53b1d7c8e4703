//! The identity that FranceConnect signs. The library beneath reads signed identities of one algorithm alone, which is not
//! FranceConnect's: what surrounds the signature is checked here, the signature by the library's own keys.

use model::identite::{Draft, DraftDate, Sexe};
use openidconnect::JsonWebKey;
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use serde::Deserialize;

use crate::jose;

/// Whose statement it must be, for whom, and about whom.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) audience: &'a str,
    pub(super) subject: &'a str,
}

/// The identity, as it is signed.
#[derive(Deserialize)]
pub(super) struct Userinfo {
    iss: String,
    aud: Audience,
    sub: String,
    #[serde(default)]
    family_name: String,
    #[serde(default)]
    preferred_username: String,
    #[serde(default)]
    given_name: String,
    /// The first names, one by one.
    #[serde(default)]
    given_name_array: Vec<String>,
    #[serde(default)]
    birthdate: String,
    #[serde(default)]
    gender: String,
}

/// One audience, or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
struct Header {
    alg: CoreJwsSigningAlgorithm,
    #[serde(default)]
    kid: Option<String>,
}

/// Reads an identity, when one of `keys` has signed it with one of these algorithms and it is what is expected (OpenID Connect
/// Core 1.0, section 5.3.4).
pub(super) fn read(
    token: &str,
    keys: &CoreJsonWebKeySet,
    algorithms: &[CoreJwsSigningAlgorithm],
    expected: &Expected<'_>,
) -> Option<Userinfo> {
    let (signed, signature) = token.trim().rsplit_once('.')?;
    let (header, payload) = signed.split_once('.')?;
    let header: Header = serde_json::from_slice(&jose::decode(header)?).ok()?;
    let signature = jose::decode(signature)?;
    let is_named = |kid: Option<&str>| header.kid.is_none() || header.kid.as_deref() == kid;
    let mut keys = keys.keys().iter();
    let is_signed = algorithms.contains(&header.alg)
        && keys.any(|key| {
            is_named(key.key_id().map(|kid| kid.as_str()))
                && key
                    .verify_signature(&header.alg, signed.as_bytes(), &signature)
                    .is_ok()
        });
    let payload = jose::decode(payload).filter(|_| is_signed)?;
    let person: Userinfo = serde_json::from_slice(&payload).ok()?;
    person.is(expected).then_some(person)
}

impl Userinfo {
    fn is(&self, expected: &Expected<'_>) -> bool {
        let is_for = match &self.aud {
            Audience::One(one) => one == expected.audience,
            Audience::Several(several) => several.iter().any(|one| one == expected.audience),
        };
        is_for && self.iss == expected.issuer && self.sub == expected.subject
    }

    /// The identity as it is shown back: the API gets its own from FranceConnect.
    pub(super) fn identite(self) -> Draft {
        let mut prenoms = self.given_name_array;
        if prenoms.is_empty() {
            let names = self.given_name.split_whitespace();
            prenoms.extend(names.map(str::to_owned));
        }
        let sexe = match self.gender.as_str() {
            "female" => Sexe::F.as_str(),
            "male" => Sexe::M.as_str(),
            _ => "",
        };
        let mut parts = self.birthdate.splitn(3, '-').map(str::to_owned);
        let mut part = || parts.next().unwrap_or_default();
        Draft {
            nom_naissance: self.family_name,
            nom_usage: self.preferred_username,
            prenoms,
            sexe: sexe.to_owned(),
            date_naissance: DraftDate {
                annee: part(),
                mois: part(),
                jour: part(),
            },
            ..Draft::default()
        }
    }
}

/// Whether this key has signed an identity of the tests.
#[cfg(test)]
pub(crate) fn is_signed(token: &str, key: &p256::PublicKey) -> bool {
    let keys = tests::keys(key);
    read(token, &keys, &tests::ES256, &tests::EXPECTED).is_some()
}

#[cfg(test)]
mod tests {
    use openidconnect::core::CoreJsonWebKeySet;
    use p256::ecdsa::SigningKey;
    use p256::elliptic_curve::Generate;
    use serde_json::{Value, json};

    use super::*;

    pub(super) const EXPECTED: Expected<'_> = Expected {
        issuer: "https://fc.exemple.fr",
        audience: "ville",
        subject: "p1",
    };
    pub(super) const ES256: [CoreJwsSigningAlgorithm; 1] =
        [CoreJwsSigningAlgorithm::EcdsaP256Sha256];

    pub(super) fn keys(key: &p256::PublicKey) -> CoreJsonWebKeySet {
        let mut jwk = serde_json::to_value(jose::Jwk::of(key)).unwrap();
        jwk["kid"] = "k".into();
        jwk["kty"] = "EC".into();
        serde_json::from_value(json!({ "keys": [jwk] })).unwrap()
    }

    fn read_signed(claims: &Value, change: impl Fn(String) -> String) -> Option<Userinfo> {
        let secret = p256::SecretKey::try_generate().unwrap();
        let keys = keys(&secret.public_key());
        let token = jose::sign("JWT", "k", &SigningKey::from(&secret), claims);
        read(&change(token), &keys, &ES256, &EXPECTED)
    }

    fn claims() -> Value {
        json!({ "iss": "https://fc.exemple.fr", "aud": "ville", "sub": "p1", "family_name": "MORVAN",
            "given_name": "Awen Lou", "gender": "female", "birthdate": "1988-02-29" })
    }

    #[test]
    fn an_identity_is_read_as_it_was_signed() {
        let draft = read_signed(&claims(), |token| token).unwrap().identite();
        assert_eq!(draft.prenoms, ["Awen", "Lou"]);
        assert_eq!(draft.sexe, "F");
        let date = draft.date_naissance;
        assert_eq!((date.annee.as_str(), date.jour.as_str()), ("1988", "29"));
    }

    #[test]
    fn what_is_not_signed_for_this_person_and_service_is_nobody() {
        for (name, value) in [("iss", "https://x.fr"), ("aud", "autre"), ("sub", "p2")] {
            let mut claims = claims();
            claims[name] = value.into();
            assert!(read_signed(&claims, |token| token).is_none(), "{name}");
        }
        let none = jose::encode(r#"{"alg":"none"}"#);
        let symmetric = jose::encode(r#"{"alg":"HS256","kid":"k"}"#);
        let other = jose::encode(r#"{"alg":"ES256","kid":"autre"}"#);
        for header in [none, symmetric, other] {
            let with = |token: String| format!("{header}.{}", token.split_once('.').unwrap().1);
            assert!(read_signed(&claims(), with).is_none());
        }
        let cut = |token: String| token[..token.len() - 2].to_owned();
        assert!(read_signed(&claims(), cut).is_none());
        let unsigned = |token: String| format!("{}.", token.rsplit_once('.').unwrap().0);
        assert!(read_signed(&claims(), unsigned).is_none());
    }
}
