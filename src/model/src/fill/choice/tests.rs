use super::*;
use crate::fill::data::Datum;
use crate::fill::entry::said;
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
    choose(
        &choices(pairs),
        &said(&Datum::Text(text.into()), None).unwrap(),
    )
    .ok()
}

fn chosen_truth(pairs: &[(&str, &str)], truth: bool) -> Option<usize> {
    choose(&choices(pairs), &said(&Datum::Truth(truth), None).unwrap()).ok()
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
        let known = !pairs[0].1.starts_with("Une");
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
fn a_choice_may_begin_with_yes_or_no_and_say_more() {
    let long = [
        ("a", "Oui, je suis boursier"),
        ("b", "Non, je ne suis pas boursier"),
        ("c", "Non concerné"),
    ];
    assert_eq!(chosen_truth(&long, true), Some(0));
    assert_eq!(chosen_truth(&long, false), Some(1));
    // A bare word comes before a longer sentence; two sentences are two choices.
    let bare = [("a", "Oui, à temps partiel"), ("b", "Oui")];
    assert_eq!(chosen_truth(&bare, true), Some(1));
    let two = [("a", "Oui, à mi-temps"), ("b", "Oui, à plein temps")];
    assert_eq!(chosen_truth(&two, true), None);
    assert_eq!(chosen_truth(&[("1", "Non, jamais")], true), None);
}

#[test]
fn a_month_is_known_by_its_name_whatever_is_sent() {
    let month = Datum::Date(crate::date::PartialDate::parse_iso("2020-05-07").unwrap());
    let said = said(&month, Some("%m")).unwrap();
    let chosen = |pairs: &[(&str, &str)]| choose(&choices(pairs), &said).ok();
    assert_eq!(chosen(&[("avr", "avril"), ("mai", "mai")]), Some(1));
    assert_eq!(chosen(&[("x", "May"), ("y", "June")]), Some(0));
    assert_eq!(chosen(&[("3", "04 - Avril"), ("4", "05 - Mai")]), Some(1));
    // Months counted from 0: what is sent as 5 reads `juin`.
    let from_zero = [("4", "Mai"), ("5", "Juin")];
    assert_eq!(chosen(&from_zero), Some(0));
    assert_eq!(chosen(&[("5", "Juin")]), None);
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
    let said = said(&Datum::Text("a".into()), None).unwrap();
    assert_eq!(choose(&closed, &said), Err(Reason::NoChoice));
}

proptest! {
    #[test]
    fn a_value_that_one_choice_sends_is_chosen(values in prop::collection::btree_set("[a-z]{1,3}", 1..6), pick in 0usize..6) {
        let values: Vec<_> = values.into_iter().collect();
        let pick = pick % values.len();
        let all: Vec<_> = values.iter().map(|value| Choice {
            value: value.clone(), label: "Choix".into(), enabled: true }).collect();
        let text = values[pick].clone();
        let said = said(&Datum::Text(text), None).unwrap();
        prop_assert_eq!(choose(&all, &said), Ok(pick));
    }
}
