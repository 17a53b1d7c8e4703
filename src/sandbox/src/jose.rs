//! The few parts of JOSE that are used here: EC keys as JWK (RFC 7517), their thumbprint (RFC 7638), ES256 (RFC 7518).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::{
    PublicKey, SecretKey,
    ecdsa::{
        Signature, SigningKey, VerifyingKey,
        signature::{Signer, Verifier},
    },
    elliptic_curve::{Generate, sec1::ToSec1Point},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The only algorithm that signs.
pub(crate) const ES256: &str = "ES256";

/// A key that signs, made when the sandbox starts and gone with it.
pub(crate) struct Key {
    signing: SigningKey,
    public: PublicKey,
}

impl Key {
    pub(crate) fn fresh() -> Self {
        let secret = SecretKey::generate();
        Self {
            signing: SigningKey::from(&secret),
            public: secret.public_key(),
        }
    }

    /// The public half, as a set of keys lists it.
    pub(crate) fn jwk(&self) -> Value {
        let point = self.public.to_sec1_point(false);
        // Uncompressed (SEC 1 §2.3.3): a first byte, then both coordinates.
        let (x, y) = point.as_bytes()[1..].split_at(32);
        let mut jwk = json!({ "kty": "EC", "crv": "P-256", "x": encode(x), "y": encode(y) });
        jwk["kid"] = thumbprint(&jwk).into();
        jwk["alg"] = ES256.into();
        jwk["use"] = "sig".into();
        jwk
    }

    /// Signs claims as a compact token.
    pub(crate) fn sign(&self, claims: &Value) -> String {
        let header = json!({ "alg": ES256, "typ": "JWT", "kid": self.jwk()["kid"] });
        let signed = format!(
            "{}.{}",
            encode(header.to_string()),
            encode(claims.to_string())
        );
        let signature: Signature = self.signing.sign(signed.as_bytes());
        format!("{signed}.{}", encode(signature.to_bytes()))
    }

    /// The claims of a token signed by this key.
    pub(crate) fn verify(&self, token: &str) -> Option<Value> {
        claims(token, &self.public)
    }
}

/// The claims of a token, once its signature is seen to be that of `key`.
pub(crate) fn claims(token: &str, key: &PublicKey) -> Option<Value> {
    let (signed, signature) = token.rsplit_once('.')?;
    let (_, claims) = signed.split_once('.')?;
    let signature = Signature::from_slice(&decode(signature)?).ok()?;
    let key = VerifyingKey::from(key);
    key.verify(signed.as_bytes(), &signature).ok()?;
    serde_json::from_slice(&decode(claims)?).ok()
}

/// The name of a key: what RFC 7638 makes of its members.
pub(crate) fn thumbprint(jwk: &Value) -> String {
    let member = |name: &str| jwk[name].as_str().unwrap_or_default();
    let (crv, kty, x, y) = (member("crv"), member("kty"), member("x"), member("y"));
    digest(format!(
        r#"{{"crv":"{crv}","kty":"{kty}","x":"{x}","y":"{y}"}}"#
    ))
}

/// SHA-256, as JOSE writes it.
pub(crate) fn digest(text: impl AsRef<[u8]>) -> String {
    encode(Sha256::digest(text))
}

/// The left half of SHA-256, which is what `at_hash` holds.
pub(crate) fn half_digest(text: &str) -> String {
    encode(&Sha256::digest(text)[..16])
}

/// Bytes as JOSE writes them.
pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes that JOSE writes so.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_verified_by_its_key_alone() {
        let (key, other) = (Key::fresh(), Key::fresh());
        let token = key.sign(&json!({ "sub": "x" }));
        assert_eq!(key.verify(&token).unwrap()["sub"], "x");
        assert!(other.verify(&token).is_none());
        assert!(key.verify(&token[1..]).is_none() && key.verify("").is_none());
    }

    #[test]
    fn the_published_thumbprint_of_a_key_is_found() {
        // RFC 7520 §3.1 gives no thumbprint for P-256: this one is RFC 9449 §6.1's.
        let jwk = json!({ "kty": "EC", "crv": "P-256",
            "x": "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
            "y": "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA" });
        assert_eq!(
            thumbprint(&jwk),
            "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"
        );
    }
}
