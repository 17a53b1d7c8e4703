//! Third step: check what came, choose between what was typed and what came, then fill.

use model::fill::{Gap, Line};
use model::path::{Path, Step};
use model::protocol::{Definition, Problem, SourceResult};
use yew::{Html, html};

use super::parts;
use crate::fields::{Choice, radios};
use crate::state::{Action, Failed, Received, State};
use crate::texts;
use crate::ui::{Ui, Weight, say, value};

/// What came and will be written, what is in the way, what did not come, what is missing and why.
pub(crate) fn review(ui: &Ui, state: &State, received: &Received, definition: &Definition) -> Html {
    let review = &received.review;
    let results = || received.answer.results.iter();
    // What was not agreed to is no surprise: it is not listed.
    let is_agreed = |path: &Path| state.ticked.iter().any(|(_, item)| item.covers(path));
    let (conflicts, new): (Vec<&Line>, Vec<&Line>) =
        review.lines.iter().partition(|line| line.old.is_some());
    html! {
        <>
            { parts::step_heading(ui, 3, ui.texts.review) }
            { for results().map(|(source, result)| came(ui, definition, source, result)) }
            if review.lines.is_empty() && review.rows_to_add == 0 {
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
                { for new.chunk_by(|one, other| is_same_section(one, other)).map(|lines| section(definition, lines)) }
            }
            if let Some(rows) = texts::rows_to_add(ui.lang, review.rows_to_add) {
                <p>{ say(rows) }</p>
            }
            { for results().map(|(source, result)| failed(ui, state, definition, source, result)) }
            { gaps(ui, definition, review.missing.iter().filter(|gap| is_agreed(&gap.path))) }
            { actions(ui, state, received) }
        </>
    }
}

/// Who answered for a source, and for when.
fn came(ui: &Ui, definition: &Definition, source: &str, result: &SourceResult) -> Html {
    let label = parts::source_label(definition, source).unwrap_or(source);
    let from = parts::origin(ui, definition, source, result);
    html! {
        if result.status.has_data() {
            <p class="pr-origin-line">{ say(format!("{label} ({from})")) }</p>
        }
    }
}

/// Why a source did not answer, or not in full.
fn failed(
    ui: &Ui,
    state: &State,
    definition: &Definition,
    source: &str,
    result: &SourceResult,
) -> Html {
    let label = parts::source_label(definition, source).unwrap_or(source);
    let problem = result
        .problem
        .clone()
        .map(|problem| by_oneself(ui, state, problem));
    html! {
        if let Some(problem) = problem {
            { parts::problem(ui, &problem, Some(label)) }
        }
    }
}

/// Where nothing more can be asked, nothing but the person's own hand is proposed.
fn by_oneself(ui: &Ui, state: &State, problem: Problem) -> Problem {
    if !state.is_spent() {
        return problem;
    }
    Problem {
        next_step: ui.texts.by_yourself.to_owned(),
        alternative: None,
        ..problem
    }
}

/// The lines of one section: those of the same row of a list, or of the same group of the page.
fn section(definition: &Definition, lines: &[&Line]) -> Html {
    let title = lines
        .first()
        .and_then(|line| place(definition, &line.path, line.group.as_deref()));
    html! {
        <>
            if let Some(title) = &title {
                <h4 class="pr-section">{ say(title.clone()) }</h4>
            }
            <dl class="pr-values">
                { for lines.iter().map(|line| new_value(line, title.as_deref())) }
            </dl>
        </>
    }
}

/// Where a control stands: its group, else the row of the list that its value is in.
fn place(definition: &Definition, path: &Path, group: Option<&str>) -> Option<String> {
    let mut items = definition.sources.iter().flat_map(|source| &source.items);
    let of_row = || {
        let item = items.find(|item| item.path.covers(path))?;
        Some(format!("{}, {}", item.label, row(path)?.1 + 1))
    };
    group.map(str::to_owned).or_else(of_row)
}

fn is_same_section(one: &Line, other: &Line) -> bool {
    match (row(&one.path), row(&other.path)) {
        (None, None) => one.group == other.group,
        (one, other) => one == other,
    }
}

/// The row of a list that a path leads into: `enfants`, 1.
fn row(path: &Path) -> Option<(&str, usize)> {
    let steps = path.steps();
    steps.windows(2).find_map(|pair| match pair {
        [Step::Key(list), Step::Index(rank)] => Some((&**list, *rank)),
        _ => None,
    })
}

fn new_value(line: &Line, title: Option<&str>) -> Html {
    let group = line.group.as_deref().filter(|group| Some(*group) != title);
    html! {
        <div key={line.id.0}>
            <dt>{ say(texts::label(group, &line.label)) }</dt>
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
    let legend = say(texts::label(line.group.as_deref(), &line.label));
    radios(
        ui,
        &ui.id(&format!("line-{}", line.id.0)),
        legend,
        None,
        None,
        choices,
    )
}

/// What the person fills in by themselves, and why.
pub(super) fn gaps<'a>(
    ui: &Ui,
    definition: &Definition,
    gaps: impl Iterator<Item = &'a Gap>,
) -> Html {
    let mut gaps = gaps.peekable();
    html! {
        if gaps.peek().is_some() {
            <h3 class="pr-subtitle">{ ui.texts.gaps }</h3>
            { gap_list(ui, definition, gaps) }
        }
    }
}

/// Controls, each with what is to be said of it.
pub(super) fn gap_list<'a>(
    ui: &Ui,
    definition: &Definition,
    gaps: impl Iterator<Item = &'a Gap>,
) -> Html {
    let place = |gap: &Gap| place(definition, &gap.path, gap.group.as_deref());
    let lines = gaps
        .map(|gap| texts::gap(ui.lang, place(gap).as_deref(), &gap.label, gap.reason))
        .map(|line| html! { <li>{ say(line) }</li> });
    html! { <ul class="pr-list">{ for lines }</ul> }
}

fn actions(ui: &Ui, state: &State, received: &Received) -> Html {
    html! {
        <div class="pr-actions">
            if received.writes() {
                { ui.button(Weight::Primary, ui.texts.fill, Action::Fill) }
            }
            if !state.is_spent() {
                { parts::way_on(ui, Weight::Secondary, &Failed::of_sources(&received.answer), state.can_mend()) }
            }
            { ui.button(Weight::Link, ui.texts.by_hand, Action::ByHand) }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::fill::LineId;

    fn line(path: &str, group: &str) -> Line {
        Line {
            id: LineId(0),
            source: "quotient_familial".into(),
            path: path.parse().unwrap(),
            group: Some(group.into()),
            label: "Nom".into(),
            old: None,
            new: "MORVAN".into(),
        }
    }

    #[test]
    fn a_child_is_one_section_whatever_the_groups_inside() {
        let name = line("enfants[0].nom_naissance", "Enfant 1");
        let date = line("enfants[0].date_naissance", "Date de naissance");
        let second = line("enfants[1].nom_naissance", "Enfant 1");
        assert!(is_same_section(&name, &date));
        assert!(!is_same_section(&name, &second));
    }

    #[test]
    fn elsewhere_a_section_is_a_group_of_the_page() {
        let amount = line("quotient_familial.valeur", "Votre quotient");
        let month = line("quotient_familial.mois", "Votre quotient");
        let street = line("adresse.voie", "Votre adresse");
        assert!(is_same_section(&amount, &month));
        assert!(!is_same_section(&month, &street));
    }
}
