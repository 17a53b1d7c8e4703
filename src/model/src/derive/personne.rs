//! What is known of a person, said in the ways forms ask it.

use serde_json::{Value, json};

use crate::date::PartialDate;
use crate::telephone;

/// `Madame` or `Monsieur`, from the sex of civil status.
pub(super) fn civilite(sexe: &Value, _: PartialDate) -> Option<Value> {
    match sexe.as_str()? {
        "F" | "Féminin" => Some(json!("Madame")),
        "M" | "Masculin" => Some(json!("Monsieur")),
        _ => None,
    }
}

/// The age today, of someone whose birth date is wholly known.
pub(super) fn age(date: &Value, today: PartialDate) -> Option<Value> {
    PartialDate::parse_any(date.as_str()?)?
        .age_on(today)
        .map(|age| json!(age))
}

/// The date as the API writes it today, from any of the shapes it had.
pub(super) fn date(date: &Value, _: PartialDate) -> Option<Value> {
    PartialDate::parse_any(date.as_str()?).map(|date| json!(date.to_string()))
}

/// The date of an object in which year, month and day stand apart, as text: `{"jour": "12", "mois": "04", "annee": "1986"}`.
pub(super) fn date_en_parties(date: &Value, today: PartialDate) -> Option<Value> {
    let part = |name: &str| date.get(name)?.as_str().map(str::trim);
    let written = format!("{}/{}/{}", part("jour")?, part("mois")?, part("annee")?);
    self::date(&json!(written), today)
}

/// Name, then first names, of a person; the name in use goes before the name at birth.
pub(super) fn nom_complet(personne: &Value, _: PartialDate) -> Option<Value> {
    let text =
        |name: &str| Some(personne.get(name)?.as_str()?.trim()).filter(|text| !text.is_empty());
    let nom = text("nom_usage").or_else(|| text("nom_naissance"))?;
    Some(json!(format!("{nom} {}", text("prenoms")?)))
}

/// The texts of a list as one, with spaces between; what is null in it is left aside.
pub(super) fn reunis(list: &Value, _: PartialDate) -> Option<Value> {
    let texts: Vec<_> = list.as_array()?.iter().filter_map(Value::as_str).collect();
    (!texts.is_empty()).then(|| json!(texts.join(" ")))
}

/// A French telephone number in pairs of digits; a foreign one as it is.
pub(super) fn telephone(number: &Value, _: PartialDate) -> Option<Value> {
    let number = number.as_str()?.trim();
    (!number.is_empty())
        .then(|| json!(telephone::french(number).unwrap_or_else(|| number.to_owned())))
}
