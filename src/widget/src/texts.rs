//! Every sentence of the widget, in both languages. Those about an input are in [`model::texts`]; those about a source
//! come in the form's definition and in the relay's answers.

use model::lang::Lang;
use model::protocol::{Mode, Problem};

mod answers;
mod en;
mod fr;
mod persons;
mod problems;

pub(crate) use answers::{
    all_answered, answered, asking_of, came_of, filled, gap, label, origin, rows_to_add, to_fill,
};
pub(crate) use persons::{born, name};
pub(crate) use problems::problem;

/// The sentences that never change. A language that lacks one does not compile.
#[derive(Debug)]
pub(crate) struct Texts {
    pub(crate) region: &'static str,
    pub(crate) loading: &'static str,
    pub(crate) doctor: &'static str,
    pub(crate) doctor_intro: &'static str,
    pub(crate) doctor_again: &'static str,
    pub(crate) doctor_try: &'static str,
    pub(crate) doctor_proposed: &'static str,
    pub(crate) doctor_error: &'static str,
    pub(crate) doctor_warning: &'static str,
    pub(crate) doctor_note: &'static str,
    pub(crate) doctor_mapped: &'static str,
    pub(crate) doctor_unmapped: &'static str,
    pub(crate) who: &'static str,
    pub(crate) who_others: &'static str,
    pub(crate) you: &'static str,
    pub(crate) whom: &'static str,
    pub(crate) whom_family: &'static str,
    pub(crate) whom_child: &'static str,
    pub(crate) whom_child_note: &'static str,
    pub(crate) whom_other: &'static str,
    pub(crate) helping_law: &'static str,
    pub(crate) helping_ways: &'static str,
    pub(crate) helping_together: &'static str,
    pub(crate) door: &'static str,
    pub(crate) door_france_connect: &'static str,
    pub(crate) door_typed: &'static str,
    pub(crate) door_later: &'static str,
    pub(crate) door_back: &'static str,
    pub(crate) account: &'static str,
    pub(crate) account_other: &'static str,
    pub(crate) agent: &'static str,
    pub(crate) agent_for: &'static str,
    pub(crate) who_intro: &'static str,
    pub(crate) who_optional: &'static str,
    pub(crate) way: &'static str,
    pub(crate) way_identite: &'static str,
    pub(crate) way_identite_other: &'static str,
    pub(crate) optional: &'static str,
    pub(crate) nom_naissance: &'static str,
    pub(crate) nom_naissance_hint: &'static str,
    pub(crate) nom_usage: &'static str,
    pub(crate) nom_usage_hint: &'static str,
    pub(crate) prenoms: &'static str,
    pub(crate) prenoms_hint: &'static str,
    pub(crate) add_prenom: &'static str,
    pub(crate) remove: &'static str,
    pub(crate) sexe: &'static str,
    pub(crate) sexe_hint: &'static str,
    pub(crate) feminin: &'static str,
    pub(crate) masculin: &'static str,
    pub(crate) naissance: &'static str,
    pub(crate) naissance_hint: &'static str,
    pub(crate) naissance_hint_partial: &'static str,
    pub(crate) jour: &'static str,
    pub(crate) mois: &'static str,
    pub(crate) annee: &'static str,
    pub(crate) lieu: &'static str,
    pub(crate) in_france: &'static str,
    pub(crate) abroad: &'static str,
    pub(crate) pays: &'static str,
    pub(crate) pays_choose: &'static str,
    pub(crate) pays_loading: &'static str,
    pub(crate) pays_unavailable: &'static str,
    pub(crate) commune: &'static str,
    pub(crate) commune_hint: &'static str,
    pub(crate) commune_list: &'static str,
    pub(crate) commune_none: &'static str,
    pub(crate) commune_unavailable: &'static str,
    pub(crate) commune_unlisted: &'static str,
    pub(crate) commune_search: &'static str,
    pub(crate) etablissement_list: &'static str,
    pub(crate) etablissement_none: &'static str,
    pub(crate) etablissement_unavailable: &'static str,
    pub(crate) etablissement_choose: &'static str,
    pub(crate) nom_commune: &'static str,
    pub(crate) nom_commune_hint: &'static str,
    pub(crate) nom_commune_missing: &'static str,
    pub(crate) departement: &'static str,
    pub(crate) departement_hint: &'static str,
    pub(crate) errors_title: &'static str,
    pub(crate) next: &'static str,
    pub(crate) back: &'static str,
    pub(crate) by_hand: &'static str,
    pub(crate) agree: &'static str,
    pub(crate) agree_intro: &'static str,
    pub(crate) agree_all: &'static str,
    pub(crate) agree_none: &'static str,
    pub(crate) brings: &'static str,
    pub(crate) fills: &'static str,
    pub(crate) notice: &'static str,
    pub(crate) notice_agreed: &'static str,
    pub(crate) notice_agreed_fc: &'static str,
    pub(crate) fc_login: &'static str,
    pub(crate) fc_about: &'static str,
    pub(crate) fc_about_title: &'static str,
    pub(crate) fc_logout: &'static str,
    pub(crate) identifying: &'static str,
    pub(crate) identifying_back: &'static str,
    pub(crate) identifying_reopen: &'static str,
    pub(crate) identifying_cancel: &'static str,
    pub(crate) known: &'static str,
    pub(crate) known_as: &'static str,
    pub(crate) known_disown: &'static str,
    pub(crate) known_expired: &'static str,
    pub(crate) ask: &'static str,
    pub(crate) notice_changed: &'static str,
    pub(crate) asking: &'static str,
    pub(crate) asking_wait: &'static str,
    pub(crate) asking_slow: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) review: &'static str,
    pub(crate) review_intro: &'static str,
    pub(crate) new_values: &'static str,
    pub(crate) conflicts: &'static str,
    pub(crate) conflicts_hint: &'static str,
    pub(crate) keep_old: &'static str,
    pub(crate) take_new: &'static str,
    pub(crate) gaps: &'static str,
    pub(crate) by_yourself: &'static str,
    pub(crate) fill: &'static str,
    pub(crate) filling: &'static str,
    pub(crate) nothing_to_fill: &'static str,
    pub(crate) done: &'static str,
    pub(crate) done_nothing: &'static str,
    pub(crate) done_check: &'static str,
    pub(crate) receipt: &'static str,
    pub(crate) receipt_link: &'static str,
    pub(crate) undo: &'static str,
    pub(crate) sent: &'static str,
    pub(crate) sent_to: &'static str,
    pub(crate) sent_hidden: &'static str,
    pub(crate) sent_by_hand: &'static str,
    pub(crate) sent_undo: &'static str,
    pub(crate) undone: &'static str,
    pub(crate) undone_detail: &'static str,
    pub(crate) undone_but: &'static str,
    pub(crate) restart: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) refused_detail: &'static str,
    pub(crate) refused_nothing_ticked: &'static str,
    pub(crate) change_mind: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) correct: &'static str,
    pub(crate) retry: &'static str,
    pub(crate) retry_france_connect: &'static str,
    pub(crate) enter_france_connect: &'static str,
    pub(crate) enter_typed: &'static str,
}

/// The sentences of a language.
pub(crate) fn texts(lang: Lang) -> &'static Texts {
    match lang {
        Lang::Fr => &fr::TEXTS,
        Lang::En => &en::TEXTS,
    }
}

/// "Étape 1 sur 3".
pub(crate) fn step(lang: Lang, rank: usize) -> String {
    match lang {
        Lang::Fr => format!("Étape {rank} sur 3"),
        Lang::En => format!("Step {rank} of 3"),
    }
}

/// The label of the nth first name, counted from 0.
pub(crate) fn prenom(lang: Lang, rank: usize) -> String {
    match (lang, rank) {
        (Lang::Fr, 0) => "Premier prénom".to_owned(),
        (Lang::Fr, rank) => format!("Prénom n° {}", rank + 1),
        (Lang::En, 0) => "First first name".to_owned(),
        (Lang::En, rank) => format!("First name no. {}", rank + 1),
    }
}

/// The button that takes a first name away, told from the others.
pub(crate) fn remove(lang: Lang, prenom: &str) -> String {
    match lang {
        Lang::Fr => format!("{} : {prenom}", fr::TEXTS.remove),
        Lang::En => format!("{}: {prenom}", en::TEXTS.remove),
    }
}

/// A way of asking, by what it makes the person type: "Avec mon identité", "Numéro INE".
pub(crate) fn way(lang: Lang, mode: &Mode) -> String {
    let texts = texts(lang);
    let identite = match mode.about {
        None => texts.way_identite,
        Some(_) => texts.way_identite_other,
    };
    let identite = mode.identite.map(|_| identite);
    let inputs = mode.inputs.iter().map(|input| input.label.as_str());
    let parts: Vec<_> = identite.into_iter().chain(inputs).collect();
    parts.join(" + ")
}

/// A sentence about one of several persons: "L’élève : remplissez ce champ".
pub(crate) fn about(lang: Lang, person: &str, sentence: &str) -> String {
    match lang {
        Lang::Fr => format!("{person} : {sentence}"),
        Lang::En => format!("{person}: {sentence}"),
    }
}

/// How many towns a search found.
pub(crate) fn communes_found(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Fr, 0) => fr::TEXTS.commune_none.to_owned(),
        (Lang::Fr, 1) => "1 commune trouvée".to_owned(),
        (Lang::Fr, _) => format!("{count} communes trouvées"),
        (Lang::En, 0) => en::TEXTS.commune_none.to_owned(),
        (Lang::En, 1) => "1 town found".to_owned(),
        (Lang::En, _) => format!("{count} towns found"),
    }
}

/// How many schools a search found.
pub(crate) fn etablissements_found(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Fr, 0) => fr::TEXTS.etablissement_none.to_owned(),
        (Lang::Fr, 1) => "1 établissement trouvé".to_owned(),
        (Lang::Fr, _) => format!("{count} établissements trouvés"),
        (Lang::En, 0) => en::TEXTS.etablissement_none.to_owned(),
        (Lang::En, 1) => "1 school found".to_owned(),
        (Lang::En, _) => format!("{count} schools found"),
    }
}

/// Who asks, and what for.
pub(crate) fn asked_for(lang: Lang, organisation: &str, purpose: &str) -> String {
    match lang {
        Lang::Fr => format!("{organisation} demande ces informations. Pourquoi ? {purpose}."),
        Lang::En => format!("{organisation} asks for this information. What for? {purpose}."),
    }
}

/// What can be asked of whom.
pub(crate) fn asked_of(lang: Lang, label: &str, provider: &str) -> String {
    match lang {
        Lang::Fr => format!("{label}, par {provider}"),
        Lang::En => format!("{label}, from {provider}"),
    }
}

/// What cannot be asked for in the way that was chosen.
pub(crate) fn left_out(lang: Lang, labels: &str) -> String {
    match lang {
        Lang::Fr => format!(
            "À remplir vous-même, car la façon de vous identifier ne permet pas de le demander : {labels}."
        ),
        Lang::En => format!(
            "For you to fill in, as it cannot be asked for with the way you sign in: {labels}."
        ),
    }
}

/// How long to wait before asking again.
pub(crate) fn retry_in(lang: Lang, seconds: u64) -> String {
    match (lang, seconds) {
        (Lang::Fr, 0..=1) => "Vous pourrez réessayer dans 1 seconde.".to_owned(),
        (Lang::Fr, 2..=90) => format!("Vous pourrez réessayer dans {seconds} secondes."),
        (Lang::Fr, _) => format!(
            "Vous pourrez réessayer dans {} minutes.",
            seconds.div_ceil(60)
        ),
        (Lang::En, 0..=1) => "You can try again in 1 second.".to_owned(),
        (Lang::En, 2..=90) => format!("You can try again in {seconds} seconds."),
        (Lang::En, _) => format!("You can try again in {} minutes.", seconds.div_ceil(60)),
    }
}

/// The three sentences of a problem of this kind.
fn said(kind: &str, [title, detail, next_step]: [&str; 3]) -> Problem {
    Problem {
        kind: kind.to_owned(),
        title: title.to_owned(),
        detail: detail.to_owned(),
        next_step: next_step.to_owned(),
        ..Problem::default()
    }
}

#[cfg(test)]
mod tests;
