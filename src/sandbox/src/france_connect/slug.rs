//! What names a person in a form and in a test: capitals without accents, joined by hyphens.

use std::collections::BTreeSet;

use super::people::Identity;

/// A name nobody has yet: name and first name, then the birth year, then a number.
pub(super) fn free(identity: &Identity, taken: &mut BTreeSet<String>) -> String {
    let first = identity.prenoms.first().map_or("", String::as_str);
    let name = plain(&format!("{} {first}", identity.nom_naissance));
    let dated = format!("{name}-{}", identity.date_naissance.year());
    let numbered = (2..).map(|number| format!("{dated}-{number}"));
    let mut candidates = [name, dated.clone()].into_iter().chain(numbered);
    let free = candidates.find(|slug| !taken.contains(slug));
    let free = free.unwrap_or(dated);
    taken.insert(free.clone());
    free
}

/// `L'Hénoret Marie` becomes `L-HENORET-MARIE`.
fn plain(text: &str) -> String {
    let upper = text.to_uppercase();
    let letters: String = upper.chars().map(letter).collect();
    let words = letters.split('-').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// The letters of civil names are those of Latin-1.
fn letter(character: char) -> char {
    match character {
        'À'..='Å' => 'A',
        'Ç' => 'C',
        'È'..='Ë' => 'E',
        'Ì'..='Ï' => 'I',
        'Ñ' => 'N',
        'Ò'..='Ö' | 'Ø' => 'O',
        'Ù'..='Ü' => 'U',
        'Ý' | 'Ÿ' => 'Y',
        'A'..='Z' | '0'..='9' => character,
        _ => '-',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_spaces_go_and_namesakes_are_told_apart() {
        let person = |year| Identity {
            nom_naissance: "L'Hénoret  d'Ys".to_owned(),
            nom_usage: None,
            prenoms: vec!["Gaëlle".to_owned(), "Ana".to_owned()],
            date_naissance: jiff::civil::date(year, 1, 1),
            sexe: "F".to_owned(),
            pays_naissance: "99100".to_owned(),
            commune_naissance: "29019".to_owned(),
        };
        let mut taken = BTreeSet::new();
        let slugs = [1980, 1981, 1981].map(|year| free(&person(year), &mut taken));
        let base = "L-HENORET-D-YS-GAELLE";
        assert_eq!(
            slugs,
            [
                base.to_owned(),
                format!("{base}-1981"),
                format!("{base}-1981-2")
            ]
        );
    }
}
