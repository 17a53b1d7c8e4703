//! The visit: a signed, short-lived proof that a page fetched a form's definition and was shown its notice.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use model::lang::Lang;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use ulid::Ulid;

/// How long a visit lasts: long enough for someone who looks for their papers.
pub(crate) const LIFETIME: Duration = Duration::from_secs(60 * 60);

/// What a visit holds: nothing about the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Visit {
    pub(crate) id: Ulid,
    pub(crate) form: String,
    pub(crate) lang: Lang,
    /// When it ends, in seconds since 1970.
    pub(crate) until: u64,
}

/// Why a visit is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Invalid {
    /// Not signed by this relay, or for another form.
    Forged,
    /// Its time is over.
    Expired,
}

/// Signs visits and checks them, with a key of its own that lives as long as the process.
pub(crate) struct Visits {
    key: [u8; 32],
}

impl Visits {
    /// A signer with a fresh key.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub(crate) fn new() -> Result<Self, getrandom::Error> {
        let mut key = [0; 32];
        getrandom::fill(&mut key)?;
        Ok(Self { key })
    }

    /// A new visit of `form` under this id, which is good as its name but not in its place.
    pub(crate) fn open(&self, id: Ulid, form: &str, lang: Lang, now: SystemTime) -> String {
        let visit = Visit {
            id,
            form: form.to_owned(),
            lang,
            until: seconds(now + LIFETIME),
        };
        #[expect(clippy::expect_used, reason = "text and numbers always serialise")]
        let body = serde_json::to_vec(&visit).expect("a visit as JSON");
        let signature = self.mac(&body).finalize().into_bytes();
        format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(&body),
            URL_SAFE_NO_PAD.encode(signature)
        )
    }

    /// Checks a visit of `form`.
    pub(crate) fn check(&self, text: &str, form: &str, now: SystemTime) -> Result<Visit, Invalid> {
        let (body, signature) = text.split_once('.').ok_or(Invalid::Forged)?;
        let decode = |part| URL_SAFE_NO_PAD.decode(part).map_err(|_| Invalid::Forged);
        let (body, signature) = (decode(body)?, decode(signature)?);
        self.mac(&body)
            .verify_slice(&signature)
            .map_err(|_| Invalid::Forged)?;
        let visit: Visit = serde_json::from_slice(&body).map_err(|_| Invalid::Forged)?;
        match () {
            () if visit.form != form => Err(Invalid::Forged),
            () if visit.until <= seconds(now) => Err(Invalid::Expired),
            () => Ok(visit),
        }
    }

    /// The name of a visit of `form` where it stands in an address: it opens nothing, and nobody else can make one.
    pub(crate) fn name(&self, id: Ulid, form: &str) -> String {
        let mac = self.mac(name_of(id, form).as_bytes()).finalize();
        format!("{id}.{}", URL_SAFE_NO_PAD.encode(mac.into_bytes()))
    }

    /// The visit of `form` that is named so, when this relay has given it out.
    pub(crate) fn named(&self, name: &str, form: &str) -> Option<Ulid> {
        let (id, mac) = name.split_once('.')?;
        let (id, mac) = (id.parse().ok()?, URL_SAFE_NO_PAD.decode(mac).ok()?);
        let expected = self.mac(name_of(id, form).as_bytes());
        expected.verify_slice(&mac).ok().map(|()| id)
    }

    fn mac(&self, body: &[u8]) -> Hmac<Sha256> {
        #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
        let mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("a key of 32 bytes");
        mac.chain_update(body)
    }
}

/// What a name is made of; no visit begins so.
fn name_of(id: Ulid, form: &str) -> String {
    format!("name {id} {form}")
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: SystemTime = UNIX_EPOCH;

    #[test]
    fn a_visit_is_good_for_its_form_until_its_last_second() {
        let visits = Visits::new().unwrap();
        let visit = visits.open(Ulid::generate(), "cantine", Lang::En, NOW);
        let almost_over = NOW + LIFETIME - Duration::from_secs(1);
        assert_eq!(
            visits.check(&visit, "cantine", almost_over).unwrap().lang,
            Lang::En
        );
        assert_eq!(
            visits.check(&visit, "cantine", NOW + LIFETIME),
            Err(Invalid::Expired)
        );
        assert_eq!(visits.check(&visit, "autre", NOW), Err(Invalid::Forged));
    }

    #[test]
    fn the_name_of_a_visit_is_good_for_its_form_at_its_relay() {
        let (visits, id) = (Visits::new().unwrap(), Ulid::generate());
        let name = visits.name(id, "cantine");
        assert_eq!(visits.named(&name, "cantine"), Some(id));
        assert_eq!(visits.named(&name, "autre"), None);
        assert_eq!(Visits::new().unwrap().named(&name, "cantine"), None);
        for text in [
            "",
            ".",
            &id.to_string(),
            &format!("{id}."),
            &format!("{id}.AAAA"),
        ] {
            assert_eq!(visits.named(text, "cantine"), None, "{text}");
        }
    }

    #[test]
    fn a_visit_of_another_relay_or_with_one_changed_letter_is_refused() {
        let visits = Visits::new().unwrap();
        let foreign = Visits::new()
            .unwrap()
            .open(Ulid::generate(), "cantine", Lang::Fr, NOW);
        assert_eq!(visits.check(&foreign, "cantine", NOW), Err(Invalid::Forged));
        let visit = visits.open(Ulid::generate(), "cantine", Lang::Fr, NOW);
        for place in 0..visit.len() {
            let mut bytes = visit.clone().into_bytes();
            bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
            let altered = String::from_utf8(bytes).unwrap();
            assert!(
                visits.check(&altered, "cantine", NOW).is_err(),
                "letter {place}"
            );
        }
        for text in ["", ".", "a", "a.b", "é.é"] {
            assert_eq!(visits.check(text, "cantine", NOW), Err(Invalid::Forged));
        }
    }
}
