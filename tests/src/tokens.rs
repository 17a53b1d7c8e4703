//! Attestations as their enemies would make them: each is wrong in one way, and must be refused by every verifier.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use aes_gcm::Aes256Gcm;
use aes_gcm::aead::{Aead, Payload};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::Generate;
use p256::pkcs8::{DecodePrivateKey, EncodePublicKey, LineEnding};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::{TOWN, binary, town_with};

/// What `pre-remplir` prints; the test fails when it does not succeed.
pub fn pre_remplir(words: &[&str], folder: &Path) -> String {
    let mut command = Command::new(binary());
    let output = command.args(words).current_dir(folder).output().unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(output.status.success(), "{words:?}: {text}");
    text
}

/// A folder in which a relay's signing key was made.
pub struct SigningKeys {
    folder: TempDir,
}

impl Default for SigningKeys {
    fn default() -> Self {
        let folder = tempfile::tempdir().unwrap();
        pre_remplir(&["keys", "new"], folder.path());
        Self { folder }
    }
}

impl SigningKeys {
    /// The folder of the keys.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    /// The configuration of both forms, with these keys.
    pub fn config(&self) -> String {
        let keys = self.folder().display().to_string();
        town_with("store =", &format!("keys = \"{keys}\"\nstore ="))
    }

    /// Exchanges the keys: the next one signs at once.
    pub fn rotate(&self) {
        pre_remplir(&["keys", "rotate", "--after", "0s"], self.folder.path());
    }

    /// The only key, to sign with as its thief would.
    fn key(&self) -> SigningKey {
        let file = std::fs::read_dir(self.folder()).unwrap().next().unwrap();
        let pem = std::fs::read_to_string(file.unwrap().path()).unwrap();
        SigningKey::from_pkcs8_pem(&pem).unwrap()
    }

    /// Hostile variants of an honest attestation, with what is wrong with each.
    pub fn hostile(&self, honest: &str) -> Vec<(&'static str, String)> {
        let key = self.key();
        let (header, claims) = (part(honest, 0), part(honest, 1));
        let resigned = |claims: Value| signed(&key, &header, &claims);
        let reheaded = |header: Value| signed(&key, &header, &claims);
        let with = |name: &str, value: Value| resigned(set(&claims, name, value));
        let without = |name: &str| {
            let mut claims = claims.clone();
            claims.as_object_mut().unwrap().remove(name);
            resigned(claims)
        };
        let thief = SigningKey::try_generate().unwrap();
        let (signed_part, signature) = honest.rsplit_once('.').unwrap();
        let mut hostile = vec![
            ("no aud", without("aud")),
            ("no exp", without("exp")),
            ("no iss", without("iss")),
            ("no form", without("form")),
            ("another aud", with("aud", json!("01234567400019"))),
            (
                "another iss",
                with("iss", json!("https://autre.exemple.fr")),
            ),
            ("another form", with("form", json!("transport"))),
            ("expired", with("exp", json!(1_700_000_000))),
            (
                "a key unknown to the relay",
                signed(&thief, &set(&header, "kid", json!("autre")), &claims),
            ),
            (
                "an unknown kid",
                reheaded(set(&header, "kid", json!("autre"))),
            ),
            (
                "no kid, another key",
                signed(
                    &thief,
                    &json!({ "alg": "ES256", "typ": "prefill+jwt" }),
                    &claims,
                ),
            ),
            (
                "another key under our kid",
                signed(&thief, &header, &claims),
            ),
            ("another type", reheaded(set(&header, "typ", json!("JWT")))),
            (
                "none",
                format!(
                    "{}.{}.",
                    encode(&set(&header, "alg", json!("none"))),
                    encode(&claims)
                ),
            ),
            (
                "nOnE",
                format!(
                    "{}.{}.",
                    encode(&set(&header, "alg", json!("nOnE"))),
                    encode(&claims)
                ),
            ),
            ("no signature", format!("{signed_part}.")),
            (
                "a signature of zeros",
                format!("{signed_part}.{}", URL_SAFE_NO_PAD.encode([0; 64])),
            ),
            (
                "an altered signature",
                format!("{signed_part}.{}", altered(signature)),
            ),
            ("altered claims", altered_claims(honest)),
            (
                "an embedded key",
                signed(&thief, &set(&header, "jwk", jwk(&thief)), &claims),
            ),
            ("a DER signature", der(&key, signed_part)),
            ("nothing", String::new()),
            ("no token", "a.b.c".to_owned()),
        ];
        for (what, secret) in public_parts(&key) {
            let header = set(&header, "alg", json!("HS256"));
            hostile.push((what, hs256(&secret, &header, &claims)));
        }
        hostile
    }
}

/// The pair of keys of an administration whose answers travel sealed.
pub struct SealingKeys {
    signing: SigningKeys,
}

impl Default for SealingKeys {
    fn default() -> Self {
        let signing = SigningKeys::default();
        pre_remplir(&["keys", "new", "--seal"], signing.folder.path());
        Self { signing }
    }
}

impl SealingKeys {
    /// The configuration of both forms, sealed; an answer leaves a second after the agreement.
    pub fn config(&self) -> String {
        let public = self.folder().join("seal/seal.pub.pem");
        let organisation = format!(
            "token_file = \"token\"\nseal_key = \"{}\"",
            public.display()
        );
        let config = self.signing.config();
        config
            .replace("store =", "sealed_after = \"1s\"\nstore =")
            .replace("token_file = \"token\"", &organisation)
            .replace("origins =", "sealed = true\norigins =")
    }

    /// The same configuration, whose forms show what comes.
    pub fn open_config(&self) -> String {
        self.config().replace("sealed = true\n", "")
    }

    /// As [`SigningKeys::hostile`].
    pub fn hostile(&self, honest: &str) -> Vec<(&'static str, String)> {
        self.signing.hostile(honest)
    }

    /// The folder that holds `keys` and `seal`.
    pub fn folder(&self) -> &Path {
        self.signing.folder.path()
    }

    /// The private key, as PEM.
    pub fn private(&self) -> String {
        std::fs::read_to_string(self.folder().join("seal/seal.pem")).unwrap()
    }

    /// What `pre-remplir unseal` answers to an envelope: whether it opened it, and what it printed.
    pub fn unseal(&self, envelope: &str, words: &[&str]) -> (bool, String) {
        let mut command = Command::new(binary());
        command
            .args(["unseal", "--key", "seal/seal.pem"])
            .args(words);
        command.current_dir(self.folder()).stdin(Stdio::piped());
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(envelope.as_bytes())
            .unwrap();
        let output = child.wait_with_output().unwrap();
        let said = if output.status.success() {
            output.stdout
        } else {
            output.stderr
        };
        (output.status.success(), String::from_utf8(said).unwrap())
    }

    /// What anyone can make who has the public key: an envelope with a text of their own.
    pub fn forged(&self, text: &str) -> String {
        let private = p256::SecretKey::from_pkcs8_pem(&self.private()).unwrap();
        jwe(&private.public_key(), text)
    }
}

/// A compact JWE by ECDH-ES and A256GCM, made by another cipher than the relay's.
fn jwe(public: &p256::PublicKey, text: &str) -> String {
    let ephemeral = SigningKey::try_generate().unwrap();
    let header = json!({ "alg": "ECDH-ES", "enc": "A256GCM", "epk": jwk(&ephemeral) });
    let secret = p256::SecretKey::from(&ephemeral);
    let shared = p256::ecdh::diffie_hellman(secret.to_nonzero_scalar(), public.as_affine());
    let enc = b"A256GCM";
    let info = [
        &[0, 0, 0, 1],
        shared.raw_secret_bytes().as_slice(),
        &[0, 0, 0, 7],
        enc,
        &[0; 8],
        &[0, 0, 1, 0],
    ]
    .concat();
    let cipher = Aes256Gcm::new_from_slice(&Sha256::digest(info)).unwrap();
    let (header, iv) = (encode(&header), [7; 12]);
    let payload = Payload {
        msg: text.as_bytes(),
        aad: header.as_bytes(),
    };
    let sealed = cipher.encrypt(&iv.into(), payload).unwrap();
    let (text, tag) = sealed.split_at(sealed.len() - 16);
    let [iv, text, tag] = [&iv, text, tag].map(|part| URL_SAFE_NO_PAD.encode(part));
    format!("{header}..{iv}.{text}.{tag}")
}

/// One part of a token, read.
pub fn part(token: &str, rank: usize) -> Value {
    let part = token.split('.').nth(rank).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

fn set(object: &Value, name: &str, value: Value) -> Value {
    let mut object = object.clone();
    object[name] = value;
    object
}

fn encode(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn signed(key: &SigningKey, header: &Value, claims: &Value) -> String {
    let text = format!("{}.{}", encode(header), encode(claims));
    let signature: Signature = key.sign(text.as_bytes());
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}

fn hs256(secret: &[u8], header: &Value, claims: &Value) -> String {
    let text = format!("{}.{}", encode(header), encode(claims));
    let mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
    let tag = mac.chain_update(&text).finalize().into_bytes();
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(tag))
}

/// What a confused verifier may take for a secret: the public key, as it is published or as it is kept.
fn public_parts(key: &SigningKey) -> Vec<(&'static str, Vec<u8>)> {
    let public = p256::PublicKey::from(key.verifying_key());
    let pem = public.to_public_key_pem(LineEnding::LF).unwrap();
    vec![
        ("HS256 by the public key as PEM", pem.into_bytes()),
        ("HS256 by the public point", public.to_sec1_bytes().to_vec()),
        (
            "HS256 by the published key",
            jwk(key).to_string().into_bytes(),
        ),
    ]
}

fn jwk(key: &SigningKey) -> Value {
    let point = p256::PublicKey::from(key.verifying_key()).to_sec1_bytes();
    let (x, y) = (&point[1..33], &point[33..]);
    let [x, y] = [x, y].map(|one| URL_SAFE_NO_PAD.encode(one));
    json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y })
}

fn der(key: &SigningKey, text: &str) -> String {
    let signature: Signature = key.sign(text.as_bytes());
    format!(
        "{text}.{}",
        URL_SAFE_NO_PAD.encode(signature.to_der().as_bytes())
    )
}

/// Another first letter.
fn altered(text: &str) -> String {
    let other = if text.starts_with('A') { "B" } else { "A" };
    format!("{other}{}", &text[1..])
}

/// One value raised, under the signature of another.
fn altered_claims(honest: &str) -> String {
    let mut claims = part(honest, 1);
    claims["sources"][0]["values"]["quotient_familial.valeur"] = json!(1);
    let mut parts = honest.split('.');
    let (header, signature) = (parts.next().unwrap(), parts.nth(1).unwrap());
    format!("{header}.{}.{signature}", encode(&claims))
}

/// The SIRET of the town.
pub fn audience() -> &'static str {
    let siret = TOWN.split("siret = \"").nth(1).unwrap();
    siret.split('"').next().unwrap()
}
