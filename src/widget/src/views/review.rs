//! Third step: check what came, choose between what was typed and what came, then fill.

use model::fill::{Gap, Line};
use model::protocol::{Definition, SourceResult};
use yew::{Html, html};

use super::parts;
use crate::fields::{Choice, radios};
use crate::state::{Action, Received};
use crate::texts;
use crate::ui::{Ui, Weight, say, value};

/// What will be written, what is in the way, what is missing and why.
pub(crate) fn review(ui: &Ui, received: &Received, definition: &Definition) -> Html {
    let review = &received.review;
    let (conflicts, new): (Vec<&Line>, Vec<&Line>) =
        review.lines.iter().partition(|line| line.old.is_some());
    html! {
        <>
            { parts::step_heading(ui, 3) }
            { for received.answer.results.iter().map(|(source, result)| outcome(ui, definition, source, result)) }
            if review.lines.is_empty() {
                <p>{ ui.texts.nothing_to_fill }</p>
            } else {
                <p>{ ui.texts.review_intro }</p>
            }
            if !conflicts.is_empty() {
                <h3 class="pr-subtitle">{ ui.texts.conflicts }</h3>
                <p>{ ui.texts.conflicts_hint }</p>
                { for conflicts.into_iter().map(|line| conflict(ui, received, line)) }
            }
            if !new.is_empty() {
                <h3 class="pr-subtitle">{ ui.texts.new_values }</h3>
                <dl class="pr-values">{ for new.into_iter().map(new_value) }</dl>
            }
            if let Some(rows) = texts::rows_to_add(ui.lang, review.rows_to_add) {
                <p>{ say(rows) }</p>
            }
            { gaps(ui, &review.missing) }
            { actions(ui, received) }
        </>
    }
}

/// Who answered for a source and for when, or why it did not.
fn outcome(ui: &Ui, definition: &Definition, source: &str, result: &SourceResult) -> Html {
    let label = parts::source_label(definition, source).unwrap_or(source);
    let from = parts::origin(ui, definition, source, result);
    html! {
        <>
            if result.status.has_data() {
                <p class="pr-origin-line">{ say(format!("{label} ({from})")) }</p>
            }
            if let Some(problem) = &result.problem {
                { parts::problem(problem, Some(label)) }
            }
        </>
    }
}

/// "Enfant 1, Prénoms": the control's label after that of its group.
fn label(group: Option<&String>, label: &str) -> Html {
    html! {
        <>
            if let Some(group) = group {
                <span class="pr-about">{ say(group.clone()) }<span class="pr-hidden">{ ", " }</span></span>
            }
            { say(label.to_owned()) }
        </>
    }
}

fn new_value(line: &Line) -> Html {
    html! {
        <div key={line.id.0}>
            <dt>{ label(line.group.as_ref(), &line.label) }</dt>
            <dd>{ value(line.new.clone()) }</dd>
        </div>
    }
}

fn conflict(ui: &Ui, received: &Received, line: &Line) -> Html {
    let kept = received.kept.contains(&line.id);
    let choice = |text: &'static str, shown: &str, keep: bool| Choice {
        label: html! { <>{ text }{ " " }{ value(shown.to_owned()) }</> },
        checked: kept == keep,
        action: Action::Keep(line.id, keep),
    };
    let choices = vec![
        choice(
            ui.texts.keep_old,
            line.old.as_deref().unwrap_or_default(),
            true,
        ),
        choice(ui.texts.take_new, &line.new, false),
    ];
    let legend = label(line.group.as_ref(), &line.label);
    radios(
        ui,
        &format!("line-{}", line.id.0),
        legend,
        None,
        None,
        choices,
    )
}

/// What the person fills in by themselves, and why.
pub(super) fn gaps(ui: &Ui, gaps: &[Gap]) -> Html {
    let line = |gap: &Gap| {
        let reason = texts::gap(ui.lang, gap.reason);
        html! { <li>{ label(gap.group.as_ref(), &gap.label) }{ " : " }{ say(reason) }</li> }
    };
    html! {
        if !gaps.is_empty() {
            <h3 class="pr-subtitle">{ ui.texts.gaps }</h3>
            <ul class="pr-list">{ for gaps.iter().map(line) }</ul>
        }
    }
}

fn actions(ui: &Ui, received: &Received) -> Html {
    html! {
        <div class="pr-actions">
            if received.writes() {
                { ui.button(Weight::Primary, ui.texts.fill, Action::Fill) }
            }
            { ui.button(Weight::Link, ui.texts.by_hand, Action::ByHand) }
        </div>
    }
}
