use proptest::prelude::*;

use super::*;
use crate::fill::Choice;

fn control(kind: Kind) -> Control {
    Control {
        kind,
        target: "champ".parse().unwrap(),
        format: None,
        maxlength: None,
        label: "Champ".into(),
        group: None,
        held: None,
    }
}

fn formatted(kind: Kind, format: &str) -> Control {
    Control {
        format: Some(format.into()),
        ..control(kind)
    }
}

fn date(text: &str) -> Datum {
    Datum::Date(PartialDate::parse_iso(text).unwrap())
}

fn words(text: &str) -> Datum {
    Datum::Text(text.into())
}

fn written(control: &Control, value: &Datum) -> Result<String, Reason> {
    match entry(control, value)? {
        Entry::Text(text) => Ok(text),
        other => panic!("{other:?} is no text"),
    }
}

fn months() -> Kind {
    let month = |rank: u8| Choice {
        value: rank.to_string(),
        label: format!("Mois {rank}"),
        enabled: true,
    };
    Kind::Choice((1..=12).map(month).collect())
}

#[test]
fn text_is_written_as_it_is() {
    let text = words("ÉLODIE d’Arc-en-Ciel");
    assert_eq!(
        written(&control(Kind::Text), &text),
        Ok("ÉLODIE d’Arc-en-Ciel".into())
    );
}

#[test]
fn several_lines_become_one_where_only_one_fits() {
    let lines = words("3 RUE DU PUITS\n35000 RENNES");
    assert_eq!(
        written(&control(Kind::Lines), &lines),
        Ok("3 RUE DU PUITS\n35000 RENNES".into())
    );
    assert_eq!(
        written(&control(Kind::Text), &lines),
        Ok("3 RUE DU PUITS, 35000 RENNES".into())
    );
}

#[test]
fn a_text_that_is_too_long_is_not_cut() {
    let short = |most| Control {
        maxlength: Some(most),
        ..control(Kind::Text)
    };
    assert_eq!(written(&short(5), &words("35000")), Ok("35000".into()));
    assert_eq!(written(&short(4), &words("35000")), Err(Reason::TooLong));
    // As the browser counts: one letter, two units.
    assert_eq!(written(&short(2), &words("𝒜")), Ok("𝒜".into()));
    assert_eq!(written(&short(1), &words("𝒜")), Err(Reason::TooLong));
}

#[test]
fn a_number_control_takes_numbers_only() {
    let number = control(Kind::Number);
    for (text, expected) in [
        ("705", Ok("705".to_owned())),
        ("0", Ok("0".to_owned())),
        ("12,50", Ok("12.5".to_owned())),
        ("05", Ok("5".to_owned())),
        ("705 €", Err(Reason::NotANumber)),
        ("12 BIS", Err(Reason::NotANumber)),
    ] {
        assert_eq!(written(&number, &words(text)), expected, "{text}");
    }
    assert_eq!(
        written(&formatted(Kind::Number, "%m"), &date("2020-05-17")),
        Ok("5".into())
    );
}

#[test]
fn a_full_date_is_written_as_each_control_takes_it() {
    let day = date("2020-05-07");
    for (control, expected) in [
        (control(Kind::Date), "2020-05-07"),
        (control(Kind::Month), "2020-05"),
        (control(Kind::Text), "07/05/2020"),
        (formatted(Kind::Text, "%Y.%m.%d"), "2020.05.07"),
        (formatted(Kind::Text, "%d"), "07"),
        (formatted(Kind::Text, "%Y"), "2020"),
    ] {
        assert_eq!(written(&control, &day).as_deref(), Ok(expected));
    }
    assert_eq!(
        entry(&formatted(months(), "%m"), &day),
        Ok(Entry::Choice(4))
    );
}

#[test]
fn an_unknown_day_is_never_the_first() {
    let month = date("2020-05-00");
    let year = date("2020-00-00");
    assert_eq!(
        written(&control(Kind::Date), &month),
        Err(Reason::PartialDate)
    );
    assert_eq!(written(&control(Kind::Month), &month), Ok("2020-05".into()));
    assert_eq!(
        written(&control(Kind::Month), &year),
        Err(Reason::PartialDate)
    );
    assert_eq!(written(&control(Kind::Text), &month), Ok("05/2020".into()));
    assert_eq!(written(&control(Kind::Text), &year), Ok("2020".into()));
    assert_eq!(
        written(&formatted(Kind::Text, "%d"), &month),
        Err(Reason::PartialDate)
    );
    assert_eq!(
        written(&formatted(Kind::Text, "%m"), &month),
        Ok("05".into())
    );
    assert_eq!(
        entry(&formatted(months(), "%m"), &year),
        Err(Reason::PartialDate)
    );
}

#[test]
fn what_is_no_date_does_not_go_in_a_date_control() {
    assert_eq!(
        written(&control(Kind::Date), &words("hier")),
        Err(Reason::NotADate)
    );
    assert_eq!(
        written(&control(Kind::Month), &Datum::Number("2020".into())),
        Err(Reason::NotADate)
    );
}

#[test]
fn a_checkbox_is_checked_by_a_truth_or_by_its_own_value() {
    let msa = control(Kind::Checkbox {
        value: "MSA".into(),
    });
    let bare = control(Kind::Checkbox { value: "on".into() });
    for (control, value, expected) in [
        (&bare, Datum::Truth(true), Ok(true)),
        (&bare, Datum::Truth(false), Ok(false)),
        (&msa, Datum::Truth(true), Ok(true)),
        (&msa, words("msa"), Ok(true)),
        (&msa, words("CNAF"), Ok(false)),
        (&bare, words("CNAF"), Err(Reason::NoChoice)),
        (&bare, Datum::Number("1".into()), Err(Reason::NoChoice)),
        (&msa, date("2020-05-07"), Err(Reason::Unfit)),
    ] {
        assert_eq!(
            entry(control, &value),
            expected.map(Entry::Checked),
            "{value:?}"
        );
    }
}

#[test]
fn a_truth_is_no_text() {
    assert_eq!(
        written(&control(Kind::Text), &Datum::Truth(true)),
        Err(Reason::Unfit)
    );
}

#[test]
fn the_same_value_is_recognised_however_it_was_typed() {
    let day = date("2020-05-07");
    for (held, new, value, expected) in [
        ("7.5.2020", "07/05/2020", &day, true),
        ("2020-05-07", "07/05/2020", &day, true),
        ("5", "05", &day, true),
        ("8/5/2020", "07/05/2020", &day, false),
        ("1 250,00", "1250", &Datum::Number("1250".into()), true),
        ("1251", "1250", &Datum::Number("1250".into()), false),
        ("abc", "1250", &Datum::Number("1250".into()), false),
        (" gap ", "GAP", &words("GAP"), true),
        ("5000", "05000", &words("05000"), false),
        ("Elodie", "ÉLODIE", &words("ÉLODIE"), false),
    ] {
        assert_eq!(says(held, new, value), expected, "{held} / {new}");
    }
}

#[test]
fn a_control_that_wrote_it_in_its_own_way_holds_it_still() {
    let text = |text: &str| Entry::Text(text.into());
    let holds =
        |kind: &Kind, held: Entry, new: Entry, value: &Datum| holds(kind, Some(&held), &new, value);
    let gap = words("Gap");
    assert!(holds(&Kind::Text, text("GAP "), text("Gap"), &gap));
    assert!(!holds(&Kind::Text, text("Gape"), text("Gap"), &gap));
    let five = Datum::Number("5".into());
    assert!(holds(&Kind::Number, text("05"), text("5"), &five));
    assert!(!holds(&Kind::Text, text("05"), text("5"), &words("5")));
    let choice = |held, new| holds(&months(), Entry::Choice(held), Entry::Choice(new), &five);
    assert!(choice(2, 2) && !choice(2, 3));
    assert!(!holds(&Kind::Text, Entry::Checked(true), text("on"), &gap));
    let named = |held: &str| holds(&Kind::Combobox, text(held), text("F"), &words("F"));
    assert!(named("Féminin") && !named("Masculin"));
}

#[test]
fn a_mask_writes_a_value_in_its_own_way() {
    for (held, new, expected) in [
        ("06 12 34 56 78", "0612345678", true),
        ("06.12.34.56.7_", "0612345678", false),
        ("30 13 999 999 999", "3013999999999", true),
        ("LE-GOFF", "LE GOFF", false),
        ("2a-004", "2A 004", true),
        ("15", "1.5", false),
        ("+33 6 12 34 56 78", "0612345678", true),
        ("+33 6 12 34 56 79", "0612345678", false),
    ] {
        assert_eq!(says(held, new, &words(new)), expected, "{held} / {new}");
    }
    for (held, expected) in [
        ("1 250,50 €", true),
        ("1.250,50", true),
        ("1,250.50", true),
        ("1’250.5", true),
        ("125050", false),
        ("1250,50bis", false),
        ("-1250,50", false),
    ] {
        let amount = Datum::Number("1250.5".into());
        assert_eq!(says(held, "1250,5", &amount), expected, "{held}");
    }
}

#[test]
fn a_number_is_written_with_a_comma_where_people_read_it() {
    let value = Datum::Number("1250.5".into());
    assert_eq!(written(&control(Kind::Text), &value), Ok("1250,5".into()));
    assert_eq!(written(&control(Kind::Number), &value), Ok("1250.5".into()));
}

fn choices(pairs: &[(&str, &str)]) -> Vec<Choice> {
    let choice = |(value, label): &(&str, &str)| Choice {
        value: (*value).into(),
        label: (*label).into(),
        enabled: true,
    };
    pairs.iter().map(choice).collect()
}

#[test]
fn a_suggestion_is_taken_and_binds_to_nothing() {
    let countries = Kind::Suggested(choices(&[("France", ""), ("Côte d’Ivoire", "")]));
    let written = |text: &str| written(&control(countries.clone()), &words(text));
    assert_eq!(written("FRANCE"), Ok("France".into()));
    assert_eq!(written("COTE D'IVOIRE"), Ok("Côte d’Ivoire".into()));
    assert_eq!(written("PEROU"), Ok("PEROU".into()));
}

#[test]
fn a_list_of_several_takes_all_the_texts_or_none() {
    let several = control(Kind::Choices(choices(&[
        ("1", "Lou"),
        ("2", "Ana"),
        ("3", "Noé"),
    ])));
    let texts = |texts: &[&str]| Datum::Texts(texts.iter().map(|text| (*text).into()).collect());
    let chosen = |value: &Datum| entry(&several, value);
    assert_eq!(
        chosen(&texts(&["NOE", "LOU"])),
        Ok(Entry::Choices(vec![0, 2]))
    );
    assert_eq!(chosen(&words("Ana")), Ok(Entry::Choices(vec![1])));
    assert_eq!(chosen(&texts(&["Lou", "Zoé"])), Err(Reason::NoChoice));
    let text = control(Kind::Text);
    assert_eq!(
        written(&text, &texts(&["LOU", "ANA"])),
        Ok("LOU ANA".into())
    );
    let lou = control(Kind::Checkbox {
        value: "Lou".into(),
    });
    assert_eq!(
        entry(&lou, &texts(&["ANA", "LOU"])),
        Ok(Entry::Checked(true))
    );
}

#[test]
fn nothing_is_written_in_a_closed_control() {
    let closed = control(Kind::Closed(Reason::ReadOnly));
    assert_eq!(entry(&closed, &words("Gap")), Err(Reason::ReadOnly));
}

proptest! {
    #[test]
    fn what_is_written_says_the_value(annee in 1900u16..2100, mois in 1u8..=12, jour in 1u8..=28,
                                     format in "(%d|%m|%Y|[/. -]){1,5}") {
        let value = Datum::Date(PartialDate::new(annee, Some(mois), Some(jour)).unwrap());
        let text = written(&formatted(Kind::Text, &format), &value).unwrap();
        prop_assert!(says(&text, &text, &value));
    }

    #[test]
    fn nothing_written_is_longer_than_allowed(text in "\\PC{0,20}", most in 0usize..20) {
        let control = Control { maxlength: Some(most), ..control(Kind::Lines) };
        match written(&control, &words(&text)) {
            Ok(written) => prop_assert!(written == text && text.encode_utf16().count() <= most),
            Err(reason) => prop_assert!(reason == Reason::TooLong && text.encode_utf16().count() > most),
        }
    }
}

#[test]
fn a_first_name_cut_at_thirteen_letters_is_the_same_name() {
    let cut = |held: &str, new: &str| says(held, new, &words(new));
    assert!(cut("Marie-Christine", "MARIE-CHRISTI"));
    assert!(cut("Marie-Christiane", "Marie-Christi"));
    assert!(!cut("Marie-Christine", "MARIE-CHRIS"));
    assert!(!cut("Marie", "MARIE-CHRISTI"));
    assert!(!cut("12 rue du Moulin", "12 rue du Mou"));
}
