//! How long to wait for a page that may still show what depends on what was written.

use model::fill::{Control, Kind, Reason};
use web_sys::{Element, Node};

use super::job::Job;
use super::{dom, wait};

/// How long the form must not change to be at rest, in milliseconds: many wait for 300 to hear what was typed.
const CALM: u32 = 350;
/// How long the page has in all.
const LIMIT: f64 = 3000.0;

/// The time that the page has left.
pub(super) struct Patience {
    end: f64,
}

impl Patience {
    pub(super) fn new() -> Self {
        Self {
            end: wait::now() + LIMIT,
        }
    }

    /// Waits for the page to change after it was written; whether it did.
    ///
    /// A list without choices is about to get them; elsewhere, a page that does not move for a moment is done.
    pub(super) fn wait(&self, job: &Job<'_>) -> impl Future<Output = bool> + use<> {
        let left = self.end - wait::now();
        let places = match job.tasks.is_empty() || left <= 0.0 {
            true => Vec::new(),
            false => places(&job.host.form()),
        };
        let mut missing = job.plan.missing.iter();
        let lacks = missing.any(|gap| matches!(gap.reason, Reason::Disabled | Reason::NoChoice));
        let is_loading = lacks && job.scan.page.controls.iter().any(is_loading);
        let calm = if is_loading { left as u32 } else { CALM };
        async move { !places.is_empty() && wait::changes(&places, calm, left).await }
    }
}

/// Where the form may change: in itself, and in the shadow roots there.
fn places(form: &Element) -> Vec<Node> {
    let (_, inside) = dom::deep_with_shadows(form);
    let inside = inside.into_iter().map(Node::from);
    inside.chain([form.clone().into()]).collect()
}

/// Whether the control waits for its choices.
fn is_loading(control: &Control) -> bool {
    match &control.kind {
        Kind::Choice(choices) | Kind::Choices(choices) => {
            let mut choices = choices.iter();
            !choices.any(|choice| choice.enabled && !choice.value.is_empty())
        }
        Kind::Closed(reason) => *reason == Reason::Disabled,
        _ => false,
    }
}
