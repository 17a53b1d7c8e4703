//! The invented people who may connect: everyone a case tells in full, once.

use std::{cmp::Reverse, collections::BTreeSet, sync::Arc};

use jiff::civil::Date;

use super::slug;
use crate::{case::Case, key::Key, library::Library};

/// What the cases call the parts of an identity; the older names are those of some official FranceConnect cases.
const NAMES: [&str; 11] = [
    "nomNaissance",
    "nomUsage",
    "prenoms[]",
    "anneeDateNaissance",
    "moisDateNaissance",
    "jourDateNaissance",
    "sexeEtatCivil",
    "codeCogInseePaysNaissance",
    "codePaysLieuDeNaissance",
    "codeCogInseeCommuneNaissance",
    "codeInseeLieuDeNaissance",
];
const FRANCE: &str = "99100";
/// The operation whose families come first on the page.
const FIRST: &str = "/v3/dss/quotient_familial/france_connect";

/// A civil identity, as the national register would know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) nom_naissance: String,
    pub(crate) nom_usage: Option<String>,
    pub(crate) prenoms: Vec<String>,
    pub(crate) date_naissance: Date,
    /// `M` or `F`.
    pub(crate) sexe: String,
    pub(crate) pays_naissance: String,
    /// Empty for a birth abroad.
    pub(crate) commune_naissance: String,
}

/// Someone who may connect.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Person {
    /// What names the person in a form: `KERMARREC-SOLENN`.
    pub(crate) slug: String,
    pub(crate) identity: Identity,
    /// The first case about the person, in a few words.
    pub(crate) title: String,
    /// The providers that know the person.
    pub(crate) providers: Vec<&'static str>,
}

/// Everyone in the cases of the operations that FranceConnect opens, most useful first.
pub(crate) fn all(library: &Library) -> Vec<Arc<Person>> {
    let mut people: Vec<_> = identities(library)
        .into_iter()
        .map(|identity| person(library, identity))
        .collect();
    people.sort_by_key(|(rank, person)| (Reverse(*rank), person.identity.nom_naissance.clone()));
    let mut taken = BTreeSet::new();
    let named = people.into_iter().map(|(_, person)| Person {
        slug: slug::free(&person.identity, &mut taken),
        ..person
    });
    named.map(Arc::new).collect()
}

/// The identities told in full, the fullest first, so that one told in part is not taken for another.
fn identities(library: &Library) -> Vec<Identity> {
    let served = library.served().iter();
    let connected = served.filter(|served| served.operation.connected);
    let mut cases: Vec<_> = connected.flat_map(|served| served.cases()).collect();
    cases.sort_by_key(|case| Reverse(told(case)));
    let mut found: Vec<Identity> = Vec::new();
    for case in cases {
        let known = found.iter().any(|identity| identity.is_in(case));
        found.extend(Identity::of(case).filter(|_| !known));
    }
    found
}

/// A person and how useful they are: families first, then by the number of operations that know them.
fn person(library: &Library, identity: Identity) -> ((bool, usize), Person) {
    let about = library.served().iter().filter_map(|served| {
        let mut own = served
            .cases()
            .iter()
            .filter(|case| identity.is_in(case) && told(case) > 0);
        Some((served.operation, own.next()?)).filter(|_| served.operation.connected)
    });
    let about: Vec<_> = about.collect();
    let knowing: Vec<_> = about
        .iter()
        .filter(|(_, case)| case.status == 200)
        .collect();
    let mut providers: Vec<_> = knowing
        .iter()
        .map(|(operation, _)| operation.provider.name)
        .collect();
    providers.dedup();
    let family = knowing.iter().any(|(operation, _)| operation.path == FIRST);
    let title = about.iter().find_map(|(_, case)| case.title.clone());
    let person = Person {
        slug: String::new(),
        title: title.unwrap_or_default(),
        providers,
        identity,
    };
    ((family, knowing.len()), person)
}

impl Identity {
    /// The identity a case tells; `None` when it leaves a part out.
    fn of(case: &Case) -> Option<Self> {
        let (pays, commune) = birthplace(case)?;
        let number = |name: &str| one(case, name)?.parse::<i16>().ok();
        let part = |name: &str| i8::try_from(number(name)?).ok();
        let (month, day) = (part("moisDateNaissance")?, part("jourDateNaissance")?);
        Some(Self {
            nom_naissance: one(case, "nomNaissance")?.to_owned(),
            nom_usage: one(case, "nomUsage").map(str::to_owned),
            prenoms: case
                .params
                .get("prenoms[]")
                .filter(|prenoms| !prenoms.is_empty())?
                .clone(),
            date_naissance: Date::new(number("anneeDateNaissance")?, month, day).ok()?,
            sexe: one(case, "sexeEtatCivil")?.to_uppercase(),
            pays_naissance: pays.to_owned(),
            commune_naissance: commune.to_owned(),
        })
    }

    /// Whether a case is about this person: all that it tells is theirs. A case may tell less than the whole identity.
    pub(crate) fn is_in(&self, case: &Case) -> bool {
        let same = |name: &str, own: &str| {
            one(case, name).is_none_or(|told| told.to_lowercase() == own.to_lowercase())
        };
        let date = self.date_naissance;
        same("nomNaissance", &self.nom_naissance)
            && same("nomUsage", self.nom_usage.as_deref().unwrap_or_default())
            && same("sexeEtatCivil", &self.sexe)
            && self.has_prenoms(case)
            && number_is(case, "anneeDateNaissance", date.year())
            && number_is(case, "moisDateNaissance", date.month().into())
            && number_is(case, "jourDateNaissance", date.day().into())
            && birthplace(case).is_none_or(|place| {
                place
                    == (
                        self.pays_naissance.as_str(),
                        self.commune_naissance.as_str(),
                    )
            })
    }

    /// Some operations know the first first name alone.
    fn has_prenoms(&self, case: &Case) -> bool {
        let told = case.params.get("prenoms[]").into_iter().flatten();
        told.enumerate().all(|(rank, told)| {
            let own = self.prenoms.get(rank);
            own.is_some_and(|own| own.to_lowercase() == told.to_lowercase())
        })
    }
}

/// How much of an identity a case tells.
pub(crate) fn told(case: &Case) -> usize {
    let names = NAMES.iter().filter_map(|name| case.params.get(*name));
    names.map(Vec::len).sum()
}

/// The parameters of a case that are no part of an identity, such as a month or a plate.
pub(crate) fn others(case: &Case) -> Key {
    let mut others = case.clone();
    others
        .params
        .retain(|name, _| !NAMES.contains(&name.as_str()));
    others.key()
}

fn one<'a>(case: &'a Case, name: &str) -> Option<&'a str> {
    let value = case.params.get(name)?.first()?;
    (!value.is_empty()).then_some(value.as_str())
}

fn number_is(case: &Case, name: &str, own: i16) -> bool {
    one(case, name).is_none_or(|told| told.parse() == Ok(own))
}

/// Country and commune; the operations without a country take a foreign one in the place of the commune.
fn birthplace(case: &Case) -> Option<(&str, &str)> {
    let country = one(case, NAMES[7]).or_else(|| one(case, NAMES[8]));
    let commune = one(case, NAMES[9]).or_else(|| one(case, NAMES[10]));
    match (country, commune) {
        (None | Some(FRANCE), Some(code)) if !code.starts_with("99") => Some((FRANCE, code)),
        (None, Some(abroad)) => Some((abroad, "")),
        (Some(abroad), _) if abroad != FRANCE => Some((abroad, "")),
        _ => None,
    }
}
