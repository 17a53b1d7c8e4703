//! What several views show.

use model::lang::Lang;
use model::protocol::{Definition, Problem, SourceResult};
use yew::{Html, html};

use crate::countdown::Countdown;
use crate::failure::Way;
use crate::state::{Action, Failed};
use crate::texts;
use crate::typed::Person;
use crate::ui::{self, Ui, Weight, say, value};

/// The heading of a step, which takes the focus when the step opens.
pub(super) fn heading(title: &'static str) -> Html {
    html! { <h2 class="pr-title" tabindex="-1" key={title}>{ title }</h2> }
}

/// The heading of one of the three steps, counted from 1.
pub(super) fn step_heading(ui: &Ui, rank: usize, title: &'static str) -> Html {
    html! {
        <h2 class="pr-title" tabindex="-1" key={rank}>
            <span class="pr-step">{ say(texts::step(ui.lang, rank)) }<span class="pr-hidden">{ ", " }</span></span>
            { say(title) }
        </h2>
    }
}

/// A problem: what happened, the one thing to do next, and the other way of asking when there is one.
pub(super) fn problem(ui: &Ui, problem: &Problem, about: Option<&str>) -> Html {
    html! {
        <div class="pr-problem">
            <h3 class="pr-subtitle">{ say(problem.title.clone()) }</h3>
            if let Some(about) = about {
                <p class="pr-about">{ say(about.to_owned()) }</p>
            }
            <p>{ say(problem.detail.clone()) }</p>
            <p>{ say(problem.next_step.clone()) }</p>
            if let Some(other) = &problem.alternative {
                { ui.button(Weight::Secondary, other.label.clone(), Action::AskOtherwise(other.clone())) }
            }
        </div>
    }
}

/// The label of a source.
pub(super) fn source_label<'a>(definition: &'a Definition, source: &str) -> Option<&'a str> {
    let known = definition.sources.iter().find(|known| known.id == source)?;
    Some(&known.label)
}

/// Who answered and for which month: "CNAF, octobre 2026".
pub(super) fn origin(
    ui: &Ui,
    definition: &Definition,
    source: &str,
    result: &SourceResult,
) -> String {
    let asked = definition.sources.iter().find(|known| known.id == source);
    let provider = result
        .provider
        .as_deref()
        .or(asked.map(|source| source.provider.name.as_str()));
    texts::origin(ui.lang, provider.unwrap_or(source), result.period)
}

/// The receipt: its number, and the page where it is read, kept and withdrawn.
pub(super) fn receipt(ui: &Ui, id: &str) -> Html {
    let href = ui.relay.receipt(id, ui.lang);
    html! {
        <p>
            { ui.texts.receipt }{ " " }{ value(id.to_owned()) }<br />
            <a class="pr-out" {href} target="_blank" rel="noopener noreferrer">{ ui.texts.receipt_link }</a>
        </p>
    }
}

/// What a person is called in a heading.
pub(crate) fn name(lang: Lang, person: &Person) -> &str {
    match person.about() {
        Some(about) => &about.label,
        None => texts::texts(lang).you,
    }
}

/// Nobody is asked again without the person's act; when it is too early, the button waits for its time.
pub(super) fn way_on(ui: &Ui, weight: Weight, failed: &Failed, can_mend: bool) -> Html {
    let retry = || ui.button(weight, ui.texts.retry, Action::Retry);
    match (failed.way, failed.retry_after()) {
        (Way::Correct, _) if can_mend => ui.button(weight, ui.texts.correct, Action::Correct),
        (Way::Retry, Some(seconds)) => html! {
            <Countdown lang={ui.lang} {seconds}>
                { retry() }
            </Countdown>
        },
        (Way::Retry, None) => retry(),
        (Way::Identify, _) => ui::button(
            weight,
            ui.texts.retry_france_connect,
            ui.on_identify(|_| None),
        ),
        (Way::Correct | Way::None, _) => Html::default(),
    }
}
