//! Texts of chance and altered corpora, thrown at every parser of what comes from outside: none may panic.

use std::path::Path as FilePath;
use std::sync::{Arc, LazyLock};
use std::time::UNIX_EPOCH;

use jiff::Timestamp;
use p256::SecretKey;
use p256::pkcs8::{EncodePublicKey, LineEnding};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::app::App;
use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::error::Error;
use crate::france_connect::userinfo;
use crate::keys::Keys;
use crate::seal::{SealKey, padded};
use crate::ticket::{Holder, Ticket, ticket};
use crate::unseal;
use crate::verify::claims;
use crate::visit::Visits;

/// Every file kept for a parser.
fn corpus(parser: &str) -> Vec<String> {
    let folder = format!("{}/fuzz/{parser}", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(folder).unwrap();
    let texts = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let texts: Vec<_> = texts.collect();
    assert!(texts.len() >= 5, "{parser}");
    texts
}

/// A change of one place: a byte removed, added, replaced, or a piece said twice.
#[derive(Clone, Debug)]
enum Change {
    Remove(Index),
    Add(Index, u8),
    Replace(Index, u8),
    Repeat(Index, usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        any::<Index>().prop_map(Change::Remove),
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Add(at, byte)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Replace(at, byte)),
        (any::<Index>(), 1..64_usize).prop_map(|(at, length)| Change::Repeat(at, length)),
    ]
}

fn altered(text: &str, changes: &[Change]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for change in changes {
        let (Change::Remove(at)
        | Change::Add(at, _)
        | Change::Replace(at, _)
        | Change::Repeat(at, _)) = change;
        let at = at.index(bytes.len() + 1);
        match change {
            Change::Add(_, byte) => bytes.insert(at, *byte),
            _ if at == bytes.len() => {}
            Change::Remove(_) => drop(bytes.remove(at)),
            Change::Replace(_, byte) => bytes[at] = *byte,
            Change::Repeat(_, length) => {
                let piece: Vec<_> = bytes[at..].iter().take(*length).copied().collect();
                bytes.splice(at..at, piece);
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A file of the corpus as it is or altered, or a text of chance.
fn hostile(corpus: Vec<String>) -> impl Strategy<Value = String> {
    let kept = (proptest::sample::select(corpus), vec(change(), 0..8));
    prop_oneof![
        4 => kept.prop_map(|(text, changes)| altered(&text, &changes)),
        1 => any::<String>(),
    ]
}

static SECRET: LazyLock<SecretKey> = LazyLock::new(|| SecretKey::from_slice(&[7; 32]).unwrap());
static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load().unwrap());

/// The hostile envelopes, and an honest one.
fn envelopes() -> Vec<String> {
    let public = SECRET.public_key().to_public_key_pem(LineEnding::LF);
    let key = SealKey::parse(&public.unwrap()).unwrap();
    let mut envelopes = corpus("envelope");
    assert!(
        envelopes
            .iter()
            .all(|one| unseal::open(&SECRET, one).is_err())
    );
    envelopes.push(key.seal(padded("honnête").unwrap()).unwrap());
    envelopes
}

/// The demonstration's relay, and its key for tickets.
static DEMO: LazyLock<(Arc<App>, String)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let text = crate::demo::text("http://127.0.0.1:9");
    let (config, _) = crate::demo::config(&text, folder.path(), &CATALOGUE).unwrap();
    let key = std::fs::read_to_string(folder.path().join("ticket-key")).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let app = App::new(config, Catalogue::load().unwrap(), "http://127.0.0.1:9");
    (runtime.block_on(app).unwrap(), key)
});

/// Every order that is kept, of which the honest ones are taken.
fn orders() -> Vec<String> {
    let orders = corpus("order");
    let (app, key) = &*DEMO;
    let is_taken = |text: &String| {
        let order = serde_json::from_str(text);
        order.is_ok_and(|order| ticket(app, key, order, UNIX_EPOCH).is_ok())
    };
    assert_eq!(orders.iter().filter(|text| is_taken(text)).count(), 2);
    orders
}

proptest! {
    #[test]
    fn an_envelope_is_opened_only_as_it_was_sealed(text in hostile(envelopes())) {
        if let Ok(opened) = unseal::open(&SECRET, &text) {
            prop_assert_eq!(opened, "honnête");
        }
    }

    #[test]
    fn an_attestation_that_no_key_signed_is_refused(text in hostile(corpus("attestation"))) {
        let keys = Keys::open(None).unwrap().ring();
        prop_assert!(claims(&keys, &text, Timestamp::now()).is_err());
    }

    #[test]
    fn a_visit_that_was_not_given_out_is_refused(text in hostile(corpus("visit"))) {
        let visits = Visits::new().unwrap();
        prop_assert!(visits.check(&text, "cantine", UNIX_EPOCH).is_err());
    }

    #[test]
    fn a_ticket_is_made_of_a_right_order_alone(text in hostile(orders())) {
        let order = serde_json::from_str(&text);
        let (app, key) = &*DEMO;
        if let Ok(ticket) = order.map(|order| ticket(app, key, order, UNIX_EPOCH)) {
            let is_whole = |ticket: &Ticket| !ticket.subjects.is_empty() || matches!(ticket.holder, Holder::Agent(_));
            prop_assert!(ticket.map_or(true, |ticket| is_whole(&ticket)));
        }
    }

    #[test]
    fn a_word_that_is_no_ticket_opens_nothing(text in hostile(corpus("visit"))) {
        let looked = DEMO.0.tickets.look(&text, "cantine-2026", Some("http://127.0.0.1:9"), UNIX_EPOCH);
        prop_assert!(looked.is_err());
    }

    #[test]
    fn an_identity_that_france_connect_did_not_sign_is_nobody(text in hostile(corpus("identity"))) {
        prop_assert!(!userinfo::is_signed(&text, &SECRET.public_key()));
    }

    #[test]
    fn a_public_key_to_seal_with_is_read_or_refused(text in hostile(corpus("envelope"))) {
        prop_assert!(SealKey::parse(&text).is_err());
    }

    #[test]
    fn each_mistake_of_a_configuration_has_a_line_of_it(text in hostile(corpus("configuration"))) {
        if let Err(Error::Config(mistakes)) = Config::parse(&text, FilePath::new("/nowhere"), &CATALOGUE) {
            let lines = text.matches('\n').count() + 1;
            for mistake in &mistakes.0 {
                prop_assert!((1..=lines).contains(&mistake.line));
                prop_assert!(!mistake.to_owned().kind.to_string().is_empty());
            }
        }
    }
}
