//! The parts of a French postal address, from its lines.

use serde_json::{Value, json};

use crate::date::PartialDate;

/// The lines of an address of the CAF or the MSA, in the order La Poste wants them.
const LINES: [&str; 7] = [
    "destinataire",
    "complement_information",
    "complement_information_geographique",
    "numero_libelle_voie",
    "lieu_dit",
    "code_postal_ville",
    "pays",
];

/// The postcode of `75002 PARIS`.
pub(super) fn code_postal(line: &Value, _: PartialDate) -> Option<Value> {
    split_postcode(line.as_str()?).0.map(|code| json!(code))
}

/// The town of `75002 PARIS`, without the postcode nor the CEDEX that only La Poste needs.
pub(super) fn commune(line: &Value, _: PartialDate) -> Option<Value> {
    let town = without_cedex(split_postcode(line.as_str()?).1);
    (!town.is_empty()).then(|| json!(town))
}

/// The number of `12 BIS RUE DES LILAS`, with its `BIS`, `TER` or letter.
pub(super) fn numero(line: &Value, _: PartialDate) -> Option<Value> {
    let number = split_number(line.as_str()?).0;
    (!number.is_empty()).then(|| json!(number))
}

/// The street of `12 BIS RUE DES LILAS`.
pub(super) fn voie(line: &Value, _: PartialDate) -> Option<Value> {
    let street = split_number(line.as_str()?).1;
    (!street.is_empty()).then(|| json!(street))
}

/// The whole address, line by line, from the object that the API gives.
pub(super) fn complete(adresse: &Value, _: PartialDate) -> Option<Value> {
    let lines = LINES
        .iter()
        .filter_map(|line| adresse.get(line)?.as_str())
        .map(str::trim);
    let lines: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then(|| json!(lines.join("\n")))
}

/// The postcode that a line begins with, and the rest.
fn split_postcode(line: &str) -> (Option<&str>, &str) {
    let line = line.trim();
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let is_code = first.len() == 5 && first.bytes().all(|byte| byte.is_ascii_digit());
    if is_code {
        (Some(first), rest.trim())
    } else {
        (None, line)
    }
}

fn without_cedex(town: &str) -> &str {
    let is_cedex = |word: &str| word.eq_ignore_ascii_case("cedex");
    let mut at = 0;
    for word in town.split(' ') {
        if is_cedex(word) {
            return town[..at].trim();
        }
        at += word.len() + 1;
    }
    town
}

fn split_number(line: &str) -> (String, String) {
    let mut words = line.split_whitespace().peekable();
    let mut number = Vec::new();
    if words
        .peek()
        .is_some_and(|word| word.starts_with(|first: char| first.is_ascii_digit()))
    {
        number.extend(words.next().map(|word| word.trim_end_matches(',')));
        number.extend(words.next_if(|word| is_repetition(word)));
    }
    (number.join(" "), words.collect::<Vec<_>>().join(" "))
}

/// The marks that tell two houses of one number apart.
fn is_repetition(word: &str) -> bool {
    let mark = word.to_ascii_uppercase();
    matches!(mark.as_str(), "BIS" | "TER" | "QUATER") || matches!(mark.as_bytes(), [b'B'..=b'Z'])
}

#[cfg(test)]
mod tests {
    use super::super::tests::derived;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_postal_line_gives_its_postcode_and_town() {
        for (line, code, town) in [
            ("75002 PARIS", Some("75002"), Some("PARIS")),
            ("  35000   RENNES ", Some("35000"), Some("RENNES")),
            ("75002", Some("75002"), None),
            ("33077 BORDEAUX CEDEX", Some("33077"), Some("BORDEAUX")),
            ("33077 Bordeaux Cedex 12", Some("33077"), Some("Bordeaux")),
            ("97400 SAINT-DENIS", Some("97400"), Some("SAINT-DENIS")),
            ("1000 BRUXELLES", None, Some("1000 BRUXELLES")),
            ("LE BOURG", None, Some("LE BOURG")),
            ("", None, None),
        ] {
            assert_eq!(
                derived("code_postal", json!(line)),
                code.map(|code| json!(code)),
                "{line}"
            );
            assert_eq!(
                derived("commune", json!(line)),
                town.map(|town| json!(town)),
                "{line}"
            );
        }
        assert_eq!(derived("code_postal", Value::Null), None);
    }

    #[test]
    fn a_street_line_gives_its_number_and_street() {
        for (line, number, street) in [
            ("1 RUE DE LA GARE", Some("1"), Some("RUE DE LA GARE")),
            (
                "12 BIS RUE DES LILAS",
                Some("12 BIS"),
                Some("RUE DES LILAS"),
            ),
            ("12B RUE DES LILAS", Some("12B"), Some("RUE DES LILAS")),
            (
                "12, ter allée du Port",
                Some("12 ter"),
                Some("allée du Port"),
            ),
            ("7 C COURS DES DAMES", Some("7 C"), Some("COURS DES DAMES")),
            ("5 A RUE", Some("5"), Some("A RUE")),
            ("LE BOURG", None, Some("LE BOURG")),
            ("14", Some("14"), None),
        ] {
            assert_eq!(
                derived("numero", json!(line)),
                number.map(|number| json!(number)),
                "{line}"
            );
            assert_eq!(
                derived("voie", json!(line)),
                street.map(|street| json!(street)),
                "{line}"
            );
        }
    }

    #[test]
    fn a_whole_address_skips_its_empty_lines() {
        let adresse = json!({ "destinataire": "Madame Awen MORVAN", "lieu_dit": null, "complement_information": " ",
            "numero_libelle_voie": "3 RUE DU PUITS", "code_postal_ville": "35000 RENNES" });
        let lines = "Madame Awen MORVAN\n3 RUE DU PUITS\n35000 RENNES";
        assert_eq!(derived("adresse_complete", adresse), Some(json!(lines)));
        assert_eq!(derived("adresse_complete", json!({})), None);
    }

    proptest! {
        #[test]
        fn no_word_of_a_street_line_is_lost(line in "[0-9]{0,3}( BIS)?( [A-Z]{2,8}){0,4}") {
            let (number, street) = split_number(&line);
            let joined = format!("{number} {street}");
            prop_assert_eq!(
                joined.split_whitespace().collect::<Vec<_>>(), line.split_whitespace().collect::<Vec<_>>()
            );
        }

        #[test]
        fn a_postal_line_is_its_postcode_and_its_town(code in "[0-9]{5}", town in "[A-Z]{2,9}([ -][A-Z]{2,9}){0,2}") {
            prop_assume!(!town.contains("CEDEX"));
            let line = json!(format!("{code} {town}"));
            prop_assert_eq!(derived("code_postal", line.clone()), Some(json!(code)));
            prop_assert_eq!(derived("commune", line), Some(json!(town)));
        }
    }
}
