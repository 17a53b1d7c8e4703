//! What the API checks in a call. An operation is a list of these rules; each one reads the parameters it knows, keeps
//! those that count for the match, and reports what is wrong. Every rule runs, so that all the errors come at once.

mod birth_date;
mod birthplace;
mod civility;
mod identifier;
mod impot;
mod period;
mod recipient;
mod school;
mod student;
mod v2;

pub(crate) use birth_date::{age_of_service, birth_date, dss_birth_date, v2_dss_birth_date};
pub(crate) use birthplace::{birthplace, country, dss_birthplace, v2_dss_birthplace};
pub(crate) use civility::{
    dss_prenoms, nom_naissance, nom_usage, other_civility, prenom, prenoms, sexe, sexe_optional,
    strict_prenoms, v2_sexe_optional,
};
pub(crate) use identifier::{identifiant, identifiant_digits, immatriculation};
pub(crate) use impot::{annrev, spi};
pub(crate) use period::qf_period;
pub(crate) use recipient::{recipient, recipient_optional};
pub(crate) use school::{annee_scolaire, code_etablissement, etablissement_or_perimetre};
pub(crate) use student::{campaign_year, ine};
pub(crate) use v2::{
    code_postal, numero_allocataire, numero_fiscal, reference_avis, v2_boursier, v2_civility,
    v2_etudiant,
};

use jiff::civil::Date;

use crate::{key::Key, query::Given, texts::Text};

/// One rule of the API over one parameter or a few that go together.
pub(crate) type Rule = fn(&mut Check<'_>);

/// A parameter refused. The API names it for `recipient` alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Violation {
    pub(crate) text: Text,
    pub(crate) parameter: Option<&'static str>,
}

/// A call under examination.
pub(crate) struct Check<'a> {
    given: &'a Given,
    today: Date,
    key: Key,
    violations: Vec<Violation>,
}

/// Runs every rule over what was given.
///
/// Returns the parameters that count for the match, or all that is wrong.
pub(crate) fn check(rules: &[Rule], given: &Given, today: Date) -> Result<Key, Vec<Violation>> {
    let mut check = Check {
        given,
        today,
        key: Key::default(),
        violations: Vec::new(),
    };
    rules.iter().for_each(|rule| rule(&mut check));
    if check.violations.is_empty() {
        Ok(check.key)
    } else {
        Err(check.violations)
    }
}

impl Check<'_> {
    fn refuse(&mut self, text: Text) {
        self.violations.push(Violation {
            text,
            parameter: None,
        });
    }

    fn keep(&mut self, name: &str) {
        if let Some(value) = self.given.one(name) {
            self.key.set(name, value);
        }
    }
}

/// Whether `text` is `length` digits.
fn digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A whole number written with digits alone.
fn number(text: &str) -> Option<i64> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests_support {
    use super::*;

    /// The codes a rule reports on a query, as of 22 November 2026.
    pub(super) fn codes(rule: Rule, query: &str) -> Vec<&'static str> {
        run(rule, query)
            .err()
            .into_iter()
            .flatten()
            .map(|violation| violation.text.code)
            .collect()
    }

    /// The parameters a rule keeps of a query it accepts.
    pub(super) fn kept(rule: Rule, query: &str) -> Key {
        run(rule, query).unwrap()
    }

    /// A key holding these scalars.
    pub(super) fn key(pairs: &[(&str, &str)]) -> Key {
        let mut key = Key::default();
        pairs.iter().for_each(|(name, value)| key.set(name, value));
        key
    }

    fn run(rule: Rule, query: &str) -> Result<Key, Vec<Violation>> {
        let given = Given::read(&format!("/?{query}").parse().unwrap()).unwrap();
        check(&[rule], &given, jiff::civil::date(2026, 11, 22))
    }
}
