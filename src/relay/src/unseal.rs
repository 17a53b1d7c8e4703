//! `pre-remplir unseal`: opens what was sealed for an administration, with its private key.

use std::io::Read;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use p256::SecretKey;
use ring::aead::{Aad, NONCE_LEN, Nonce};
use serde::Deserialize;

use crate::attest::{Claims, TYP};
use crate::error::Error;
use crate::jose::{self, Jwk, Jws};
use crate::keys;
use crate::seal::{ALG, ENC, agreed_key, cipher};

/// Open a sealed answer, read from the standard input
#[derive(clap::Args)]
pub struct Options {
    /// The private key of the pair that `keys new --seal` made
    #[arg(long)]
    key: PathBuf,
    /// The relay's published keys (its /.well-known/jwks.json), in a file: the signature inside is then checked
    #[arg(long)]
    jwks: Option<PathBuf>,
}

/// What was sealed.
pub struct Opened {
    /// What it says, as JSON.
    pub text: String,
    /// What to be careful of.
    pub warning: Option<&'static str>,
}

/// Why an envelope cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is not a JWE of the one kind that a relay makes.
    #[error(
        "this is not a sealed answer: five parts, ECDH-ES and A256GCM; give the field `pre-remplir-sealed` as it was sent"
    )]
    NotSealed,
    /// It was sealed for another key, or altered.
    #[error(
        "it was sealed for another key, or altered since; use the private key of this form's administration"
    )]
    WrongKey,
    /// What is inside is not the attestation of a relay.
    #[error("what is inside is not an attestation: it does not come from a relay; do not use it")]
    NotAttested,
    /// The published keys cannot be read.
    #[error("the published keys cannot be read; save the relay's /.well-known/jwks.json as it is")]
    Jwks,
    /// The attestation inside was not signed by those keys.
    #[error("the attestation inside was not signed by these keys; do not use it")]
    Signature,
    /// Its time is over.
    #[error("the attestation inside is over; do not use it")]
    Expired,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    enc: String,
    epk: Jwk,
    crit: Option<serde_json::Value>,
    zip: Option<String>,
}

#[derive(Deserialize)]
struct Jwks {
    keys: Vec<Published>,
}

#[derive(Deserialize)]
struct Published {
    kid: String,
    #[serde(flatten)]
    jwk: Jwk,
}

/// Opens a compact JWE; gives the text without what fills it up.
pub(crate) fn open(secret: &SecretKey, envelope: &str) -> Result<String, Fault> {
    let parts: Vec<_> = envelope.trim().split('.').collect();
    let &[header, "", iv, text, tag] = parts.as_slice() else {
        return Err(Fault::NotSealed);
    };
    let decode = |part: &str| jose::decode(part).ok_or(Fault::NotSealed);
    let told: Header = serde_json::from_slice(&decode(header)?).map_err(|_| Fault::NotSealed)?;
    let is_ours = told.alg == ALG && told.enc == ENC && told.crit.is_none() && told.zip.is_none();
    let public = told.epk.key().filter(|_| is_ours).ok_or(Fault::NotSealed)?;
    let iv: [u8; NONCE_LEN] = decode(iv)?.try_into().map_err(|_| Fault::NotSealed)?;
    let mut text = [decode(text)?, decode(tag)?].concat();
    let cipher = cipher(&agreed_key(secret, &public));
    let nonce = Nonce::assume_unique_for_key(iv);
    let opened = cipher.open_in_place(nonce, Aad::from(header.as_bytes()), &mut text);
    let opened = opened.map_err(|_| Fault::WrongKey)?;
    let opened = std::str::from_utf8(opened).map_err(|_| Fault::NotAttested)?;
    Ok(opened.trim_end().to_owned())
}

/// The claims of the attestation inside; checked when the keys are given.
pub(crate) fn claims(token: &str, jwks: Option<&str>, now: Timestamp) -> Result<Claims, Fault> {
    let Some(jwks) = jwks else {
        let claims = token.split('.').nth(1).and_then(jose::decode);
        let claims = claims.and_then(|claims| serde_json::from_slice(&claims).ok());
        return claims.ok_or(Fault::NotAttested);
    };
    let jwks: Jwks = serde_json::from_str(jwks).map_err(|_| Fault::Jwks)?;
    let jws = Jws::parse(TYP, token).ok_or(Fault::NotAttested)?;
    let named = jwks
        .keys
        .iter()
        .find(|key| jws.header.kid.as_ref() == Some(&key.kid));
    let key = named
        .and_then(|key| key.jwk.key())
        .ok_or(Fault::Signature)?;
    let claims: Claims = jws.claims(&key).ok_or(Fault::Signature)?;
    let is_good = claims.exp > now.as_second();
    is_good.then_some(claims).ok_or(Fault::Expired)
}

impl Options {
    /// Opens what the standard input gives.
    ///
    /// # Errors
    /// [`Error::Keys`] when the key cannot be read, [`Error::Unseal`] when the envelope cannot be opened or trusted.
    pub fn run(&self) -> Result<Opened, Error> {
        let secret = read(&self.key)?;
        let secret = keys::private(&secret).map_err(|fault| Error::keys(&self.key, fault))?;
        let jwks = self.jwks.as_deref().map(read).transpose()?;
        let mut envelope = String::new();
        std::io::stdin().read_to_string(&mut envelope)?;
        let token = open(&secret, &envelope)?;
        let claims = claims(&token, jwks.as_deref(), Timestamp::now())?;
        Ok(Opened {
            text: serde_json::to_string_pretty(&claims).unwrap_or_default(),
            warning: jwks.is_none().then_some(
                "the signature inside was not checked: anyone may seal for a public key; give --jwks",
            ),
        })
    }
}

fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|error| Error::keys(path, error.into()))
}
