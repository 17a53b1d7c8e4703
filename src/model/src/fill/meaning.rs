//! What choices mean whatever their words: `F` is `Madame` in another form.

use super::Choice;
use super::data::Datum;
use super::fold::fold;

/// What a choice means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Femme,
    Homme,
    /// Said by a text such as `oui`.
    Oui,
    Non,
    /// A value that is true, which some lists send as `1`.
    Vrai,
    Faux,
    /// A month, 1 to 12.
    Mois(u8),
}

/// The months in both languages, in full and as lists abridge them, without accents.
const MONTHS: [&[&str]; 12] = [
    &["janvier", "janv", "january", "jan"],
    &["fevrier", "fevr", "fev", "february", "feb"],
    &["mars", "march", "mar"],
    &["avril", "avr", "april", "apr"],
    &["mai", "may"],
    &["juin", "june", "jun"],
    &["juillet", "juil", "july", "jul"],
    &["aout", "august", "aug"],
    &["septembre", "sept", "september", "sep"],
    &["octobre", "oct", "october"],
    &["novembre", "nov", "november"],
    &["decembre", "dec", "december"],
];

impl Meaning {
    /// What a value means, if anything.
    pub(super) fn of_value(value: &Datum) -> Option<Self> {
        match value {
            Datum::Truth(true) => Some(Self::Vrai),
            Datum::Truth(false) => Some(Self::Faux),
            Datum::Text(text) => Self::of(text),
            Datum::Texts(_) | Datum::Number(_) | Datum::Date(_) => None,
        }
    }

    fn of(text: &str) -> Option<Self> {
        match fold(text).as_str() {
            "f" | "feminin" | "femme" | "madame" | "mme" | "fille" | "female" | "woman" => {
                Some(Self::Femme)
            }
            "m" | "masculin" | "homme" | "monsieur" | "mr" | "garcon" | "male" | "man" => {
                Some(Self::Homme)
            }
            "oui" | "true" | "vrai" | "yes" | "on" => Some(Self::Oui),
            "non" | "false" | "faux" | "no" | "off" => Some(Self::Non),
            _ => None,
        }
    }

    /// Whether a choice means this: what the person reads comes before what is sent.
    pub(super) fn is_of(self, choice: &Choice) -> bool {
        self.read(&choice.label)
            .or_else(|| self.sent(&choice.value))
            .is_some_and(|meaning| meaning == self)
    }

    /// Whether what the person reads begins as this, then says more: `Oui, je suis boursier`.
    pub(super) fn begins(self, choice: &Choice) -> bool {
        self.read(first_words(&choice.label)) == Some(self)
    }

    /// Whether a choice reads as another thing of the same kind, such as `Madame` sent as `M`.
    pub(super) fn is_denied_by(self, choice: &Choice) -> bool {
        let read = |text| self.read(text).is_some_and(|read| read != self);
        read(&choice.label) || read(first_words(&choice.label))
    }

    /// What a text means, among the meanings that this one is compared with.
    fn read(self, text: &str) -> Option<Self> {
        match (self, Self::of(text)) {
            (Self::Mois(_), _) => month(text).map(Self::Mois),
            (Self::Vrai | Self::Faux, Some(Self::Oui)) => Some(Self::Vrai),
            (Self::Vrai | Self::Faux, Some(Self::Non)) => Some(Self::Faux),
            (Self::Vrai | Self::Faux, _) => None,
            (_, meaning) => meaning,
        }
    }

    fn sent(self, value: &str) -> Option<Self> {
        match (self, value.trim()) {
            (Self::Vrai | Self::Faux, "1") => Some(Self::Vrai),
            (Self::Vrai | Self::Faux, "0") => Some(Self::Faux),
            (_, sent) => self.read(sent),
        }
    }
}

/// What comes before the first comma, as in `Oui, je suis boursier`.
fn first_words(text: &str) -> &str {
    text.split([',', ';', ':', '(', '–', '—'])
        .next()
        .unwrap_or_default()
}

/// The month that a text names: `Mai`, `05 - mai`.
fn month(text: &str) -> Option<u8> {
    let folded = fold(text);
    let named = |word: &str| MONTHS.iter().position(|names| names.contains(&word));
    let rank = folded.split(' ').find_map(named)?;
    u8::try_from(rank + 1).ok()
}
