//! The proof, made anew for each request, that it comes from the holder of a key (DPoP, RFC 9449).

use std::{
    fmt,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use http::HeaderValue;
use p256::{
    SecretKey,
    ecdsa::{Signature, SigningKey, signature::Signer},
    elliptic_curve::sec1::ToSec1Point,
    pkcs8::DecodePrivateKey,
};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Argument, Error};

/// The header that carries a proof.
pub(crate) const DPOP: &str = "dpop";

/// The key that signs the proofs: of the curve P-256, as ES256 wants it. The API pins it by its [`thumbprint`](Self::thumbprint).
///
/// `Debug` shows the thumbprint, which is public, and never the key.
#[derive(Clone)]
pub struct DpopKey(Arc<Held>);

struct Held {
    key: SigningKey,
    /// The public half, as a proof carries it.
    jwk: String,
    thumbprint: String,
}

impl DpopKey {
    /// Reads a private key in PEM (PKCS#8), such as `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256` writes.
    ///
    /// # Errors
    /// [`Argument::InvalidKey`] when it is not a private key of this curve in this form.
    pub fn from_pem(pem: &SecretString) -> Result<Self, Error> {
        let secret = SecretKey::from_pkcs8_pem(pem.expose_secret());
        let secret = secret.map_err(|_| Argument::InvalidKey)?;
        let point = secret.public_key().to_sec1_point(false);
        // Uncompressed (SEC 1 §2.3.3): a first byte, then both coordinates.
        let (x, y) = point.as_bytes()[1..].split_at(32);
        // RFC 7638 §3: these members alone, in this order, without a space.
        let (x, y) = (encode(x), encode(y));
        let jwk = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
        Ok(Self(Arc::new(Held {
            key: SigningKey::from(&secret),
            thumbprint: digest(&jwk),
            jwk,
        })))
    }

    /// The thumbprint of the public key (`jkt`, RFC 7638): what the API is given to recognise it by.
    pub fn thumbprint(&self) -> &str {
        &self.0.thumbprint
    }

    /// The proof of one attempt to read `url` under this `Authorization`; none when that is no bearer token.
    pub(crate) fn proof(
        &self,
        url: &Url,
        authorization: &HeaderValue,
        now: SystemTime,
    ) -> Option<HeaderValue> {
        let token = authorization.to_str().ok()?.strip_prefix("Bearer ")?;
        let claims = json!({
            "htm": "GET",
            "htu": without_query(url),
            "iat": now.duration_since(UNIX_EPOCH).ok()?.as_secs(),
            "jti": Uuid::new_v4().to_string(),
            "ath": digest(token),
        });
        let mut proof = HeaderValue::try_from(self.sign(&claims.to_string())).ok()?;
        proof.set_sensitive(true);
        Some(proof)
    }

    fn sign(&self, claims: &str) -> String {
        let header = format!(r#"{{"typ":"dpop+jwt","alg":"ES256","jwk":{}}}"#, self.0.jwk);
        let signed = format!("{}.{}", encode(header), encode(claims));
        let signature: Signature = self.0.key.sign(signed.as_bytes());
        format!("{signed}.{}", encode(signature.to_bytes()))
    }
}

impl fmt::Debug for DpopKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DpopKey").field(&self.0.thumbprint).finish()
    }
}

/// RFC 9449 §4.2: neither the query nor the fragment is in a proof.
fn without_query(url: &Url) -> String {
    let mut bare = url.clone();
    bare.set_query(None);
    bare.set_fragment(None);
    bare.into()
}

fn digest(text: &str) -> String {
    encode(Sha256::digest(text))
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use p256::{
        elliptic_curve::Generate,
        pkcs8::{EncodePrivateKey, LineEnding},
    };

    use super::*;

    fn pem() -> SecretString {
        let pem = SecretKey::generate().to_pkcs8_pem(LineEnding::LF).unwrap();
        pem.as_str().into()
    }

    #[test]
    fn a_key_is_told_by_its_thumbprint_and_never_shown() {
        let pem = pem();
        let key = DpopKey::from_pem(&pem).unwrap();
        assert_eq!(
            key.thumbprint(),
            DpopKey::from_pem(&pem).unwrap().thumbprint()
        );
        assert_ne!(
            key.thumbprint(),
            DpopKey::from_pem(&self::pem()).unwrap().thumbprint()
        );
        assert_eq!(
            format!("{key:?}"),
            format!("DpopKey({:?})", key.thumbprint())
        );
        assert_eq!(key.thumbprint().len(), 43);
    }

    #[test]
    fn what_is_no_such_key_is_refused_without_a_word_of_it() {
        let public = SecretKey::generate().public_key();
        let public =
            p256::pkcs8::EncodePublicKey::to_public_key_pem(&public, LineEnding::LF).unwrap();
        for text in ["", "SECRET", public.as_str()] {
            let error = DpopKey::from_pem(&text.into()).unwrap_err();
            assert!(
                matches!(error, Error::Argument(Argument::InvalidKey)),
                "{error}"
            );
            assert!(text.is_empty() || !format!("{error} {error:?}").contains(text));
        }
    }

    #[test]
    fn only_a_bearer_token_is_proved() {
        let key = DpopKey::from_pem(&pem()).unwrap();
        let url = "https://gateway.example/v3?recipient=1".parse().unwrap();
        let proof = |authorization: &'static str| {
            key.proof(
                &url,
                &HeaderValue::from_static(authorization),
                SystemTime::now(),
            )
        };
        assert!(proof("Bearer t").unwrap().is_sensitive());
        assert!(proof("Basic t").is_none());
        assert_eq!(without_query(&url), "https://gateway.example/v3");
    }
}
