//! The few parts of JOSE that the relay uses: EC keys as JWK (RFC 7517), their thumbprint (RFC 7638), ES256 signatures (RFC 7518).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::PublicKey;
use p256::ecdsa::signature::{Signer, Verifier};
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use p256::elliptic_curve::sec1::ToSec1Point;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

/// The only algorithm that signs.
const ES256: &str = "ES256";
/// The length of a coordinate of P-256.
const COORDINATE: usize = 32;

/// Bytes as JOSE writes them.
pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes that JOSE writes so; `None` when it does not.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// A value as the JSON that JOSE encodes.
pub(crate) fn encode_json(value: &impl Serialize) -> String {
    #[expect(
        clippy::expect_used,
        reason = "what is signed is made of texts, numbers and lists, which always serialise"
    )]
    encode(serde_json::to_vec(value).expect("JSON"))
}

/// A public key of P-256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Jwk {
    kty: String,
    crv: String,
    x: String,
    y: String,
}

impl Jwk {
    /// Writes a public key.
    pub(crate) fn of(key: &PublicKey) -> Self {
        let point = key.to_sec1_point(false);
        // Uncompressed (SEC 1 §2.3.3): a first byte, then both coordinates.
        let (x, y) = point.as_bytes()[1..].split_at(COORDINATE);
        Self {
            kty: "EC".to_owned(),
            crv: "P-256".to_owned(),
            x: encode(x),
            y: encode(y),
        }
    }

    /// Reads a public key; `None` when it is none, or of another curve.
    pub(crate) fn key(&self) -> Option<PublicKey> {
        let is_p256 = self.kty == "EC" && self.crv == "P-256";
        let (x, y) = (decode(&self.x)?, decode(&self.y)?);
        let is_whole = x.len() == COORDINATE && y.len() == COORDINATE;
        let point = [&[4], x.as_slice(), y.as_slice()].concat();
        (is_p256 && is_whole).then(|| PublicKey::from_sec1_bytes(&point).ok())?
    }

    /// The name of the key, which is its thumbprint.
    pub(crate) fn thumbprint(&self) -> String {
        // RFC 7638 §3: these members alone, in this order, without a space.
        let Self { kty, crv, x, y } = self;
        let members = format!(r#"{{"crv":"{crv}","kty":"{kty}","x":"{x}","y":"{y}"}}"#);
        encode(Sha256::digest(members))
    }
}

/// The name of a public key.
pub(crate) fn thumbprint(key: &PublicKey) -> String {
    Jwk::of(key).thumbprint()
}

/// What a token says of itself. Any other member is ignored, as RFC 7515 asks, but for `crit`, which must be understood.
#[derive(Debug, Deserialize)]
pub(crate) struct Header {
    alg: String,
    pub(crate) kid: Option<String>,
    typ: Option<String>,
    crit: Option<serde_json::Value>,
}

/// Signs claims as a compact JWS of this type.
pub(crate) fn sign(typ: &str, kid: &str, key: &SigningKey, claims: &impl Serialize) -> String {
    let header = encode_json(&json!({ "alg": ES256, "kid": kid, "typ": typ }));
    let signed = format!("{header}.{}", encode_json(claims));
    let signature: Signature = key.sign(signed.as_bytes());
    format!("{signed}.{}", encode(signature.to_bytes()))
}

/// A compact JWS, cut in its parts. Nothing in it can be trusted before [`Jws::claims`].
pub(crate) struct Jws<'a> {
    pub(crate) header: Header,
    signed: &'a str,
    signature: Signature,
}

impl<'a> Jws<'a> {
    /// Cuts a token; `None` when it is not a JWS of this type signed by ES256.
    pub(crate) fn parse(typ: &str, token: &'a str) -> Option<Self> {
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, _) = signed.split_once('.')?;
        let header: Header = serde_json::from_slice(&decode(header)?).ok()?;
        let is_ours = header.alg == ES256 && header.typ.as_deref() == Some(typ);
        let signature = Signature::from_slice(&decode(signature)?).ok()?;
        (is_ours && header.crit.is_none()).then_some(Self {
            header,
            signed,
            signature,
        })
    }

    /// The claims, once the signature is seen to be that of `key`.
    pub(crate) fn claims<T: DeserializeOwned>(&self, key: &PublicKey) -> Option<T> {
        let key = VerifyingKey::from(key);
        key.verify(self.signed.as_bytes(), &self.signature).ok()?;
        let (_, claims) = self.signed.split_once('.')?;
        serde_json::from_slice(&decode(claims)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of RFC 7515 §A.3.1, and the thumbprint that the RFC 9421 tool-chains give it.
    const KEY: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;

    #[test]
    fn the_published_example_of_es256_is_verified() {
        let key = serde_json::from_str::<Jwk>(KEY).unwrap().key().unwrap();
        // RFC 7515 §A.3: its header has no type, so the parts are put together here.
        let signed = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let signature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        let jws = |signature: &str| Jws {
            header: serde_json::from_value(json!({ "alg": ES256 })).unwrap(),
            signed,
            signature: Signature::from_slice(&decode(signature).unwrap()).unwrap(),
        };
        let claims: serde_json::Value = jws(signature).claims(&key).unwrap();
        assert_eq!(claims["iss"], "joe");
        let altered = signature.replace("Dt", "Du");
        assert!(jws(&altered).claims::<serde_json::Value>(&key).is_none());
    }

    #[test]
    fn a_key_is_read_as_it_was_written() {
        let jwk = serde_json::from_str::<Jwk>(KEY).unwrap();
        assert_eq!(Jwk::of(&jwk.key().unwrap()), jwk);
        for (member, other) in [
            ("EC", "RSA"),
            ("P-256", "P-384"),
            ("f83", "f84"),
            ("x_F", "x__"),
        ] {
            let other = KEY.replace(member, other);
            assert!(serde_json::from_str::<Jwk>(&other).unwrap().key().is_none());
        }
    }
}
