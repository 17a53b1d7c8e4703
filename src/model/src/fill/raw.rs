//! Values as the page's own scripts know them: what is sent, not what is read.

use super::data::Datum;
use super::entry::entry;
use super::{Choice, Control, Entry, Kind, Reason, Write};
use crate::date::PartialDate;

/// A value as a script of the page would give it to a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raw {
    /// The `value` of a control, or of the choice that is made.
    Text(String),
    /// Whether a box is checked.
    Truth(bool),
    /// The values of the choices that are made.
    Texts(Vec<String>),
}

impl Control {
    /// An entry of the control as a script knows it.
    pub fn raw(&self, entry: &Entry) -> Raw {
        let sent = |choices: &[Choice], rank: usize| {
            let choice = choices.get(rank);
            choice
                .map(|choice| choice.value.clone())
                .unwrap_or_default()
        };
        match (&self.kind, entry) {
            (_, Entry::Text(text)) => Raw::Text(text.clone()),
            (_, Entry::Checked(checked)) => Raw::Truth(*checked),
            (Kind::Choice(choices), Entry::Choice(rank)) => Raw::Text(sent(choices, *rank)),
            (Kind::Choices(choices), Entry::Choices(ranks)) => {
                Raw::Texts(ranks.iter().map(|rank| sent(choices, *rank)).collect())
            }
            (_, Entry::Choice(_) | Entry::Choices(_)) => Raw::Texts(Vec::new()),
        }
    }
}

impl Write {
    /// The same writing with the value that the page asks for.
    ///
    /// # Errors
    /// When the control cannot hold it.
    pub fn replaced(&self, control: &Control, raw: Raw) -> Result<Self, Reason> {
        let value = match raw {
            Raw::Truth(truth) => Datum::Truth(truth),
            Raw::Texts(texts) => Datum::Texts(texts),
            Raw::Text(text) => match (&control.kind, PartialDate::parse_iso(&text)) {
                (Kind::Date, Some(date)) => Datum::Date(date),
                (Kind::Month, None) => PartialDate::parse_iso(&[&text, "-00"].concat())
                    .map_or(Datum::Text(text), Datum::Date),
                _ => Datum::Text(text),
            },
        };
        Ok(Self {
            new: entry(control, &value)?,
            value,
            ..self.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fill::Spot;

    fn control(kind: Kind) -> Control {
        Control {
            kind,
            target: "champ".parse().unwrap(),
            format: None,
            maxlength: None,
            label: String::new(),
            group: None,
            held: None,
        }
    }

    fn replaced(kind: Kind, raw: Raw) -> Result<Entry, Reason> {
        let write = Write {
            spot: Spot::There(0),
            source: "famille".into(),
            path: "champ".parse().unwrap(),
            old: None,
            new: Entry::Text("avant".into()),
            value: Datum::Text("avant".into()),
        };
        Ok(write.replaced(&control(kind), raw)?.new)
    }

    fn sexes() -> Kind {
        let choice = |(value, label): (&str, &str)| Choice {
            value: value.into(),
            label: label.into(),
            enabled: true,
        };
        Kind::Choice([("1", "Femme"), ("2", "Homme")].map(choice).into())
    }

    #[test]
    fn a_script_knows_what_is_sent() {
        assert_eq!(
            control(sexes()).raw(&Entry::Choice(1)),
            Raw::Text("2".into())
        );
        let text = Entry::Text("7".into());
        assert_eq!(control(Kind::Number).raw(&text), Raw::Text("7".into()));
        assert_eq!(
            control(Kind::Text).raw(&Entry::Checked(true)),
            Raw::Truth(true)
        );
    }

    #[test]
    fn a_page_may_ask_for_another_value_that_the_control_can_hold() {
        let text = |text: &str| Raw::Text(text.into());
        let entry = |text: &str| Ok(Entry::Text(text.into()));
        assert_eq!(replaced(Kind::Text, text("Gap")), entry("Gap"));
        assert_eq!(
            replaced(Kind::Date, text("2020-05-17")),
            entry("2020-05-17")
        );
        assert_eq!(replaced(Kind::Month, text("2020-05")), entry("2020-05"));
        assert_eq!(replaced(Kind::Number, text("1.5")), entry("1.5"));
        assert_eq!(replaced(sexes(), text("2")), Ok(Entry::Choice(1)));
        assert_eq!(replaced(sexes(), text("3")), Err(Reason::NoChoice));
        assert_eq!(replaced(Kind::Date, text("hier")), Err(Reason::NotADate));
        let unboxed = Kind::Checkbox { value: "on".into() };
        assert_eq!(
            replaced(unboxed, Raw::Truth(false)),
            Ok(Entry::Checked(false))
        );
    }
}
