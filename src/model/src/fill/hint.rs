//! What a control's own words say of the dates that it takes, where the page names no format.

/// What the page says of one control, besides its label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// Its `autocomplete`, `name`, `id`, `placeholder` and label: what says of what part of a date it is.
    pub words: Vec<String>,
    /// How much it takes.
    pub maxlength: Option<usize>,
}

/// How a date is written, after an example such as `JJ/MM/AAAA`; `None` when the text holds none.
pub fn date_format(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let mut words = Vec::new();
    for (start, letter) in text.char_indices() {
        let begins = letter.is_alphabetic() && !text[..start].ends_with(char::is_alphabetic);
        if begins {
            let rest = &text[start..];
            let end = rest.find(|letter: char| !letter.is_alphabetic());
            words.push((start, &rest[..end.unwrap_or(rest.len())]));
        }
    }
    let together = words.iter().find_map(|(_, word)| match *word {
        "jjmmaaaa" | "ddmmyyyy" => Some("%d%m%Y".to_owned()),
        _ => None,
    });
    together.or_else(|| words.windows(3).find_map(|three| separated(&text, three)))
}

/// Three words with one mark between each.
fn separated(text: &str, words: &[(usize, &str)]) -> Option<String> {
    let parts: Vec<_> = words.iter().map(|(_, word)| part_letters(word)).collect();
    let [Some(first), Some(second), Some(third)] = parts[..] else {
        return None;
    };
    let between = |rank: usize| {
        let (start, word) = words.get(rank)?;
        let (next, _) = words.get(rank + 1)?;
        let mark = text.get(start + word.len()..*next)?;
        matches!(mark, "/" | "-" | "." | " ").then_some(mark)
    };
    let is_date = first != second && second != third && first != third;
    let format = [first, between(0)?, second, between(1)?, third].concat();
    is_date.then_some(format)
}

fn part_letters(word: &str) -> Option<&'static str> {
    match word {
        "jj" | "dd" => Some("%d"),
        "mm" => Some("%m"),
        "aaaa" | "yyyy" => Some("%Y"),
        "aa" | "yy" => Some("%y"),
        _ => None,
    }
}

/// The part of a date that each of two or three controls takes: by their words, else by how much they take.
///
/// `None` unless each has its own.
pub fn date_parts(controls: &[Hint]) -> Option<Vec<&'static str>> {
    let by_words = || {
        controls
            .iter()
            .map(part_of_words)
            .collect::<Option<Vec<_>>>()
    };
    let distinct = |parts: &Vec<&str>| {
        let mut rest = parts.iter().enumerate();
        rest.all(|(rank, part)| !parts[..rank].contains(part))
    };
    let parts = by_words()
        .filter(distinct)
        .or_else(|| by_length(controls))?;
    (2..=3).contains(&parts.len()).then_some(parts)
}

fn part_of_words(hint: &Hint) -> Option<&'static str> {
    hint.words.iter().find_map(|text| part_of_text(text))
}

/// Long words count inside a longer one too: `moisNaissance`. `birthday` holds a day, and is looked at last.
fn part_of_text(text: &str) -> Option<&'static str> {
    let text = super::fold::fold(text);
    let is_word = |short: &str| text.split(' ').any(|word| word == short);
    let says = |long: &[&str], short: &[&str]| {
        long.iter().any(|part| text.contains(part)) || short.iter().any(|word| is_word(word))
    };
    if says(&["mois", "month"], &["mm", "m"]) {
        Some("%m")
    } else if says(&["annee", "year"], &["aaaa", "yyyy", "an", "a", "y"]) {
        Some("%Y")
    } else if says(&["jour", "day"], &["jj", "dd", "j", "d"]) {
        Some("%d")
    } else {
        None
    }
}

fn by_length(controls: &[Hint]) -> Option<Vec<&'static str>> {
    let lengths: Vec<_> = controls.iter().map(|hint| hint.maxlength).collect();
    match lengths[..] {
        [Some(2), Some(2), Some(4)] => Some(vec!["%d", "%m", "%Y"]),
        [Some(4), Some(2), Some(2)] => Some(vec!["%Y", "%m", "%d"]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_tells_how_a_date_is_written() {
        for (text, format) in [
            ("JJ/MM/AAAA", Some("%d/%m/%Y")),
            ("Format attendu : jj-mm-aaaa", Some("%d-%m-%Y")),
            ("AAAA-MM-JJ", Some("%Y-%m-%d")),
            ("mm/dd/yyyy", Some("%m/%d/%Y")),
            ("dd.mm.yy", Some("%d.%m.%y")),
            ("jj mm aaaa", Some("%d %m %Y")),
            ("JJMMAAAA", Some("%d%m%Y")),
            ("jj/jj/aaaa", None),
            ("jj, mm, aaaa", None),
            ("jj/mm", None),
            ("Date de naissance", None),
            ("Élève né·e le jj/mm/aaaa", Some("%d/%m/%Y")),
            ("", None),
        ] {
            assert_eq!(date_format(text).as_deref(), format, "{text}");
        }
    }

    fn hints(words: &[&str]) -> Vec<Hint> {
        let hint = |word: &&str| Hint {
            words: vec![(*word).to_owned()],
            maxlength: None,
        };
        words.iter().map(hint).collect()
    }

    #[test]
    fn the_parts_of_a_date_are_known_by_their_words() {
        for words in [
            ["jour", "mois", "année"],
            ["naissance[d]", "naissance[m]", "naissance[y]"],
            ["bday-day", "bday-month", "bday-year"],
            ["birthday_day", "birthday_month", "birthday_year"],
            ["dateJour", "dateMois", "dateAnnee"],
            ["JJ", "MM", "AAAA"],
        ] {
            assert_eq!(
                date_parts(&hints(&words)),
                Some(vec!["%d", "%m", "%Y"]),
                "{words:?}"
            );
        }
        let english = hints(&["month", "day", "year"]);
        assert_eq!(date_parts(&english), Some(vec!["%m", "%d", "%Y"]));
        assert_eq!(
            date_parts(&hints(&["mois", "année"])),
            Some(vec!["%m", "%Y"])
        );
    }

    #[test]
    fn nothing_is_a_part_of_a_date_unless_each_is_another_one() {
        for words in [
            &["jour", "jour"][..],
            &["jour", "nom"],
            &["jour"],
            &[],
            &["jour", "mois", "année", "jour"],
        ] {
            assert_eq!(date_parts(&hints(words)), None, "{words:?}");
        }
    }

    #[test]
    fn without_words_the_lengths_tell() {
        let sized = |lengths: [usize; 3]| {
            lengths.map(|length| Hint {
                words: vec!["champ".to_owned()],
                maxlength: Some(length),
            })
        };
        assert_eq!(date_parts(&sized([2, 2, 4])), Some(vec!["%d", "%m", "%Y"]));
        assert_eq!(date_parts(&sized([4, 2, 2])), Some(vec!["%Y", "%m", "%d"]));
        assert_eq!(date_parts(&sized([2, 2, 2])), None);
    }
}
