//! Every sentence of the doctor: what is so, then what to do.

use super::{By, Clue, Fact, Proposal};
use crate::fill::Reason;
use crate::lang::Lang;

/// A fact in one sentence.
pub(super) fn sentence(fact: &Fact, lang: Lang) -> String {
    match lang {
        Lang::Fr => french(fact),
        Lang::En => english(fact),
    }
}

fn french(fact: &Fact) -> String {
    match fact {
        Fact::Mapped { target, by, before } => {
            let before = list(before, |by| place_fr(*by));
            let over = said(&before, |places| format!(" ; passe avant {places}"));
            format!("reçoit {target} (par {}{over})", place_fr(*by))
        }
        Fact::NotAPath { text, by } => format!(
            "« {text} » ({}) n’est pas un chemin : écrivez des noms séparés par des points, comme enfants[].prenoms",
            place_fr(*by)
        ),
        Fact::UnknownSource(id) => format!(
            "ce formulaire ne demande rien à la source « {id} » : ajoutez-la au formulaire dans la configuration du relais, ou corrigez son nom"
        ),
        Fact::OutOfScope { path, nearest } => match nearest {
            Some(nearest) => {
                format!("ce formulaire ne demande pas {path} : vouliez-vous dire {nearest} ?")
            }
            None => format!(
                "ce formulaire ne demande pas {path} : ajoutez-le à ses items au relais, ou retirez-le du champ"
            ),
        },
        Fact::Mistyped(path, reason) => {
            format!("ne peut pas recevoir {path} : {}", refusal_fr(*reason))
        }
        Fact::Closed(closed) => format!("relié, mais jamais rempli : {}", closed_fr(*closed)),
        Fact::OutsideItsList(path) => format!(
            "{path} vise chaque ligne d’une liste, et ce champ n’est dans aucune : seule la première est écrite ; posez data-prefill-each autour des lignes, ou écrivez [0]"
        ),
        Fact::Twice { target, other } => format!(
            "reçoit {target}, comme {other} : retirez l’un des deux s’ils ne demandent pas la même chose"
        ),
        Fact::SeveralSources(path, sources) => format!(
            "{path} vient de plusieurs sources ({}), la première est lue : écrivez la bonne devant, comme {}:{path}",
            sources.join(", "),
            sources.last().map_or("", String::as_str)
        ),
        Fact::NotAList(each) => format!(
            "data-prefill-each=\"{each}\" n’est pas une liste de ce formulaire : écrivez par exemple enfants"
        ),
        Fact::NoAddButton(selector) => format!(
            "data-prefill-add=\"{selector}\" ne trouve aucun bouton : corrigez le sélecteur, ou les lignes manquantes ne seront pas ajoutées"
        ),
        Fact::Proposed(proposal) => {
            format!("non relié ; semble demander {}", proposed_fr(proposal))
        }
        Fact::Ambiguous(proposals) => format!(
            "non relié ; pourrait demander {}",
            list(proposals, proposed_fr).join(" ou ")
        ),
        Fact::Unmapped => "non relié : la personne le remplit".to_owned(),
    }
}

fn english(fact: &Fact) -> String {
    match fact {
        Fact::Mapped { target, by, before } => {
            let before = list(before, |by| place_en(*by));
            let over = said(&before, |places| format!("; goes before {places}"));
            format!("gets {target} (by {}{over})", place_en(*by))
        }
        Fact::NotAPath { text, by } => format!(
            "`{text}` ({}) is not a path: write names separated by dots, such as enfants[].prenoms",
            place_en(*by)
        ),
        Fact::UnknownSource(id) => format!(
            "this form asks nothing of the source `{id}`: add it to the form in the relay's configuration, or correct its name"
        ),
        Fact::OutOfScope { path, nearest } => match nearest {
            Some(nearest) => {
                format!("this form does not ask for {path}: did you mean {nearest}?")
            }
            None => format!(
                "this form does not ask for {path}: add it to the form's items at the relay, or take it off the control"
            ),
        },
        Fact::Mistyped(path, reason) => format!("cannot take {path}: {}", refusal_en(*reason)),
        Fact::Closed(closed) => format!("mapped, and never filled: {}", closed_en(*closed)),
        Fact::OutsideItsList(path) => format!(
            "{path} is about every row of a list, and this control stands in none: only the first is written; put data-prefill-each around the rows, or write [0]"
        ),
        Fact::Twice { target, other } => format!(
            "gets {target}, as {other} does: take it off one of them unless they ask for the same thing"
        ),
        Fact::SeveralSources(path, sources) => format!(
            "{path} comes from several sources ({}), the first is read: write the right one before it, such as {}:{path}",
            sources.join(", "),
            sources.last().map_or("", String::as_str)
        ),
        Fact::NotAList(each) => format!(
            "data-prefill-each=\"{each}\" is no list of this form: write for instance enfants"
        ),
        Fact::NoAddButton(selector) => format!(
            "data-prefill-add=\"{selector}\" finds no button: correct the selector, or missing rows will not be added"
        ),
        Fact::Proposed(proposal) => {
            format!("not mapped; seems to ask for {}", proposed_en(proposal))
        }
        Fact::Ambiguous(proposals) => format!(
            "not mapped; could ask for {}",
            list(proposals, proposed_en).join(" or ")
        ),
        Fact::Unmapped => "not mapped: the person fills it".to_owned(),
    }
}

fn list<T, U>(all: &[T], say: impl Fn(&T) -> U) -> Vec<U> {
    all.iter().map(say).collect()
}

fn said(places: &[&str], say: impl Fn(String) -> String) -> String {
    match places {
        [] => String::new(),
        _ => say(places.join(", ")),
    }
}

fn place_fr(by: By) -> &'static str {
    match by {
        By::Attribute => "data-prefill",
        By::Page => "le bloc JSON de la page",
        By::Relay => "la configuration du relais",
    }
}

fn place_en(by: By) -> &'static str {
    match by {
        By::Attribute => "data-prefill",
        By::Page => "the page's JSON block",
        By::Relay => "the relay's configuration",
    }
}

fn proposed_fr(proposal: &Proposal) -> String {
    let why = match &proposal.clue {
        Clue::Autocomplete(token) => format!("autocomplete=\"{token}\""),
        Clue::Label(label) => format!("libellé « {label} »"),
        Clue::Name(name) => format!("nom « {name} »"),
    };
    format!("{} ({} %, {why})", proposal.target, proposal.confidence)
}

fn proposed_en(proposal: &Proposal) -> String {
    let why = match &proposal.clue {
        Clue::Autocomplete(token) => format!("autocomplete=\"{token}\""),
        Clue::Label(label) => format!("label “{label}”"),
        Clue::Name(name) => format!("name `{name}`"),
    };
    format!("{} ({}%, {why})", proposal.target, proposal.confidence)
}

fn closed_fr(reason: Reason) -> &'static str {
    match reason {
        Reason::Disabled => "il est désactivé ; retirez disabled",
        Reason::ReadOnly => "il est en lecture seule ; retirez readonly",
        Reason::Hidden => "il est caché ; reliez un champ que la personne voit",
        Reason::Never => "c’est un mot de passe ou un fichier ; retirez la correspondance",
        _ => "aucune donnée ne va dans un champ de ce type ; retirez la correspondance",
    }
}

fn closed_en(reason: Reason) -> &'static str {
    match reason {
        Reason::Disabled => "it is disabled; remove disabled",
        Reason::ReadOnly => "it is read-only; remove readonly",
        Reason::Hidden => "it is hidden; map a control that the person sees",
        Reason::Never => "it is a password or a file; remove the mapping",
        _ => "no datum goes into a control of this type; remove the mapping",
    }
}

fn refusal_fr(reason: Reason) -> &'static str {
    match reason {
        Reason::NotADate => "le champ ne prend que des dates, et ce n’en est pas une",
        Reason::NotANumber => "le champ ne prend que des nombres ; changez son type en text",
        Reason::NoChoice => "aucun de ses choix ne le dit, ou la case n’a pas de value",
        Reason::TooLong => "maxlength est trop petit",
        Reason::PartialDate => "data-prefill-format demande plus qu’une date n’a",
        _ => "le champ ne peut pas contenir une telle donnée ; changez son type",
    }
}

fn refusal_en(reason: Reason) -> &'static str {
    match reason {
        Reason::NotADate => "the control takes dates alone, and it is none",
        Reason::NotANumber => "the control takes numbers alone; change its type to text",
        Reason::NoChoice => "none of its choices means it, or the checkbox has no value",
        Reason::TooLong => "maxlength is too small",
        Reason::PartialDate => "data-prefill-format asks for more than a date has",
        _ => "the control cannot hold such a datum; change its type",
    }
}
