//! The query as received: names with their brackets, values in order.

use std::collections::BTreeMap;

use axum::{extract::Query, http::Uri};

/// The parameters of one call, before any check.
pub(crate) struct Given(BTreeMap<String, Vec<String>>);

impl Given {
    /// Reads the query; `None` when it is not text (bytes that are no UTF-8, or a NUL), which the upstream answers with a 400.
    pub(crate) fn read(uri: &Uri) -> Option<Self> {
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri).ok()?;
        let not_text = |text: &String| text.contains(['\0', char::REPLACEMENT_CHARACTER]);
        if pairs
            .iter()
            .any(|(name, value)| not_text(name) || not_text(value))
        {
            return None;
        }
        let mut given = BTreeMap::<_, Vec<_>>::new();
        for (name, value) in pairs {
            given.entry(name).or_default().push(value);
        }
        Some(Self(given))
    }

    /// Adds the parameters that an address holds where its `template` has braces.
    pub(crate) fn with_path(mut self, template: &str, path: &str) -> Self {
        for (name, value) in template.split('/').zip(path.split('/')) {
            let braced = name
                .strip_prefix('{')
                .and_then(|name| name.strip_suffix('}'));
            if let Some(name) = braced {
                self.0.insert(name.to_owned(), vec![value.to_owned()]);
            }
        }
        self
    }

    /// Parameters that did not come in a query; an array's name carries its brackets.
    pub(crate) fn new(parameters: BTreeMap<String, Vec<String>>) -> Self {
        Self(parameters)
    }

    /// The value of a parameter that is not blank; the last one when it is repeated, as Rails reads it.
    pub(crate) fn one(&self, name: &str) -> Option<&str> {
        let value = self.0.get(name)?.last()?.as_str();
        (!value.trim().is_empty()).then_some(value)
    }

    /// The non-blank values of an array sent as `name[]=a&name[]=b`.
    pub(crate) fn list(&self, name: &str) -> Vec<&str> {
        let values = self.0.get(&format!("{name}[]")).into_iter().flatten();
        values
            .map(String::as_str)
            .filter(|value| !value.trim().is_empty())
            .collect()
    }

    /// Whether an array holds a blank item.
    pub(crate) fn has_blank(&self, name: &str) -> bool {
        let values = self.0.get(&format!("{name}[]"));
        values.is_some_and(|values| values.iter().any(|value| value.trim().is_empty()))
    }

    /// Everything received, for the record of calls.
    pub(crate) fn into_inner(self) -> BTreeMap<String, Vec<String>> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Option<Given> {
        Given::read(&format!("/?{query}").parse().unwrap())
    }

    #[test]
    fn blank_values_count_as_absent() {
        let given = read("a=&b=%20&c=x&p[]=&p[]=y").unwrap();
        assert_eq!(
            (given.one("a"), given.one("b"), given.one("c")),
            (None, None, Some("x"))
        );
        assert_eq!(given.list("p"), ["y"]);
    }

    #[test]
    fn an_array_needs_its_pair_of_brackets() {
        let given = read("p=a&q%5B%5D=b&r[][]=c").unwrap();
        assert!(given.list("p").is_empty());
        assert_eq!(given.list("q"), ["b"]);
        assert!(given.list("r").is_empty());
    }

    #[test]
    fn the_last_of_a_repeated_scalar_wins() {
        assert_eq!(read("a=1&a=2").unwrap().one("a"), Some("2"));
    }

    #[test]
    fn an_address_holds_parameters_too() {
        let given = read("spi=9&a=1")
            .unwrap()
            .with_path("/spi/{spi}/ir/{annrev}", "/spi/12/ir/2025");
        assert_eq!(
            (given.one("spi"), given.one("annrev"), given.one("a")),
            (Some("12"), Some("2025"), Some("1"))
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert!(read("a=%FF").is_none());
        assert!(read("a=%00").is_none());
        assert!(read("a=%C3%A9").is_some());
    }
}
