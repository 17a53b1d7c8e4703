//! What a mapping comes to.

use super::{Fact, Mapping, Seen, SeenList};
use crate::fill::{Control, Kind, Target, takes};
use crate::path::{Path, Step};
use crate::protocol::{FieldInfo, Source};

/// What there is to tell of a control that is mapped: its faults, or that it is well.
pub(super) fn mapped(
    seen: &Seen,
    mapping: &Mapping,
    earlier: &[Seen],
    sources: &[Source],
) -> Vec<Fact> {
    let Ok(target) = mapping.text.parse::<Target>() else {
        let text = mapping.text.clone();
        return vec![Fact::NotAPath {
            text,
            by: mapping.by,
        }];
    };
    if let Some(fault) = fault(seen, &target, sources) {
        return vec![fault];
    }
    let well = Fact::Mapped {
        target: target.clone(),
        by: mapping.by,
        before: seen.mappings.iter().skip(1).map(|other| other.by).collect(),
    };
    let doubts = [
        outside(seen, &target),
        twice(seen, &target, earlier),
        several(&target, sources),
    ];
    std::iter::once(well)
        .chain(doubts.into_iter().flatten())
        .collect()
}

/// What keeps the control from being filled, the first that is found.
fn fault(seen: &Seen, target: &Target, sources: &[Source]) -> Option<Fact> {
    let named = target.source.as_ref();
    if let Some(id) = named.filter(|id| sources.iter().all(|source| source.id != **id)) {
        return Some(Fact::UnknownSource(id.clone()));
    }
    if let Kind::Closed(reason) = seen.kind {
        return Some(Fact::Closed(reason));
    }
    let Some(field) = fields(target, sources).next() else {
        return Some(Fact::OutOfScope {
            path: target.path.clone(),
            nearest: nearest(&target.path, sources),
        });
    };
    let control = Control {
        kind: seen.kind.clone(),
        target: target.clone(),
        format: seen.format.clone(),
        maxlength: seen.maxlength,
        label: String::new(),
        group: None,
        held: None,
    };
    let refused = takes(&control, field.kind).err()?;
    Some(Fact::Mistyped(target.path.clone(), refused))
}

/// The fields of the form at a target: one for each source that gives it.
fn fields<'a>(target: &Target, sources: &'a [Source]) -> impl Iterator<Item = &'a FieldInfo> {
    let (named, path) = (target.source.clone(), target.path.clone());
    let meant = sources
        .iter()
        .filter(move |source| named.as_ref().is_none_or(|id| *id == source.id));
    meant
        .flat_map(|source| source.items.iter().flat_map(|item| &item.fields))
        .filter(move |field| field.path.names().eq(path.names()))
}

fn outside(seen: &Seen, target: &Target) -> Option<Fact> {
    let each = target.path.steps().contains(&Step::Each);
    (each && seen.list.is_none()).then(|| Fact::OutsideItsList(target.path.clone()))
}

/// Parts of a date are told apart by their formats, checkboxes by their values, the rows of a list by standing in it.
fn twice(seen: &Seen, target: &Target, earlier: &[Seen]) -> Option<Fact> {
    if matches!(seen.kind, Kind::Checkbox { .. }) {
        return None;
    }
    let is_same = |other: &&Seen| {
        let mapping = other.mappings.first();
        let other_target = mapping.and_then(|mapping| mapping.text.parse::<Target>().ok());
        other_target.as_ref() == Some(target)
            && other.format == seen.format
            && !matches!(other.kind, Kind::Closed(_))
            && other.list.is_none()
            && seen.list.is_none()
    };
    let other = earlier.iter().find(is_same)?;
    Some(Fact::Twice {
        target: target.clone(),
        other: other.selector.clone(),
    })
}

fn several(target: &Target, sources: &[Source]) -> Option<Fact> {
    let gives = |source: &&Source| {
        let named = Target {
            source: Some(source.id.clone()),
            path: target.path.clone(),
        };
        fields(&named, sources).next().is_some()
    };
    let giving: Vec<_> = sources
        .iter()
        .filter(gives)
        .map(|source| source.id.clone())
        .collect();
    (target.source.is_none() && giving.len() > 1)
        .then(|| Fact::SeveralSources(target.path.clone(), giving))
}

/// The fault of a list, when it has one.
pub(super) fn list(list: &SeenList, sources: &[Source]) -> Option<Fact> {
    let target: Option<Target> = list.each.parse().ok();
    let is_list = target.is_some_and(|target| {
        let mut fields = sources
            .iter()
            .flat_map(|source| &source.items)
            .flat_map(|item| &item.fields);
        fields.any(|field| is_of_list(&field.path, &target.path))
    });
    match &list.add {
        _ if !is_list => Some(Fact::NotAList(list.each.clone())),
        Some((selector, false)) => Some(Fact::NoAddButton(selector.clone())),
        _ => None,
    }
}

/// Whether `field` lies in the rows of `list`.
fn is_of_list(field: &Path, list: &Path) -> bool {
    let depth = list.names().count();
    let mut names = 0;
    let each = field.steps().iter().position(|step| {
        names += usize::from(matches!(step, Step::Key(_)));
        *step == Step::Each && names == depth
    });
    each.is_some() && list.covers(field)
}

/// The path of the form that looks most like one that is not in it: that shares its last name, or differs by two
/// letters at most.
fn nearest(path: &Path, sources: &[Source]) -> Option<Path> {
    let text = path.to_string();
    let all = sources.iter().flat_map(|source| &source.items);
    let fields = all.flat_map(|item| &item.fields).map(|field| &field.path);
    let distance = |other: &Path| {
        let same_end = path.names().last() == other.names().last();
        let letters = distance(&text, &other.to_string());
        if same_end { letters.min(2) } else { letters }
    };
    let mut ranked: Vec<_> = fields.map(|other| (distance(other), other)).collect();
    ranked.sort_by_key(|(distance, _)| *distance);
    let (distance, other) = ranked.first()?;
    (*distance <= 2).then(|| (*other).clone())
}

/// How many letters to add, take away or change to make one text the other (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (rank, letter) in one.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], rank + 1);
        for (column, wanted) in other.iter().enumerate() {
            let changed = corner + usize::from(letter != *wanted);
            corner = row[column + 1];
            row[column + 1] = changed.min(corner + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}
