//! What makes two sets of parameters the same case: whole-set equality, whatever the order and the capitals.
//!
//! Source: the official sandbox's behaviour. Blank values and `recipient` do not count; an accent does; a number equals
//! the text that writes it; first names keep their order.

use std::collections::BTreeMap;

/// A set of parameters in the form that is compared. An array's name carries its brackets.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key(BTreeMap<String, Vec<String>>);

impl Key {
    /// Adds a scalar, unless it is blank or `recipient`.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        if name != "recipient" && !value.trim().is_empty() {
            self.0.insert(name.to_owned(), vec![written(name, value)]);
        }
    }

    /// Adds an array without its blank items, unless none is left.
    pub(crate) fn set_list<'a>(&mut self, name: &str, values: impl IntoIterator<Item = &'a str>) {
        let values = values.into_iter().filter(|value| !value.trim().is_empty());
        let values: Vec<_> = values.map(str::to_lowercase).collect();
        if !values.is_empty() {
            self.0.insert(format!("{name}[]"), values);
        }
    }
}

/// The parameters that are whole numbers: the upstream compares them as such, and some of its cases write `07`.
const NUMBERS: [&str; 4] = ["annee", "mois", "jour", "campaignYear"];

fn written(name: &str, value: &str) -> String {
    let is_number =
        NUMBERS.iter().any(|number| name.starts_with(number)) && !name.ends_with("Scolaire");
    match value.trim().parse::<u32>() {
        Ok(number) if is_number => number.to_string(),
        _ => value.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str, prenoms: &[&str]) -> Key {
        let mut key = Key::default();
        key.set("nomNaissance", name);
        key.set_list("prenoms", prenoms.iter().copied());
        key
    }

    #[test]
    fn capitals_do_not_count_but_accents_do() {
        assert_eq!(key("HÉMERY", &["Zoé"]), key("hémery", &["ZOÉ"]));
        assert_ne!(key("Hemery", &["Zoé"]), key("Hémery", &["Zoé"]));
    }

    #[test]
    fn the_whole_set_is_compared() {
        assert_ne!(key("a", &["b"]), key("a", &["b", "c"]));
        assert_ne!(key("a", &["b", "c"]), key("a", &["c", "b"]));
        assert_ne!(key("a", &[]), key("a", &["b"]));
    }

    #[test]
    fn blanks_and_recipient_are_left_out() {
        let mut with_noise = key("a", &["b", " ", ""]);
        with_noise.set("recipient", "13002526500013");
        with_noise.set("nomUsage", " ");
        with_noise.set_list("autres", [""]);
        assert_eq!(with_noise, key("a", &["b"]));
    }

    #[test]
    fn a_number_is_compared_as_one_and_a_code_as_text() {
        let key = |name: &str, value: &str| {
            let mut key = Key::default();
            key.set(name, value);
            key
        };
        assert_eq!(
            key("moisDateNaissance", "07"),
            key("moisDateNaissance", "7")
        );
        assert_ne!(
            key("codeCogInseeCommuneNaissance", "08480"),
            key("codeCogInseeCommuneNaissance", "8480")
        );
    }

    #[test]
    fn a_text_is_not_an_array_of_one() {
        let mut text = Key::default();
        text.set("prenoms", "a");
        let mut list = Key::default();
        list.set_list("prenoms", ["a"]);
        assert_ne!(text, list);
    }
}
