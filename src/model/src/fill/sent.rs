//! Telling a value in what a form sent: each form writes dates, numbers and answers in its own way.

use serde_json::Value;

use super::Choice;
use super::data::{Datum, datum};
use super::entry::said;
use super::fold::number;
use crate::date::PartialDate;

/// Whether what a control sent is this very value, in the control's own words perhaps: `1,5` for 1.5, `14/03/1987` for
/// 1987-03-14, `oui` for `true`, `madame` for `F`. A name is the same to the letter.
pub fn is_sent(value: &Value, sent: &str) -> bool {
    let sent = sent.trim();
    match datum(value, None) {
        Ok(Datum::Text(text)) if text == sent => true,
        Ok(Datum::Texts(texts)) => texts.join(" ") == sent,
        Ok(Datum::Number(number)) => plain_number(sent).is_some_and(|sent| sent == number),
        Ok(Datum::Date(date)) => PartialDate::parse_any(sent) == Some(date),
        Ok(meant) => means(sent, &meant),
        Err(_) => false,
    }
}

/// A number that every program reads alike: a sign, digits, decimals, at most a currency after it. In `18 75` some would read 18.
fn plain_number(sent: &str) -> Option<String> {
    let digits = sent.strip_suffix('€').unwrap_or(sent).trim_end();
    let is_plain = |letter: char| letter.is_ascii_digit() || "-,.".contains(letter);
    digits.chars().all(is_plain).then(|| number(digits))?
}

/// Whether it means the value in other words: answers and civilities have several.
fn means(sent: &str, value: &Datum) -> bool {
    let choice = Choice {
        value: sent.to_owned(),
        label: String::new(),
        enabled: true,
    };
    let meaning = said(value, None).ok().and_then(|said| said.meaning);
    meaning.is_some_and(|meaning| meaning.is_of(&choice))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_is_known_in_the_words_of_a_form() {
        for (value, sent) in [
            (json!(845), "845"),
            (json!(845), "845 €"),
            (json!(845), "845,0"),
            (json!(-3), "-3"),
            (json!(1.5), "1,5"),
            (json!("1987-03-14"), "1987-03-14"),
            (json!("1987-03-14"), "14/03/1987"),
            (json!(true), "oui"),
            (json!(false), "0"),
            (json!("F"), "madame"),
            (json!("KERMARREC"), " KERMARREC "),
            (json!(["SOLENN", "MAËLLE"]), "SOLENN MAËLLE"),
        ] {
            assert!(is_sent(&value, sent), "{value} in {sent:?}");
        }
    }

    #[test]
    fn another_value_is_not_taken_for_it() {
        for (value, sent) in [
            (json!(845), "84"),
            (json!(1875), "18 75"),
            (json!(1875), "18\u{a0}75"),
            (json!(1875), "18\n75"),
            (json!(1875), "−1875"),
            (json!(1875), "-1875"),
            (json!(1875), "(1875)"),
            (json!(1875), "1875-"),
            (json!(1875), "1.875"),
            (json!(1875), "1875%"),
            (json!(1875), "1875\u{0}"),
            (json!(1.5), "15"),
            (json!("1987-03-14"), "03/14/1987"),
            (json!(true), "non"),
            (json!("F"), "M"),
            (json!("KERMARREC"), "Kermarrec"),
            (json!("KERMARREC"), "KERMAREC"),
            (json!(["SOLENN", "MAËLLE"]), "SOLENN"),
            (json!(null), ""),
            (json!({}), ""),
            (json!("29200"), "2920"),
        ] {
            assert!(!is_sent(&value, sent), "{value} in {sent:?}");
        }
    }
}
