//! Where a person was born, by the codes of the Code officiel géographique (COG).

use crate::error::Reason;
use crate::nom::Nom;

/// The code of France.
pub const FRANCE: &str = "99100";
/// The code that births in French Algeria keep.
const FRENCH_ALGERIA: &str = "92352";

/// A birthplace as the API can use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LieuNaissance {
    /// In France, in the commune of this code.
    Commune(CodeCommune),
    /// In France, in a commune known by its name and département: the API finds its code in the year of birth.
    Nommee {
        /// The commune's name.
        nom: Nom,
        /// The département it was in.
        departement: CodeDepartement,
    },
    /// Abroad, in the country of this code.
    Etranger(CodePays),
}

impl LieuNaissance {
    /// The country's code, `99100` for France.
    pub fn pays(&self) -> &str {
        match self {
            Self::Etranger(pays) => &pays.0,
            Self::Commune(_) | Self::Nommee { .. } => FRANCE,
        }
    }
}

/// The code of a country: five digits that begin with `99`, or `92352`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodePays(String);

impl CodePays {
    /// Reads a country's code.
    ///
    /// # Errors
    /// [`Reason::Country`] when it is not one.
    pub fn parse(code: &str) -> Result<Self, Reason> {
        let code = code.trim();
        let five_digits = code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit());
        let is_country = five_digits && (code.starts_with("99") || code == FRENCH_ALGERIA);
        if is_country {
            Ok(Self(code.to_owned()))
        } else {
            Err(Reason::Country)
        }
    }

    /// Whether this is France.
    pub fn is_france(&self) -> bool {
        self.0 == FRANCE
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The code of a commune: `^([013-9]\d|2[AB1-9])\d{3}$` in the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeCommune(String);

impl CodeCommune {
    /// Reads a commune's code; small letters are accepted.
    ///
    /// # Errors
    /// [`Reason::OldCorsica`] for `20…`, [`Reason::Commune`] for what is no code.
    pub fn parse(code: &str) -> Result<Self, Reason> {
        let code = code.trim().to_ascii_uppercase();
        let [first, second, rest @ ..] = code.as_bytes() else {
            return Err(Reason::Commune);
        };
        if rest.len() != 3 || !rest.iter().all(u8::is_ascii_digit) {
            return Err(Reason::Commune);
        }
        match (first, second) {
            (b'2', b'0') => Err(Reason::OldCorsica),
            (b'2', b'A' | b'B' | b'1'..=b'9') => Ok(Self(code)),
            (b'0' | b'1' | b'3'..=b'9', b'0'..=b'9') => Ok(Self(code)),
            _ => Err(Reason::Commune),
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The code of a département: `01` to `95` without `20`, `2A`, `2B`, or `971` to `976` without `975`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeDepartement(String);

impl CodeDepartement {
    /// Reads a département's code; small letters are accepted.
    ///
    /// # Errors
    /// [`Reason::Departement`] when it is not one that the API takes.
    pub fn parse(code: &str) -> Result<Self, Reason> {
        let code = code.trim().to_ascii_uppercase();
        let two_digits = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_digit());
        let mainland =
            two_digits && !matches!(code.as_str(), "00" | "20" | "96" | "97" | "98" | "99");
        let elsewhere = matches!(
            code.as_str(),
            "2A" | "2B" | "971" | "972" | "973" | "974" | "976"
        );
        if mainland || elsewhere {
            Ok(Self(code))
        } else {
            Err(Reason::Departement)
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries() {
        for code in ["99100", "99404", "92352", " 99100 "] {
            assert!(CodePays::parse(code).is_ok(), "{code}");
        }
        for code in ["", "9910", "991000", "75056", "99 00", "FR"] {
            assert_eq!(CodePays::parse(code), Err(Reason::Country), "{code}");
        }
    }

    #[test]
    fn communes() {
        for code in ["08480", "2a004", "2B033", "75107", "97411", "21231"] {
            assert!(CodeCommune::parse(code).is_ok(), "{code}");
        }
        for code in ["", "8480", "2C004", "2A0040", "ABCDE", "0é480"] {
            assert_eq!(CodeCommune::parse(code), Err(Reason::Commune), "{code}");
        }
        assert_eq!(CodeCommune::parse("20004"), Err(Reason::OldCorsica));
    }

    #[test]
    fn departements() {
        for code in ["01", "95", "2a", "971", "976"] {
            assert!(CodeDepartement::parse(code).is_ok(), "{code}");
        }
        for code in ["00", "1", "20", "96", "975", "977", "+5"] {
            assert_eq!(
                CodeDepartement::parse(code),
                Err(Reason::Departement),
                "{code}"
            );
        }
    }
}
