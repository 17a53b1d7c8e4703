//! What a webmaster is told of the form, control by control, and the mapping that could be pasted.

use model::doctor::{Fact, Finding, Weight as Matters, proposals};
use yew::{Html, html};

use super::parts;
use crate::state::Action;
use crate::ui::{Ui, Weight, say};

/// Every finding, what matters most first.
pub(crate) fn examined(ui: &Ui, findings: &[Finding]) -> Html {
    let mut sorted: Vec<_> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.fact.weight()));
    html! {
        <>
            { parts::heading(ui.texts.doctor) }
            <p>{ ui.texts.doctor_intro }</p>
            <ul class="pr-doctor">{ for sorted.into_iter().map(|finding| line(ui, finding)) }</ul>
            { proposed(ui, findings) }
            <div class="pr-actions">
                { ui.button(Weight::Primary, ui.texts.doctor_again, Action::Examine) }
                { ui.button(Weight::Link, ui.texts.doctor_try, Action::Try) }
            </div>
        </>
    }
}

fn line(ui: &Ui, finding: &Finding) -> Html {
    let texts = ui.texts;
    let (word, class) = match (&finding.fact, finding.fact.weight()) {
        (Fact::Unmapped, _) => (texts.doctor_unmapped, "pr-doctor--fine"),
        (_, Matters::Fine) => (texts.doctor_mapped, "pr-doctor--fine"),
        (_, Matters::Note) => (texts.doctor_note, "pr-doctor--note"),
        (_, Matters::Warning) => (texts.doctor_warning, "pr-doctor--warning"),
        (_, Matters::Error) => (texts.doctor_error, "pr-doctor--error"),
    };
    html! {
        <li {class}>
            <strong>{ word }</strong>{ " " }<code>{ say(finding.selector.clone()) }</code>{ " " }
            if !finding.label.is_empty() {
                { say(format!("({}) ", finding.label)) }
            }
            { say(finding.fact.sentence(ui.lang)) }
        </li>
    }
}

/// The block to paste.
fn proposed(ui: &Ui, findings: &[Finding]) -> Html {
    let lines: Vec<_> = proposals(findings)
        .map(|(selector, proposal)| {
            let selector = selector.replace('\\', "\\\\").replace('"', "\\\"");
            format!("  \"{selector}\": \"{}\"", proposal.target)
        })
        .collect();
    if lines.is_empty() {
        return Html::default();
    }
    let block = format!(
        "<script type=\"application/json\" id=\"pre-remplir-mapping\">\n{{\n{}\n}}\n</script>",
        lines.join(",\n")
    );
    html! {
        <>
            <p>{ ui.texts.doctor_proposed }</p>
            <pre class="pr-doctor-block" tabindex="0">{ say(block) }</pre>
        </>
    }
}
