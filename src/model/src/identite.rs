//! From what a person typed about who they are ([`Draft`]) to what the API can use ([`Identite`]).

mod draft;
mod rules;

pub use draft::{Draft, DraftDate, DraftLieu};
pub use rules::{IdentiteRules, Need};

use crate::date::PartialDate;
use crate::error::{FieldError, Reason};
use crate::lieu::{CodeCommune, CodeDepartement, CodePays, LieuNaissance};
use crate::nom::Nom;

/// The first year of birth that the API accepts.
pub const FIRST_YEAR: u16 = 1900;

/// An identity that the API accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identite {
    /// The name at birth.
    pub nom_naissance: Option<Nom>,
    /// The name used today, when it is another.
    pub nom_usage: Option<Nom>,
    /// The first names.
    pub prenoms: Vec<Nom>,
    /// The sex of civil status.
    pub sexe: Option<Sexe>,
    /// The birth date, as far as it is known.
    pub date_naissance: Option<PartialDate>,
    /// The birthplace.
    pub lieu_naissance: Option<LieuNaissance>,
}

/// The sex of civil status, as the API writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sexe {
    /// Female.
    F,
    /// Male.
    M,
}

impl Sexe {
    /// The API's letter.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::F => "F",
            Self::M => "M",
        }
    }
}

impl Draft {
    /// Reads what was typed, by the needs of `rules`. Inputs that are not asked for are left aside.
    ///
    /// # Errors
    /// Every input that cannot be accepted, all at once, in the order of the page.
    pub fn parse(
        &self,
        rules: &IdentiteRules,
        today: PartialDate,
    ) -> Result<Identite, Vec<FieldError>> {
        let mut errors = Errors::default();
        let nom_naissance = errors.name("nom_naissance", &self.nom_naissance, rules.nom_naissance);
        let nom_usage = errors.name("nom_usage", &self.nom_usage, rules.nom_usage);
        let prenoms = errors.prenoms(&self.prenoms, rules);
        let sexe = errors.sexe(&self.sexe, rules.sexe);
        let date_naissance = errors.date(&self.date_naissance, rules, today);
        let lieu_naissance = errors.lieu(&self.lieu_naissance, rules.lieu_naissance);
        let nom_usage = nom_usage.filter(|nom| Some(nom) != nom_naissance.as_ref());
        if !errors.0.is_empty() {
            return Err(errors.0);
        }
        Ok(Identite {
            nom_naissance,
            nom_usage,
            prenoms,
            sexe,
            date_naissance,
            lieu_naissance,
        })
    }
}

/// The errors met so far; each method reads one input and notes what is wrong with it.
#[derive(Default)]
struct Errors(Vec<FieldError>);

impl Errors {
    fn push<T>(&mut self, field: &str, reason: Reason) -> Option<T> {
        self.0.push(FieldError::new(field, reason));
        None
    }

    /// Reads one input with `parse`, unless it is empty and may be.
    fn read<T>(
        &mut self,
        field: &str,
        typed: &str,
        need: Need,
        parse: impl FnOnce(&str) -> Result<T, Reason>,
    ) -> Option<T> {
        match (need, typed.trim().is_empty()) {
            (Need::Absent, _) => None,
            (_, true) if need.insists() => self.push(field, Reason::Missing),
            (_, true) => None,
            (_, false) => parse(typed).map_or_else(|reason| self.push(field, reason), Some),
        }
    }

    fn name(&mut self, field: &str, typed: &str, need: Need) -> Option<Nom> {
        self.read(field, typed, need, Nom::parse)
    }

    fn prenoms(&mut self, typed: &[String], rules: &IdentiteRules) -> Vec<Nom> {
        let given = typed
            .iter()
            .enumerate()
            .filter(|(_, prenom)| !prenom.trim().is_empty());
        let mut prenoms = Vec::new();
        for (rank, prenom) in given {
            prenoms.extend(self.name(
                &format!("prenoms[{rank}]"),
                prenom,
                rules.prenoms.max(Need::Optional),
            ));
        }
        let none_given = typed.iter().all(|prenom| prenom.trim().is_empty());
        if none_given && rules.prenoms.insists() {
            self.0.push(FieldError::new("prenoms[0]", Reason::Missing));
        }
        if prenoms.len() > rules.prenoms_max && rules.prenoms != Need::Absent {
            let field = format!("prenoms[{}]", rules.prenoms_max);
            self.0.push(FieldError::new(
                field,
                Reason::TooMany {
                    max: rules.prenoms_max,
                },
            ));
        }
        if rules.prenoms == Need::Absent {
            Vec::new()
        } else {
            prenoms
        }
    }

    fn sexe(&mut self, typed: &str, need: Need) -> Option<Sexe> {
        self.read("sexe", typed, need, |typed| match typed.trim() {
            "F" | "f" => Ok(Sexe::F),
            "M" | "m" => Ok(Sexe::M),
            _ => Err(Reason::Choice),
        })
    }

    fn date(
        &mut self,
        typed: &DraftDate,
        rules: &IdentiteRules,
        today: PartialDate,
    ) -> Option<PartialDate> {
        let before = self.0.len();
        let last_year = today.annee();
        let annee = self.number("annee", &typed.annee, rules.annee, FIRST_YEAR, last_year);
        let mois = self.number("mois", &typed.mois, rules.mois, 1, 12);
        let jour = self.number("jour", &typed.jour, rules.jour, 1, 31);
        if self.0.len() > before {
            return None;
        }
        match (annee, mois, jour) {
            (None, None, None) => None,
            (None, Some(_), _) => self.push("date_naissance.annee", Reason::MonthWithoutYear),
            (_, None, Some(_)) => self.push("date_naissance.mois", Reason::DayWithoutMonth),
            (Some(annee), mois, jour) => self.existing(annee, mois, jour, today),
        }
    }

    /// The date of parts that are each in range: it must exist and lie before `today`.
    fn existing(
        &mut self,
        annee: u16,
        mois: Option<u16>,
        jour: Option<u16>,
        today: PartialDate,
    ) -> Option<PartialDate> {
        let small = |part: Option<u16>| part.and_then(|n| u8::try_from(n).ok());
        let Some(date) = PartialDate::new(annee, small(mois), small(jour)) else {
            return self.push("date_naissance.jour", Reason::NoSuchDay);
        };
        if date.is_after(today) || date == today {
            return self.push("date_naissance.annee", Reason::InTheFuture);
        }
        Some(date)
    }

    fn number(&mut self, part: &str, typed: &str, need: Need, min: u16, max: u16) -> Option<u16> {
        self.read(&format!("date_naissance.{part}"), typed, need, |typed| {
            let digits = typed.trim();
            let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
            let number = digits
                .parse()
                .ok()
                .filter(|_| is_number)
                .ok_or(Reason::NotANumber)?;
            if (min..=max).contains(&number) {
                Ok(number)
            } else {
                Err(Reason::OutOfRange { min, max })
            }
        })
    }

    fn lieu(&mut self, typed: &DraftLieu, need: Need) -> Option<LieuNaissance> {
        let pays = self.read("lieu_naissance.pays", &typed.pays, need, CodePays::parse)?;
        if !pays.is_france() {
            return Some(LieuNaissance::Etranger(pays));
        }
        if typed.commune.trim().is_empty() && !typed.nom_commune.trim().is_empty() {
            return self.named_commune(typed);
        }
        let commune = self.read(
            "lieu_naissance.commune",
            &typed.commune,
            Need::Required,
            CodeCommune::parse,
        )?;
        Some(LieuNaissance::Commune(commune))
    }

    fn named_commune(&mut self, typed: &DraftLieu) -> Option<LieuNaissance> {
        let nom = self.name(
            "lieu_naissance.nom_commune",
            &typed.nom_commune,
            Need::Required,
        );
        let departement = self.read(
            "lieu_naissance.departement",
            &typed.departement,
            Need::Required,
            CodeDepartement::parse,
        );
        Some(LieuNaissance::Nommee {
            nom: nom?,
            departement: departement?,
        })
    }
}

#[cfg(test)]
mod tests;
