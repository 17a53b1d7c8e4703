//! The pace of upstream calls: never faster than the API allows, first come, first served, and a bounded wait.
//!
//! The API takes 20 calls a second per token and 1,000 a minute per address, and bans for twelve hours an address that
//! ignores it. Fifteen a second, three at once, keeps every second under 20 and every minute under 1,000.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// The time between two calls: fifteen a second.
const INTERVAL: Duration = Duration::from_nanos(1_000_000_000 / 15);
/// How many calls may leave at once after a quiet time.
const BURST: u32 = 3;
/// The longest a call waits for its turn; the next one is refused.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Gives turns to the calls that leave this machine.
///
/// A turn is planned when a request is admitted, so that whoever would wait too long is told at once. What was planned may
/// slip (a slow disk, a machine that was paused): the gate spaces the calls again at the moment they leave.
#[derive(Debug, Default)]
pub(crate) struct Pacer {
    plan: Mutex<State>,
    gate: tokio::sync::Mutex<Option<Instant>>,
}

#[derive(Debug, Default)]
struct State {
    /// When the next call would leave, were there no burst.
    next: Option<Instant>,
    /// Until when each organisation's calls are held, since the API said so.
    held: BTreeMap<String, Instant>,
}

/// Leave to make one call at a time that has been set aside for it.
#[derive(Debug)]
#[must_use = "a turn that is not used is lost for everyone"]
pub(crate) struct Turn(Instant);

/// There is no turn within [`LONGEST_WAIT`]: how long until there may be one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Full(pub(crate) Duration);

impl Full {
    /// The wait in whole seconds, at least one.
    pub(crate) fn seconds(&self) -> u64 {
        self.0.as_secs().max(1) + u64::from(self.0.subsec_nanos() > 0 && self.0.as_secs() > 0)
    }
}

impl Pacer {
    /// Sets aside a turn for each of `calls` calls of one organisation, or none at all.
    pub(crate) fn take(&self, organisation: &str, calls: usize) -> Result<Vec<Turn>, Full> {
        let now = Instant::now();
        let mut state = self.plan.lock().unwrap_or_else(PoisonError::into_inner);
        let held = state
            .held
            .get(organisation)
            .copied()
            .filter(|until| *until > now);
        let mut next = state.next.unwrap_or(now).max(now);
        let mut turns = Vec::with_capacity(calls);
        for _ in 0..calls {
            let leaves = after_burst(next).max(now);
            let leaves = held.map_or(leaves, |until| leaves.max(until));
            if leaves > now + LONGEST_WAIT {
                return Err(Full(leaves - now - LONGEST_WAIT));
            }
            turns.push(Turn(leaves));
            next += INTERVAL;
        }
        state.next = Some(next);
        Ok(turns)
    }

    /// Waits until the call may leave: its own turn, then the time since the calls that left before it.
    pub(crate) async fn leave(&self, turn: Turn) {
        tokio::time::sleep_until(turn.0).await;
        let mut gate = self.gate.lock().await;
        if let Some(next) = *gate {
            tokio::time::sleep_until(after_burst(next)).await;
        }
        let now = Instant::now();
        *gate = Some(gate.unwrap_or(now).max(now) + INTERVAL);
    }

    /// Holds an organisation's calls for as long as the API asked.
    pub(crate) fn hold(&self, organisation: &str, wait: Duration) {
        let mut state = self.plan.lock().unwrap_or_else(PoisonError::into_inner);
        let until = Instant::now() + wait;
        let held = state.held.entry(organisation.to_owned()).or_insert(until);
        *held = until.max(*held);
    }
}

/// The moment a call may leave when, were there no burst, it would at `next`.
fn after_burst(next: Instant) -> Instant {
    next.checked_sub(INTERVAL * (BURST - 1)).unwrap_or(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// When each of `calls` calls leaves, in order, when all ask at once.
    fn leaving(pacer: &Pacer, calls: usize) -> Vec<Instant> {
        (0..calls)
            .map_while(|_| Some(pacer.take("ville", 1).ok()?.pop()?.0))
            .collect()
    }

    #[tokio::test(start_paused = true)]
    async fn no_second_sees_more_than_eighteen_calls_however_many_ask() {
        let leaving = leaving(&Pacer::default(), 200);
        for (rank, first) in leaving.iter().enumerate() {
            let within = leaving[rank..]
                .iter()
                .take_while(|at| **at - *first < Duration::from_secs(1))
                .count();
            assert!(within <= 18, "{within} calls in one second");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn turns_that_slipped_do_not_all_leave_at_once() {
        let pacer = std::sync::Arc::new(Pacer::default());
        let turns: Vec<_> = (0..70)
            .map_while(|_| pacer.take("ville", 1).ok()?.pop())
            .collect();
        assert_eq!(turns.len(), 70);
        // A slow disk, or a machine that was paused: every turn has passed.
        tokio::time::advance(Duration::from_secs(10)).await;
        let leaving = turns.into_iter().map(|turn| {
            let pacer = pacer.clone();
            tokio::spawn(async move {
                pacer.leave(turn).await;
                Instant::now()
            })
        });
        let mut left = Vec::new();
        for call in leaving.collect::<Vec<_>>() {
            left.push(call.await.unwrap());
        }
        for first in &left {
            let within = left
                .iter()
                .filter(|at| *at >= first && **at - *first < Duration::from_secs(1))
                .count();
            assert!(within <= 18, "{within} calls in one second");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_wait_is_bounded_and_the_next_is_told_when_to_come_back() {
        let pacer = Pacer::default();
        let start = Instant::now();
        let leaving = leaving(&pacer, 200);
        assert!(*leaving.last().unwrap() <= start + LONGEST_WAIT);
        assert!(leaving.len() < 200);
        let full = pacer.take("ville", 1).unwrap_err();
        assert!(full.seconds() >= 1);
        tokio::time::advance(full.0).await;
        assert!(pacer.take("ville", 1).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn several_calls_get_all_their_turns_or_none() {
        let pacer = Pacer::default();
        let room = leaving(&Pacer::default(), 200).len();
        leaving(&pacer, room - 1);
        assert!(pacer.take("ville", 2).is_err());
        assert!(pacer.take("ville", 1).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_quiet_minute_allows_a_burst_of_three_only() {
        let pacer = Pacer::default();
        leaving(&pacer, 5);
        tokio::time::advance(Duration::from_secs(60)).await;
        let now = Instant::now();
        assert_eq!(
            leaving(&pacer, 10).iter().filter(|at| **at == now).count(),
            3
        );
    }

    #[tokio::test(start_paused = true)]
    async fn an_organisation_that_the_api_slows_down_waits_alone() {
        let pacer = Pacer::default();
        pacer.hold("ville", Duration::from_secs(2));
        let now = Instant::now();
        assert_eq!(
            pacer.take("ville", 1).unwrap()[0].0,
            now + Duration::from_secs(2)
        );
        assert_eq!(pacer.take("bourg", 1).unwrap()[0].0, now);
        pacer.hold("ville", Duration::from_secs(60));
        assert_eq!(pacer.take("ville", 1).unwrap_err().seconds(), 55);
    }

    #[test]
    fn a_wait_is_said_in_whole_seconds() {
        let seconds = |millis| Full(Duration::from_millis(millis)).seconds();
        assert_eq!(
            (seconds(0), seconds(10), seconds(1000), seconds(1001)),
            (1, 1, 1, 2)
        );
    }
}
