//! The sealed answer: what a page may not learn, encrypted for the administration alone (JWE, ECDH-ES with A256GCM, RFC 7518
//! §4.6), always of the same size, and given at the same time after the agreement whatever came of the sources.

use std::time::Duration;

use p256::elliptic_curve::Generate;
use p256::pkcs8::DecodePublicKey;
use p256::{PublicKey, SecretKey, ecdh};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::jose::{self, Jwk};
use crate::keys::Fault;

/// The algorithm by which both sides agree on a key.
pub(crate) const ALG: &str = "ECDH-ES";
/// The algorithm that encrypts.
pub(crate) const ENC: &str = "A256GCM";
/// The length of every plaintext: a family of twelve in full takes half of it.
pub(crate) const SIZE: usize = 24 * 1024;
/// How long before the answer leaves nothing more is waited for, so that all that depends on the data is done by then.
pub(crate) const MARGIN: Duration = Duration::from_millis(200);

/// The public key of an administration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealKey {
    public: PublicKey,
    kid: String,
}

impl SealKey {
    /// Reads a public key, as PEM or JWK.
    ///
    /// # Errors
    /// [`Fault`] when it is none of P-256, or a private key.
    pub(crate) fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        if text.contains("PRIVATE KEY") || jwk_member(text, "d") {
            return Err(Fault::Private);
        }
        let public = match text.starts_with('{') {
            true => serde_json::from_str::<Jwk>(text)
                .ok()
                .and_then(|jwk| jwk.key()),
            false => PublicKey::from_public_key_pem(text).ok(),
        };
        let public = public.ok_or(Fault::NotPublic)?;
        Ok(Self {
            kid: jose::thumbprint(&public),
            public,
        })
    }

    /// Encrypts a plaintext of [`SIZE`] bytes as a compact JWE, always of the same length.
    ///
    /// # Errors
    /// [`Fault::Random`] when the operating system gives no random bytes.
    pub(crate) fn seal(&self, plaintext: [u8; SIZE]) -> Result<String, Fault> {
        let ephemeral = SecretKey::try_generate().map_err(|_| Fault::Random)?;
        let epk = Jwk::of(&ephemeral.public_key());
        let header = json!({ "alg": ALG, "enc": ENC, "epk": epk, "kid": self.kid, "cty": "JWT" });
        let header = jose::encode_json(&header);
        let key = agreed_key(&ephemeral, &self.public);
        let mut iv = [0; NONCE_LEN];
        getrandom::fill(&mut iv).map_err(|_| Fault::Random)?;
        let mut text = plaintext.to_vec();
        let nonce = Nonce::assume_unique_for_key(iv);
        let aad = Aad::from(header.as_bytes());
        let tag = cipher(&key).seal_in_place_separate_tag(nonce, aad, &mut text);
        let tag = tag.map_err(|_| Fault::Random)?;
        let [iv, text, tag] = [&iv, text.as_slice(), tag.as_ref()].map(jose::encode);
        Ok(format!("{header}..{iv}.{text}.{tag}"))
    }
}

fn jwk_member(text: &str, name: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text).is_ok_and(|jwk| jwk.get(name).is_some())
}

/// A text filled up with spaces; `None` when it is too long.
pub(crate) fn padded(text: &str) -> Option<[u8; SIZE]> {
    let mut plaintext = [b' '; SIZE];
    plaintext
        .get_mut(..text.len())?
        .copy_from_slice(text.as_bytes());
    Some(plaintext)
}

/// The cipher of a key.
pub(crate) fn cipher(key: &[u8; 32]) -> LessSafeKey {
    #[expect(clippy::expect_used, reason = "a key of AES-256 has 32 bytes")]
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).expect("32 bytes"))
}

/// The key that both sides agree on.
pub(crate) fn agreed_key(secret: &SecretKey, public: &PublicKey) -> [u8; 32] {
    let shared = ecdh::diffie_hellman(secret.to_nonzero_scalar(), public.as_affine());
    derive(shared.raw_secret_bytes(), ENC, b"", b"", 256)
}

/// The derivation of RFC 7518 §4.6.2, whose one round of SHA-256 makes 256 bits.
fn derive(shared: &[u8], enc: &str, apu: &[u8], apv: &[u8], bits: u32) -> [u8; 32] {
    let mut hash = Sha256::new().chain_update(1_u32.to_be_bytes());
    hash.update(shared);
    for part in [enc.as_bytes(), apu, apv] {
        let length = u32::try_from(part.len()).unwrap_or(u32::MAX);
        hash.update(length.to_be_bytes());
        hash.update(part);
    }
    hash.update(bits.to_be_bytes());
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unseal;

    /// RFC 7518, Appendix C.
    #[test]
    fn the_published_example_of_the_agreement_is_followed() {
        let secret = |d: &str| SecretKey::from_slice(&jose::decode(d).unwrap()).unwrap();
        let alice = secret("0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo");
        let bob = secret("VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw");
        let shared = ecdh::diffie_hellman(alice.to_nonzero_scalar(), bob.public_key().as_affine());
        let key = derive(shared.raw_secret_bytes(), "A128GCM", b"Alice", b"Bob", 128);
        assert_eq!(jose::encode(&key[..16]), "VqqN6vgjbSBcIijNcacQGg");
        assert_eq!(
            agreed_key(&alice, &bob.public_key()),
            agreed_key(&bob, &alice.public_key())
        );
    }

    fn pair() -> (SecretKey, SealKey) {
        let secret = SecretKey::try_generate().unwrap();
        let public = secret.public_key();
        let kid = jose::thumbprint(&public);
        (secret, SealKey { public, kid })
    }

    #[test]
    fn what_is_sealed_opens_with_its_key_alone_and_only_unaltered() {
        let (secret, key) = pair();
        let sealed = key.seal(padded("eyJ.é.x").unwrap()).unwrap();
        assert_eq!(unseal::open(&secret, &sealed).unwrap(), "eyJ.é.x");
        assert!(unseal::open(&pair().0, &sealed).is_err());
        let parts: Vec<_> = sealed.split('.').collect();
        for rank in [0, 2, 3, 4] {
            let mut parts = parts.clone();
            let first = if parts[rank].starts_with('A') {
                "B"
            } else {
                "A"
            };
            let other = format!("{first}{}", &parts[rank][1..]);
            parts[rank] = &other;
            assert!(
                unseal::open(&secret, &parts.join(".")).is_err(),
                "part {rank}"
            );
        }
    }

    #[test]
    fn every_envelope_has_the_same_length_and_none_the_same_bytes() {
        let (_, key) = pair();
        let envelopes =
            ["", "a", &"é".repeat(SIZE / 2)].map(|text| key.seal(padded(text).unwrap()).unwrap());
        assert!(envelopes.iter().all(|one| one.len() == envelopes[0].len()));
        assert_ne!(key.seal(padded("").unwrap()).unwrap(), envelopes[0]);
        assert!(padded(&"a".repeat(SIZE)).is_some() && padded(&"a".repeat(SIZE + 1)).is_none());
    }

    #[test]
    fn a_key_is_read_as_pem_or_jwk_and_a_private_one_is_refused() {
        use p256::pkcs8::{EncodePrivateKey, EncodePublicKey, LineEnding};
        let (secret, key) = pair();
        let pem = key.public.to_public_key_pem(LineEnding::LF).unwrap();
        let jwk = serde_json::to_value(Jwk::of(&key.public)).unwrap();
        assert_eq!(SealKey::parse(&pem), Ok(key.clone()));
        assert_eq!(SealKey::parse(&jwk.to_string()), Ok(key));
        let private = secret.to_pkcs8_pem(LineEnding::LF).unwrap();
        assert_eq!(SealKey::parse(&private), Err(Fault::Private));
        let mut with_secret = jwk;
        with_secret["d"] = "AA".into();
        assert_eq!(
            SealKey::parse(&with_secret.to_string()),
            Err(Fault::Private)
        );
        assert_eq!(SealKey::parse("{}"), Err(Fault::NotPublic));
        assert_eq!(SealKey::parse("clé"), Err(Fault::NotPublic));
    }
}
