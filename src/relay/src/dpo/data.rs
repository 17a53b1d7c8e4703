//! What a form asks, of whom and about whom, worked out from its items.

use std::collections::BTreeSet;

use model::identite::{IdentiteRules, Need};
use model::lang::Text;
use model::path::Path;

use super::document::{Line, plain, text};
use super::{Kit, texts};
use crate::catalogue::{Api, Field, Item, Mode, Source};
use crate::config::FormSource;

/// A scope to ask for, and what it opens.
pub(super) struct Scope<'a> {
    pub(super) id: &'a str,
    pub(super) source: &'a Source,
    /// The fields that the form asks for.
    pub(super) asked: Vec<&'a Field>,
    /// The others that it opens too.
    pub(super) spare: Vec<&'a Field>,
}

/// Names of fields that tell that the rows of a list are people.
const OF_PEOPLE: [&str; 3] = ["nom_naissance", "prenoms", "date_naissance"];
/// The list whose people are children.
const CHILDREN: &str = "enfants";
/// Words in the names of what may reveal a disability.
const OF_DISABILITY: [&str; 2] = ["handicape", "aeeh"];

/// The fields of `source` that the form asks for, each once, in the order of the catalogue.
pub(super) fn asked<'a>(used: &FormSource, source: &'a Source) -> Vec<&'a Field> {
    let fields = source.fields();
    fields.filter(|field| is_asked(used, &field.path)).collect()
}

impl<'a> Kit<'a> {
    /// The scopes that the form needs of `api`.
    pub(super) fn scopes(&self, api: Api) -> Vec<Scope<'a>> {
        let of_api = self
            .sources
            .iter()
            .filter(|(_, source)| api_of(source) == api);
        of_api
            .flat_map(|(used, source)| scopes_of(used, source))
            .collect()
    }

    /// Everyone whom the data are about, those too whose data a needed scope opens and the relay drops.
    pub(super) fn people(&self) -> Vec<Line> {
        let mut people = vec![self.say(texts::register::WHO_ASKS)];
        for (used, source) in &self.sources {
            people.extend(self.about(used, source).map(text));
            let items = self.items_of_people(used, source);
            people.extend(items.map(|item| {
                let label = self.text(&item.label);
                if item.fields.iter().any(|field| is_asked(used, &field.path)) {
                    text(label)
                } else {
                    self.fill(texts::register::DROPPED, &[("people", label)])
                }
            }));
        }
        let mut told = BTreeSet::new();
        people.retain(|line| told.insert(plain(line)));
        people
    }

    /// Whether some of these people are children.
    pub(super) fn has_minors(&self) -> bool {
        self.sources.iter().any(|(used, source)| {
            let mut items = self.items_of_people(used, source);
            items.any(|item| item.path.names().next() == Some(CHILDREN))
                || self.about(used, source).next().is_some()
        })
    }

    /// Whom `source` is asked about, when that is not the person who fills in the form.
    fn about<'b>(
        &'b self,
        used: &'b FormSource,
        source: &'b Source,
    ) -> impl Iterator<Item = &'b str> {
        let modes = self.modes_of(used, source);
        modes.filter_map(|(_, mode)| Some(self.text(&mode.about.as_ref()?.label)))
    }

    /// The items that describe people and that a needed scope opens.
    fn items_of_people<'b>(
        &self,
        used: &'b FormSource,
        source: &'b Source,
    ) -> impl Iterator<Item = &'b Item> + use<'b> {
        let needed = needed(used, source);
        let opens = move |field: &Field| {
            let mut scopes = field.scope.iter();
            is_of_people(&field.path) && scopes.any(|scope| needed.contains(scope.as_str()))
        };
        let items = source.items.iter();
        items.filter(move |item| item.fields.iter().any(&opens))
    }

    /// Whether some of the data may reveal a disability.
    pub(super) fn is_sensitive(&self) -> bool {
        let tells = |name: &str| OF_DISABILITY.iter().any(|word| name.contains(word));
        self.sources.iter().any(|(used, source)| {
            let fields = asked(used, source);
            tells(&source.id) || fields.iter().any(|field| tells(&field.path.to_string()))
        })
    }

    /// What the person types, way by way: each once for all the sources that it serves.
    pub(super) fn typed(&self) -> Vec<Line> {
        let mut ways: Vec<Way<'_>> = Vec::new();
        for (used, source) in &self.sources {
            for (name, mode) in self.modes_of(used, source) {
                let is_it =
                    |way: &&mut Way<'_>| way.name == name && way.mode.about() == mode.about();
                match ways.iter_mut().find(is_it) {
                    Some(way) => way.serve_too(source, mode),
                    None => ways.push(Way::new(name, source, mode)),
                }
            }
        }
        ways.iter().map(|way| self.way(way)).collect()
    }

    fn way(&self, way: &Way<'_>) -> Line {
        let mode = self.mode_name(way.name);
        let sources: Vec<_> = way
            .sources
            .iter()
            .map(|source| self.text(&source.label))
            .collect();
        let mut inputs = way
            .identite
            .map(|rules| self.identite(rules))
            .unwrap_or_default();
        inputs.extend(way.inputs.iter().map(|label| lowered(self.text(label))));
        let (sources, inputs) = (self.listed(&sources), inputs.join(", "));
        let values = [
            ("mode", mode.as_str()),
            ("sources", &sources),
            ("inputs", &inputs),
        ];
        match &way.mode.about {
            None => self.fill(texts::register::TYPED_IS, &values),
            Some(about) => {
                let about = ("about", self.text(&about.label));
                self.fill(
                    texts::register::TYPED_ABOUT,
                    &[&values[..], &[about]].concat(),
                )
            }
        }
    }

    /// The inputs of an identity, with those that may be left empty.
    fn identite(&self, rules: IdentiteRules) -> Vec<String> {
        let needs = [
            rules.nom_naissance,
            rules.nom_usage,
            rules.prenoms,
            rules.sexe,
            rules.annee.max(rules.mois).max(rules.jour),
            rules.lieu_naissance,
        ];
        let named = needs.iter().zip(texts::IDENTITE);
        let asked = named.filter(|(need, _)| **need != Need::Absent);
        let told = asked.map(|(need, said)| {
            let input = said.get(self.lang);
            match need {
                Need::Optional => plain(&self.fill(texts::register::OPTIONAL, &[("input", input)])),
                _ => input.to_owned(),
            }
        });
        told.collect()
    }

    /// The ways of asking `source` that the form offers.
    pub(super) fn modes_of<'b>(
        &self,
        used: &'b FormSource,
        source: &'b Source,
    ) -> impl Iterator<Item = (&'b str, &'b Mode)> + use<'b> {
        let named = used.modes.iter();
        named.filter_map(|name| Some((name.as_str(), source.modes.get(name)?)))
    }
}

/// A way of asking, for all the sources that it serves about one person.
struct Way<'a> {
    name: &'a str,
    mode: &'a Mode,
    sources: Vec<&'a Source>,
    identite: Option<IdentiteRules>,
    inputs: Vec<&'a Text>,
}

impl<'a> Way<'a> {
    fn new(name: &'a str, source: &'a Source, mode: &'a Mode) -> Self {
        let mut way = Self {
            name,
            mode,
            sources: Vec::new(),
            identite: None,
            inputs: Vec::new(),
        };
        way.serve_too(source, mode);
        way
    }

    fn serve_too(&mut self, source: &'a Source, mode: &'a Mode) {
        self.sources.push(source);
        self.identite = match (self.identite, mode.identite) {
            (Some(first), Some(second)) => Some(first.and(second)),
            (first, second) => first.or(second),
        };
        for input in &mode.inputs {
            if !self.inputs.contains(&&input.label) {
                self.inputs.push(&input.label);
            }
        }
    }
}

/// The scopes of all that the form asks of `source`.
fn needed<'a>(used: &FormSource, source: &'a Source) -> BTreeSet<&'a str> {
    let asked = asked(used, source).into_iter();
    asked.flat_map(|field| source.scopes(field)).collect()
}

fn scopes_of<'a>(used: &FormSource, source: &'a Source) -> Vec<Scope<'a>> {
    let scope = |id: &'a str| {
        let opened = source
            .fields()
            .filter(|field| source.scopes(field).contains(id));
        let (asked, spare): (Vec<_>, Vec<_>) =
            opened.partition(|field| is_asked(used, &field.path));
        // What the relay would work out is not in the answer.
        let spare = spare.into_iter().filter(|field| !field.is_derived());
        Scope {
            id,
            source,
            asked,
            spare: spare.collect(),
        }
    };
    needed(used, source).into_iter().map(scope).collect()
}

fn is_asked(used: &FormSource, path: &Path) -> bool {
    used.items.iter().any(|item| item.covers(path))
}

/// A label as it stands in a sentence; an acronym keeps its capitals.
fn lowered(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    match letters.clone().next() {
        Some(second) if second.is_lowercase() => first.chain(letters).collect(),
        _ => label.to_owned(),
    }
}

/// The interface whose scopes a source has.
fn api_of(source: &Source) -> Api {
    let apis = source.modes.values().map(|mode| mode.api);
    apis.max().unwrap_or_default()
}

/// Whether a path leads to what is said of each person of a list.
fn is_of_people(path: &Path) -> bool {
    let path = path.to_string();
    let last = path.rsplit('.').next().unwrap_or_default();
    path.contains("[].") && OF_PEOPLE.contains(&last)
}
