//! What a form or a query of OAuth holds: names and values, blank ones left out (RFC 6749 §3.1 and §3.2).

/// The fields received, in their order.
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `name=value&…`.
    pub(crate) fn read(encoded: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(encoded).into_owned();
        Self(pairs.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// The value of a field; the first one when it is repeated, which [`Fields::repeats`] tells.
    pub(crate) fn one(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether a field comes more than once.
    pub(crate) fn repeats(&self, name: &str) -> bool {
        self.0.iter().filter(|(known, _)| known == name).count() > 1
    }

    /// Every field.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_fields_are_left_out_and_repeated_ones_told() {
        let fields = Fields::read(b"a=1&b=&c=%20x+y&a=2");
        assert_eq!(fields.one("a"), Some("1"));
        assert_eq!((fields.one("b"), fields.one("c")), (None, Some(" x y")));
        assert!(fields.repeats("a") && !fields.repeats("c"));
        assert_eq!(fields.iter().count(), 3);
    }
}
