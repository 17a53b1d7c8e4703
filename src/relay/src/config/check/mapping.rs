//! A form's mapping: which control of the page each field fills, for pages whose HTML cannot be touched.

use std::collections::BTreeMap;

use model::fill::Target;
use model::path::{Path, Step};
use toml::Spanned;

use super::super::FormSource;
use super::super::file::FormTable;
use super::super::mistake::Kind;
use super::Check;

impl Check<'_> {
    /// The mapping of a form that uses these `sources`.
    pub(super) fn mapping(
        &mut self,
        table: &FormTable,
        sources: &[FormSource],
    ) -> BTreeMap<String, String> {
        let mut mapping = BTreeMap::new();
        // A source with a mistake has had its own sentence: what it gives is not known.
        if sources.len() < table.sources.len() {
            return mapping;
        }
        for (selector, target) in &table.mapping {
            if !is_balanced(selector.get_ref()) {
                let kind = Kind::Selector(selector.get_ref().clone());
                self.wrong::<()>(selector.span(), kind);
            }
            if let Some(target) = self.target(table, target, sources) {
                mapping.insert(selector.get_ref().trim().to_owned(), target.to_string());
            }
        }
        mapping
    }

    /// The place that a selector is mapped to: a field that the form may ask for.
    fn target(
        &mut self,
        table: &FormTable,
        text: &Spanned<String>,
        sources: &[FormSource],
    ) -> Option<Target> {
        let target: Target = match text.get_ref().parse() {
            Ok(target) => target,
            Err(error) => return self.wrong(text.span(), Kind::MappedPath(error)),
        };
        let named = |id: &String| target.source.as_ref().is_none_or(|named| named == id);
        if !table.sources.keys().any(named) {
            let used = table.sources.keys().cloned().collect::<Vec<_>>();
            let kind = Kind::MappedSource {
                id: target.source.unwrap_or_default(),
                used: used.join(", "),
            };
            return self.wrong(text.span(), kind);
        }
        let fields = self.fields(sources.iter().filter(|used| named(&used.id)));
        if fields
            .iter()
            .any(|field| is_same_place(field, &target.path))
        {
            return Some(target);
        }
        let kind = Kind::Unmapped {
            target: target.to_string(),
            known: nearby(&fields, &target.path),
        };
        self.wrong(text.span(), kind)
    }

    /// Every field that the form may ask these sources for.
    fn fields<'b>(&self, used: impl Iterator<Item = &'b FormSource>) -> Vec<Path> {
        let fields = used.flat_map(|used| {
            let source = self.catalogue.get(&used.id);
            let of_items = move |item| source.into_iter().flat_map(move |s| s.fields_under(item));
            used.items.iter().flat_map(of_items)
        });
        fields.map(|field| field.path.clone()).collect()
    }
}

/// Whether a path leads to the field: in every row of a list, or in one.
fn is_same_place(field: &Path, path: &Path) -> bool {
    let in_rows = |step: &Step| match step {
        Step::Index(_) => Step::Each,
        other => other.clone(),
    };
    field
        .steps()
        .iter()
        .cloned()
        .eq(path.steps().iter().map(in_rows))
}

/// The fields beside `path`; all of them when it begins like none.
fn nearby(fields: &[Path], path: &Path) -> String {
    let begins_alike = |field: &&Path| field.names().next() == path.names().next();
    let mut known: Vec<_> = fields.iter().filter(begins_alike).collect();
    if known.is_empty() {
        known = fields.iter().collect();
    }
    known
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Whether a selector says something, and closes what it opens. Only a browser knows whether it is one.
fn is_balanced(selector: &str) -> bool {
    let mut open = Vec::new();
    let mut letters = selector.chars();
    while let Some(letter) = letters.next() {
        match (letter, open.last()) {
            ('\\', _) => drop(letters.next()),
            (letter, Some(last)) if letter == *last => drop(open.pop()),
            (_, Some('"' | '\'')) => {}
            ('(', _) => open.push(')'),
            ('[', _) => open.push(']'),
            ('"' | '\'', _) => open.push(letter),
            (')' | ']', _) => return false,
            _ => {}
        }
    }
    open.is_empty() && !selector.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_closes_what_it_opens() {
        for selector in [
            "#qf",
            "[name='enfants[0][nom]']",
            "a:not(.b) > input",
            "[x=\"it's\"]",
            r"#a\[b",
        ] {
            assert!(is_balanced(selector), "{selector}");
        }
        for selector in [
            "",
            " ",
            "[name=qf",
            "a:not(.b]",
            "#a]",
            "[x='y]",
            r"[x='y\']",
        ] {
            assert!(!is_balanced(selector), "{selector}");
        }
    }
}
