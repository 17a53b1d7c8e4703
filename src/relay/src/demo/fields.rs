//! Which datum each answer of a form stands for, as the town knows of its own page.

use std::collections::BTreeMap;

use scraper::{Html, Selector};

use super::received::Fields;

/// One datum as the form sent it, in one control or in several.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mapped {
    pub(super) path: String,
    pub(super) value: String,
    /// The names of its controls.
    pub(super) names: Vec<String>,
}

/// A control of the page: its path, and the format when it holds a part of a date.
type Control = (String, Option<String>);

/// What was sent, by path.
pub(super) fn mapped(page: &str, sent: &Fields) -> Vec<Mapped> {
    let controls = controls(page);
    let mut found: BTreeMap<String, (BTreeMap<String, String>, Vec<String>)> = BTreeMap::new();
    for (name, value) in sent.iter().filter(|(_, value)| !value.is_empty()) {
        let (pattern, row) = pattern(name);
        // A control that is no row of a list may have a rank in its name too.
        let own = controls.get(name).or_else(|| controls.get(&pattern));
        for (path, format) in own.into_iter().flatten() {
            let path = path.replacen("[]", &format!("[{row}]"), 1);
            let (parts, names) = found.entry(path).or_default();
            parts.insert(format.clone().unwrap_or_default(), value.clone());
            names.push(name.clone());
        }
    }
    let whole = found.into_iter().filter_map(|(path, (parts, names))| {
        let value = whole(&parts)?;
        Some(Mapped { path, value, names })
    });
    whole.collect()
}

/// The controls of the page that name a path, by their names with `[]` in place of the rank of a row.
fn controls(page: &str) -> BTreeMap<String, Vec<Control>> {
    let mut controls: BTreeMap<String, Vec<Control>> = BTreeMap::new();
    let Ok(selector) = Selector::parse("[name][data-prefill]") else {
        return controls;
    };
    for control in Html::parse_document(page).select(&selector) {
        let attribute = |name| control.attr(name).map(str::to_owned);
        let (Some(name), Some(path)) = (attribute("name"), attribute("data-prefill")) else {
            continue;
        };
        let is_row = path.contains("[]");
        let name = if is_row { pattern(&name).0 } else { name };
        let named = controls.entry(name).or_default();
        let control = (path, attribute("data-prefill-format"));
        if !named.contains(&control) {
            named.push(control);
        }
    }
    controls
}

/// The name without the rank of its row, and that rank: `enfants[1][nom]` is `enfants[][nom]` in row 1.
fn pattern(name: &str) -> (String, usize) {
    let rank = name.split_once('[').and_then(|(list, rest)| {
        let (rank, field) = rest.split_once(']')?;
        Some((format!("{list}[]{field}"), rank.parse().ok()?))
    });
    rank.unwrap_or_else(|| (name.to_owned(), 0))
}

/// A value in one control, or a date in three.
fn whole(parts: &BTreeMap<String, String>) -> Option<String> {
    let part = |format: &str| parts.get(format);
    match (part("%Y"), part("%m"), part("%d")) {
        (Some(year), Some(month), Some(day)) => Some(format!("{year}-{month:0>2}-{day:0>2}")),
        _ => part("").cloned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<form><input name="nom" data-prefill="nom"><input name="autre">
        <input name="parents[0][nom]" data-prefill="allocataires[0].nom">
        <p><input name="enfants[0][nom]" data-prefill="enfants[].nom">
        <input name="enfants[0][jour]" data-prefill="enfants[].naissance" data-prefill-format="%d">
        <input name="enfants[0][mois]" data-prefill="enfants[].naissance" data-prefill-format="%m">
        <input name="enfants[0][annee]" data-prefill="enfants[].naissance" data-prefill-format="%Y"></p></form>"#;

    #[test]
    fn answers_are_known_by_their_paths_in_rows_and_parts() {
        let sent = [
            ("nom", "A"),
            ("autre", "B"),
            ("parents[0][nom]", "D"),
            ("enfants[1][nom]", "C"),
            ("enfants[1][jour]", "3"),
            ("enfants[1][mois]", "12"),
            ("enfants[1][annee]", "2019"),
            ("enfants[0][jour]", "4"),
        ];
        let sent = sent
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec();
        let found = mapped(PAGE, &sent);
        let found: Vec<_> = found
            .iter()
            .map(|one| (one.path.as_str(), one.value.as_str(), one.names.len()))
            .collect();
        let expected = [
            ("allocataires[0].nom", "D", 1),
            ("enfants[1].naissance", "2019-12-03", 3),
            ("enfants[1].nom", "C", 1),
            ("nom", "A", 1),
        ];
        assert!(
            !found.iter().any(|(_, value, _)| *value == "12"),
            "{found:?}"
        );
        for one in expected {
            assert!(found.contains(&one), "{one:?} in {found:?}");
        }
    }
}
