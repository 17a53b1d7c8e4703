//! Finding the choice that means a value, in a list or among radio buttons.

use super::data::Datum;
use super::fold::fold;
use super::{Choice, Reason};

/// What choices mean whatever their words: `F` is `Madame` in another form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Femme,
    Homme,
    Oui,
    Non,
}

impl Meaning {
    fn of(text: &str) -> Option<Self> {
        match fold(text).as_str() {
            "f" | "feminin" | "femme" | "madame" | "mme" | "fille" | "female" | "woman" => {
                Some(Self::Femme)
            }
            "m" | "masculin" | "homme" | "monsieur" | "mr" | "garcon" | "male" | "man" => {
                Some(Self::Homme)
            }
            "oui" | "true" | "vrai" | "yes" | "on" => Some(Self::Oui),
            "non" | "false" | "faux" | "no" | "off" => Some(Self::Non),
            _ => None,
        }
    }

    /// The meaning of a choice: what the person reads comes before what is sent.
    fn of_choice(choice: &Choice, value: &Datum) -> Option<Self> {
        let sent = match (value, choice.value.trim()) {
            (Datum::Truth(_), "1") => Some(Self::Oui),
            (Datum::Truth(_), "0") => Some(Self::Non),
            (_, sent) => Self::of(sent),
        };
        Self::of(&choice.label).or(sent)
    }
}

/// The rank of the choice that means `value`, written as one of `texts`.
///
/// What is sent is compared first, then what is read, then both without case, accents and punctuation, then the meaning.
///
/// # Errors
/// [`Reason::NoChoice`] when no choice matches, or when several different ones do: nothing is guessed.
pub(super) fn choose(choices: &[Choice], value: &Datum, texts: &[String]) -> Result<usize, Reason> {
    let meaning = match value {
        Datum::Truth(true) => Some(Meaning::Oui),
        Datum::Truth(false) => Some(Meaning::Non),
        Datum::Text(text) => Meaning::of(text),
        Datum::Number(_) | Datum::Date(_) => None,
    };
    let folded: Vec<_> = texts
        .iter()
        .map(|text| fold(text))
        .filter(|text| !text.is_empty())
        .collect();
    let same_meaning =
        |choice: &Choice| meaning.is_some() && Meaning::of_choice(choice, value) == meaning;
    let levels: [&dyn Fn(&Choice) -> bool; 5] = [
        &|choice| texts.contains(&choice.value),
        &|choice| texts.contains(&choice.label),
        &|choice| folded.contains(&fold(&choice.value)),
        &|choice| folded.contains(&fold(&choice.label)),
        &same_meaning,
    ];
    let found = levels.iter().find_map(|level| {
        let level = |choice: &Choice| level(choice) && !contradicts(choice, meaning);
        only(choices, &level)
    });
    found.flatten().ok_or(Reason::NoChoice)
}

/// Whether the choice reads as the opposite of what is meant, such as `Madame` sent as `M`.
fn contradicts(choice: &Choice, meaning: Option<Meaning>) -> bool {
    let read = Meaning::of(&choice.label);
    read.is_some() && meaning.is_some() && read != meaning
}

/// The choice that passes: `None` when none does, `Some(None)` when several different ones do.
///
/// Lists of countries often repeat the usual ones at the top: the same choice twice is one choice.
fn only(choices: &[Choice], passes: &dyn Fn(&Choice) -> bool) -> Option<Option<usize>> {
    let mut passing = choices
        .iter()
        .enumerate()
        .filter(|(_, choice)| choice.enabled && !choice.value.is_empty() && passes(choice));
    let (rank, first) = passing.next()?;
    let alone = passing.all(|(_, other)| other == first);
    Some(alone.then_some(rank))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn choices(pairs: &[(&str, &str)]) -> Vec<Choice> {
        let choice = |(value, label): &(&str, &str)| Choice {
            value: (*value).into(),
            label: (*label).into(),
            enabled: true,
        };
        pairs.iter().map(choice).collect()
    }

    fn chosen(pairs: &[(&str, &str)], text: &str) -> Option<usize> {
        choose(&choices(pairs), &Datum::Text(text.into()), &[text.into()]).ok()
    }

    fn chosen_truth(pairs: &[(&str, &str)], truth: bool) -> Option<usize> {
        choose(&choices(pairs), &Datum::Truth(truth), &[truth.to_string()]).ok()
    }

    #[test]
    fn what_is_sent_comes_before_what_is_read() {
        assert_eq!(chosen(&[("b", "a"), ("a", "b")], "a"), Some(1));
        assert_eq!(chosen(&[("1", "CNAF"), ("2", "MSA")], "MSA"), Some(1));
    }

    #[test]
    fn case_accents_punctuation_and_zeros_do_not_matter() {
        let months = [("", "Choisir"), ("4", "Avril"), ("5", "Mai")];
        assert_eq!(chosen(&months, "05"), Some(2));
        assert_eq!(chosen(&[("a", "Célibataire")], "CELIBATAIRE"), Some(0));
    }

    #[test]
    fn the_sex_is_understood_in_its_usual_words() {
        for pairs in [
            [("1", "Féminin"), ("2", "Masculin")],
            [("MME", "Mme"), ("M.", "M.")],
            [("a", "Une femme"), ("b", "Un homme")],
            [("x", "Fille"), ("y", "Garçon")],
            [("F", ""), ("H", "Homme")],
        ] {
            let known = Meaning::of(pairs[0].1).is_some() || Meaning::of(pairs[0].0).is_some();
            assert_eq!(chosen(&pairs, "F"), known.then_some(0), "{pairs:?}");
            assert_eq!(chosen(&pairs, "M"), known.then_some(1), "{pairs:?}");
            assert_eq!(chosen(&pairs, "Madame"), known.then_some(0), "{pairs:?}");
        }
    }

    #[test]
    fn a_choice_that_reads_as_the_opposite_is_never_taken() {
        assert_eq!(chosen(&[("M", "Madame"), ("H", "Monsieur")], "M"), Some(1));
        assert_eq!(chosen(&[("M", "Madame")], "M"), None);
        assert_eq!(chosen_truth(&[("true", "Non")], true), None);
    }

    #[test]
    fn truths_are_understood_in_their_usual_words() {
        for pairs in [
            [("oui", "Oui"), ("non", "Non")],
            [("1", "Je suis inscrit"), ("0", "Je ne le suis pas")],
            [("yes", ""), ("no", "")],
            [("on", ""), ("off", "")],
        ] {
            assert_eq!(chosen_truth(&pairs, true), Some(0), "{pairs:?}");
            assert_eq!(chosen_truth(&pairs, false), Some(1), "{pairs:?}");
        }
    }

    #[test]
    fn nothing_is_guessed() {
        assert_eq!(chosen(&[("a", "Lyon"), ("b", "LYON")], "lyon"), None);
        assert_eq!(chosen(&[("a", "Lyon")], "Lyons"), None);
        assert_eq!(chosen(&[("", "Lyon")], "Lyon"), None);
        assert_eq!(chosen(&[("on", "A"), ("on", "B")], "oui"), None);
        assert_eq!(chosen(&[("a", "—")], "!"), None);
        assert_eq!(chosen(&[], "a"), None);
    }

    #[test]
    fn a_choice_that_is_repeated_is_one() {
        let countries = [("FR", "France"), ("BE", "Belgique"), ("FR", "France")];
        assert_eq!(chosen(&countries, "France"), Some(0));
    }

    #[test]
    fn a_choice_that_is_closed_is_not_taken() {
        let mut closed = choices(&[("a", "A")]);
        closed[0].enabled = false;
        let text = Datum::Text("a".into());
        assert_eq!(choose(&closed, &text, &["a".into()]), Err(Reason::NoChoice));
    }

    proptest! {
        #[test]
        fn a_value_that_one_choice_sends_is_chosen(values in prop::collection::btree_set("[a-z]{1,3}", 1..6), pick in 0usize..6) {
            let values: Vec<_> = values.into_iter().collect();
            let pick = pick % values.len();
            let all: Vec<_> = values.iter().map(|value| Choice {
                value: value.clone(), label: "Choix".into(), enabled: true }).collect();
            let text = values[pick].clone();
            prop_assert_eq!(choose(&all, &Datum::Text(text.clone()), &[text]), Ok(pick));
        }
    }
}
