//! What happens meanwhile, for those who cannot see it. Where the focus moves, the heading is read already: here is
//! only what it does not say.

use model::protocol::Answer;
use yew::{Html, html};

use crate::state::{Asked, Failed, Received, State, Step, Whom};
use crate::texts::{self, texts};
use crate::ui::say;

/// A place that is always there: what comes in it is read out.
pub(crate) fn announcement(state: &State) -> Html {
    html! { <p class="pr-hidden" role="status" key="status">{ say(news(state)) }</p> }
}

fn news(state: &State) -> String {
    let (lang, texts) = (state.lang, texts(state.lang));
    match &state.step {
        Step::Agree if state.notice_changed => texts.notice_changed.to_owned(),
        Step::Asking(asked) => arrivals(state, asked),
        Step::Review(received) if received.filling => texts.filling.to_owned(),
        Step::Review(received) => arrived(state, received),
        Step::Done(done) => texts::filled(lang, done.filled.count),
        Step::Failed(failed) => titles(failed),
        Step::Who => for_whom(state).to_owned(),
        Step::Known { is_expired: true } => texts.known_expired.to_owned(),
        Step::Loading
        | Step::Examined(_)
        | Step::Agree
        | Step::Identifying(_)
        | Step::Known { .. }
        | Step::Sent(_)
        | Step::Undone(_)
        | Step::ByHand { .. } => String::new(),
    }
}

/// What the choice of whom it is for brings on the page.
fn for_whom(state: &State) -> &'static str {
    let texts = texts(state.lang);
    match state.whom() {
        Whom::Child => texts.whom_child_note,
        Whom::Other if !state.may_go_on() => texts.helping_law,
        Whom::Family | Whom::Other => "",
    }
}

/// The last arrival, or that the next one takes long. One source alone arrives with the review.
fn arrivals(state: &State, asked: &Asked) -> String {
    let texts = texts(state.lang);
    let count = state.agreed().len();
    match asked.came.last() {
        _ if asked.is_late() => texts.asking_slow.to_owned(),
        Some((source, has_data)) if count > 1 => {
            let mut sources = state.definition.iter().flat_map(|one| &one.sources);
            let known = sources.find(|known| known.id == *source);
            let provider = known.map_or(source, |known| &known.provider.name);
            texts::answered(state.lang, provider, *has_data, asked.came.len(), count)
        }
        _ => String::new(),
    }
}

/// How much came, and what it would fill.
fn arrived(state: &State, received: &Received) -> String {
    let Answer { results, .. } = &*received.answer;
    let useful = results.values().filter(|result| result.status.has_data());
    let came = texts::all_answered(state.lang, useful.count(), results.len());
    let lines = texts::to_fill(state.lang, received.review.lines.len());
    format!("{came} {lines}")
}

/// What happened, each thing once.
fn titles(failed: &Failed) -> String {
    let mut titles: Vec<String> = Vec::new();
    for (_, problem) in &failed.problems {
        let title = format!("{}.", problem.title);
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles.join(" ")
}

#[cfg(test)]
mod tests;
