//! The logins under way, and what came of those that are over, until their pages have been told.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use model::lang::Lang;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use ulid::Ulid;

use super::NotKnown;

/// The most logins at once.
const MOST: usize = 50_000;

/// What tells a browser from every other: the hash of its cookie.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Browser([u8; 32]);

impl Browser {
    /// The browser that has this cookie.
    pub(crate) fn of(cookie: &str) -> Self {
        Self(Sha256::digest(cookie).into())
    }
}

/// A login that has begun.
pub(crate) struct Login {
    pub(crate) form: String,
    pub(crate) origin: String,
    /// The visit of the page that waits for it.
    pub(crate) visit: Ulid,
    pub(super) nonce: SecretString,
    pub(super) verifier: SecretString,
    pub(crate) browser: Browser,
    /// The language of the page.
    pub(crate) lang: Lang,
    pub(crate) until: SystemTime,
    /// Where the provider is asked.
    pub(super) url: String,
    /// What only the page that opened the window is told, once the person is back. None when the person has said by a button of
    /// the relay's own that they come from this form: no other page can press it.
    pub(super) proof: Option<String>,
}

/// What came of a login.
pub(crate) struct Found {
    pub(crate) form: String,
    pub(crate) origin: String,
    /// The ticket, or why there is none.
    pub(crate) result: Result<SecretString, NotKnown>,
    /// What FranceConnect wants to see again when the person leaves it.
    pub(super) hint: Option<SecretString>,
    /// What the page must know to be told who the person is.
    pub(super) proof: Option<String>,
}

impl Found {
    /// A person who is not known: that is nobody's secret.
    pub(super) fn refused(form: String, origin: String, why: NotKnown) -> Self {
        let result = Err(why);
        Self {
            form,
            origin,
            result,
            hint: None,
            proof: None,
        }
    }
}

/// The logins of this relay.
#[derive(Default)]
pub(crate) struct Logins(Mutex<Memory>);

#[derive(Default)]
struct Memory {
    /// By the hash of their state.
    begun: HashMap<[u8; 32], Login>,
    /// By their visit, with the browser and the end of their time.
    over: HashMap<Ulid, (Found, Browser, SystemTime)>,
}

impl Logins {
    /// Notes that a login has begun under this state; an earlier one of the same visit is forgotten. When there are too many, the
    /// oldest makes room.
    pub(super) fn begin(&self, state: &SecretString, login: Login, now: SystemTime) {
        let mut memory = self.memory();
        memory.over.remove(&login.visit);
        memory
            .begun
            .retain(|_, begun| begun.visit != login.visit && now < begun.until);
        make_room(&mut memory.begun, |login| login.until);
        memory.begun.insert(hash(state.expose_secret()), login);
    }

    /// Notes that the person has said, by the relay's own button, that they come from this form; gives the provider's address.
    pub(super) fn confirm(
        &self,
        state: &str,
        browser: &[Browser],
        now: SystemTime,
    ) -> Option<String> {
        let mut memory = self.memory();
        let login = memory.begun.get_mut(&hash(state))?;
        let is_own = now < login.until && browser.contains(&login.browser);
        login.proof.take_if(|_| is_own);
        is_own.then(|| login.url.clone())
    }

    /// The login of this state, which is good once, in its time, in its own browser.
    pub(super) fn take(
        &self,
        state: &str,
        browser: &[Browser],
        now: SystemTime,
    ) -> Result<Login, NotKnown> {
        let mut memory = self.memory();
        let name = hash(state);
        let is_own = |login: &Login| now < login.until && browser.contains(&login.browser);
        // Someone else's browser takes nothing away from the one that began.
        if !memory.begun.get(&name).is_some_and(is_own) {
            return Err(NotKnown::Foreign);
        }
        memory.begun.remove(&name).ok_or(NotKnown::Foreign)
    }

    /// Notes what came of the login of a visit, which began in this browser.
    pub(super) fn end(&self, visit: Ulid, found: Found, browser: Browser, until: SystemTime) {
        let mut memory = self.memory();
        make_room(&mut memory.over, |(.., until)| *until);
        memory.over.insert(visit, (found, browser, until));
    }

    /// Notes that the person, once back, has said by the relay's own button that they come from this form: their page needs no
    /// other proof. `false` when this browser came back with no such proof.
    pub(super) fn release(&self, proof: &str, browser: &[Browser]) -> bool {
        let mut memory = self.memory();
        let mut over = memory.over.values_mut();
        let own = over
            .find(|(found, own, _)| found.proof.as_deref() == Some(proof) && browser.contains(own));
        own.and_then(|(found, ..)| found.proof.take()).is_some()
    }

    /// What came of the login of a visit, for its form from its origin, and for the page that has the proof where there is one;
    /// nothing as long as nobody came back.
    pub(crate) fn found(
        &self,
        visit: Ulid,
        form: &str,
        origin: Option<&str>,
        proof: Option<&str>,
    ) -> Option<Result<SecretString, NotKnown>> {
        let memory = self.memory();
        let (found, ..) = memory.over.get(&visit)?;
        let is_proved = found.proof.is_none() || found.proof.as_deref() == proof;
        let is_own = found.form == form && origin == Some(&found.origin) && is_proved;
        is_own.then(|| found.result.clone())
    }

    /// The form, and what FranceConnect wants to see again, of the person who came back for this visit in this browser.
    pub(super) fn hint(&self, visit: Ulid, browser: &[Browser]) -> Option<(String, SecretString)> {
        let mut memory = self.memory();
        let (found, own, _) = memory.over.get_mut(&visit)?;
        let hint = found.hint.take_if(|_| browser.contains(own))?;
        Some((found.form.clone(), hint))
    }

    /// Forgets what is over.
    pub(crate) fn forget(&self, now: SystemTime) {
        let mut memory = self.memory();
        memory.begun.retain(|_, login| now < login.until);
        memory.over.retain(|_, (.., until)| now < *until);
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where there are too many, the one that ends first goes.
fn make_room<K: Copy + Eq + Hash, V>(kept: &mut HashMap<K, V>, until: impl Fn(&V) -> SystemTime) {
    if kept.len() >= MOST {
        let first = kept.iter().min_by_key(|(_, one)| until(one));
        let first = first.map(|(name, _)| *name);
        first.and_then(|name| kept.remove(&name));
    }
}

fn hash(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::PATIENCE;
    use super::*;

    const NOW: SystemTime = SystemTime::UNIX_EPOCH;
    const PAGE: Option<&str> = Some("https://services.exemple.fr");

    fn browser() -> Browser {
        Browser::of("a")
    }

    fn begun(logins: &Logins, visit: Ulid) {
        let login = Login {
            form: "cantine".into(),
            origin: PAGE.unwrap().into(),
            visit,
            nonce: "n".into(),
            verifier: "v".into(),
            browser: browser(),
            lang: Lang::Fr,
            until: NOW + PATIENCE,
            url: "https://fc.exemple.fr".into(),
            proof: Some("proof".into()),
        };
        logins.begin(&"state".into(), login, NOW);
    }

    fn ended(logins: &Logins, visit: Ulid) {
        let (form, origin) = ("cantine".to_owned(), PAGE.unwrap().to_owned());
        let found = Found {
            form,
            origin,
            result: Ok("ticket".into()),
            hint: Some("hint".into()),
            proof: Some("proof".into()),
        };
        logins.end(visit, found, browser(), NOW + PATIENCE);
    }

    #[test]
    fn a_state_is_good_once_until_its_last_second_in_its_browser() {
        let (logins, visit) = (Logins::default(), Ulid::generate());
        let last = NOW + PATIENCE - Duration::from_secs(1);
        let take = |state: &str, cookie: Option<&str>, now| {
            let browser: Vec<_> = cookie.map(Browser::of).into_iter().collect();
            let taken = logins.take(state, &browser, now);
            taken.map(|login| login.visit).ok()
        };
        begun(&logins, visit);
        for (state, cookie, now) in [
            ("state", Some("a"), NOW + PATIENCE),
            ("state", Some("b"), NOW),
            ("state", None, NOW),
            ("stata", Some("a"), NOW),
        ] {
            assert_eq!(take(state, cookie, now), None, "{state} {cookie:?}");
        }
        assert_eq!(take("state", Some("a"), last), Some(visit));
        assert_eq!(take("state", Some("a"), last), None, "a second time");
    }

    #[test]
    fn what_came_is_told_to_the_page_that_waits_and_then_forgotten() {
        let (logins, visit) = (Logins::default(), Ulid::generate());
        let proved =
            |visit, form, origin, proof| logins.found(visit, form, origin, proof).is_some();
        let found = |visit, form, origin| proved(visit, form, origin, Some("proof"));
        assert!(!found(visit, "cantine", PAGE));
        ended(&logins, visit);
        assert!(found(visit, "cantine", PAGE));
        assert!(
            !proved(visit, "cantine", PAGE, None),
            "to a page that did not open the window"
        );
        assert!(!proved(visit, "cantine", PAGE, Some("proov")));
        assert!(!found(Ulid::generate(), "cantine", PAGE));
        assert!(!found(visit, "autre", PAGE));
        assert!(!found(
            visit,
            "cantine",
            Some("https://ailleurs.exemple.fr")
        ));
        assert!(!found(visit, "cantine", None));
        assert!(logins.hint(visit, &[Browser::of("b")]).is_none());
        assert!(logins.hint(visit, &[browser()]).is_some());
        assert!(logins.hint(visit, &[browser()]).is_none(), "left once");
        logins.forget(NOW + PATIENCE);
        assert!(!found(visit, "cantine", PAGE));
    }

    #[test]
    fn another_try_of_the_same_page_begins_anew() {
        let (logins, visit) = (Logins::default(), Ulid::generate());
        ended(&logins, visit);
        begun(&logins, visit);
        assert!(logins.found(visit, "cantine", PAGE, None).is_none());
    }

    #[test]
    fn who_says_so_by_the_relay_s_own_button_needs_no_other_proof() {
        let (logins, visit) = (Logins::default(), Ulid::generate());
        begun(&logins, visit);
        let confirmed =
            |state, cookie| logins.confirm(state, &[Browser::of(cookie)], NOW).is_some();
        assert!(!confirmed("state", "b") && !confirmed("autre", "a"));
        let proof = |logins: &Logins| logins.memory().begun.values().next().unwrap().proof.clone();
        assert!(proof(&logins).is_some());
        assert!(confirmed("state", "a"));
        assert!(proof(&logins).is_none());
    }

    #[test]
    fn the_one_that_ends_first_makes_room() {
        let ends = |rank: usize| NOW + Duration::from_secs(rank as u64);
        let mut kept: HashMap<usize, SystemTime> =
            (0..MOST).map(|rank| (rank, ends(rank))).collect();
        make_room(&mut kept, |until| *until);
        assert!(kept.len() == MOST - 1 && !kept.contains_key(&0));
        make_room(&mut kept, |until| *until);
        assert_eq!(kept.len(), MOST - 1, "there is room already");
    }
}
