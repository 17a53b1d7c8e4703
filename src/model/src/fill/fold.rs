//! Comparing texts as a person would.

/// Lower-case, with the same spaces: what a person would call the same text.
pub(super) fn same_text(one: &str, other: &str) -> bool {
    spaced(one) == spaced(other)
}

fn spaced(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// Lower-case, without accents nor punctuation, with single spaces, and with numbers that do not begin with a zero.
pub(crate) fn fold(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        push_plain(letter, &mut plain);
    }
    let words: Vec<_> = plain.split_whitespace().map(without_zeros).collect();
    words.join(" ")
}

/// The letter without its accent; punctuation becomes a space.
fn push_plain(letter: char, plain: &mut String) {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => plain.push('a'),
        'ç' => plain.push('c'),
        'è' | 'é' | 'ê' | 'ë' => plain.push('e'),
        'ì' | 'í' | 'î' | 'ï' => plain.push('i'),
        'ñ' => plain.push('n'),
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => plain.push('o'),
        'ù' | 'ú' | 'û' | 'ü' => plain.push('u'),
        'ý' | 'ÿ' => plain.push('y'),
        'œ' => plain.push_str("oe"),
        'æ' => plain.push_str("ae"),
        // A combining accent, as some keyboards and systems write them apart from the letter.
        '\u{300}'..='\u{36f}' => {}
        letter if letter.is_alphanumeric() => plain.push(letter),
        _ => plain.push(' '),
    }
}

fn without_zeros(word: &str) -> &str {
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    match word.trim_start_matches('0') {
        _ if !is_number => word,
        "" => "0",
        number => number,
    }
}

/// A number as HTML writes it, from `0705`, `1 250,50` or `12.0`; `None` for what is no plain number.
pub(super) fn number(text: &str) -> Option<String> {
    let text: String = text.split_whitespace().collect();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let (whole, part) = digits.split_once([',', '.']).unwrap_or((digits, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(part) {
        return None;
    }
    let (whole, part) = (without_zeros(whole), part.trim_end_matches('0'));
    Some(match (whole, part) {
        ("0", "") => "0".to_owned(),
        (whole, "") => [sign, whole].concat(),
        (whole, part) => [sign, whole, ".", part].concat(),
    })
}

/// Whether two texts are the same number, whatever stands for thousands or after it, such as a currency.
pub(super) fn same_number(one: &str, other: &str) -> bool {
    let bare = |text: &str| {
        let is_sign = |letter: char| !letter.is_alphanumeric();
        let text = text.trim_end_matches(is_sign);
        let text = text.trim_start_matches(|letter| is_sign(letter) && letter != '-');
        number(text).or_else(|| number(&without_thousands(text)))
    };
    bare(one).is_some_and(|one| bare(other) == Some(one))
}

/// `1.250,50` and `1,250.50`: the last mark is the decimal one.
fn without_thousands(text: &str) -> String {
    match text.rfind([',', '.']).map(|last| text.split_at(last)) {
        Some((whole, part)) if whole.contains([',', '.', '\'', '’']) => {
            [&whole.replace([',', '.', '\'', '’'], ""), part].concat()
        }
        _ => text.replace(['\'', '’'], ""),
    }
}

/// Whether two texts that hold digits are the same but for spaces and punctuation, as a mask writes a telephone number.
pub(super) fn same_signs(one: &str, other: &str) -> bool {
    let signs = |text: &str| {
        let kept = text.chars().filter(|letter| letter.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect::<String>()
    };
    let has_digits = other.contains(|letter: char| letter.is_ascii_digit());
    // `1.5` is not `15`.
    let are_numbers =
        number(one).is_some() && number(other).is_some() && has_mark(one) != has_mark(other);
    has_digits && !are_numbers && signs(one) == signs(other)
}

fn has_mark(text: &str) -> bool {
    text.contains([',', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_and_spaces_are_not_differences_but_accents_are() {
        assert!(same_text("  LE\u{a0}GOFF ", "Le Goff"));
        assert!(same_text("ÉLODIE", "élodie"));
        assert!(!same_text("Elodie", "Élodie"));
        assert!(!same_text("05000", "5000"));
    }

    #[test]
    fn folding_leaves_letters_and_numbers() {
        for (text, folded) in [
            ("Féminin", "feminin"),
            ("  M. ", "m"),
            ("CŒUR-d’Alène", "coeur d alene"),
            ("Ge\u{301}ro\u{302}me", "gerome"),
            ("05", "5"),
            ("00", "0"),
            ("2A 004", "2a 4"),
            ("—", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn a_number_has_one_form() {
        for (text, form) in [
            ("705", Some("705")),
            ("0705", Some("705")),
            ("1\u{202f}250,50", Some("1250.5")),
            ("12.0", Some("12")),
            ("-0", Some("0")),
            ("-3,10", Some("-3.1")),
            ("0", Some("0")),
            ("", None),
            ("-", None),
            ("1.", None),
            (",5", None),
            ("1e3", None),
            ("1.2.3", None),
            ("705 €", None),
        ] {
            assert_eq!(number(text).as_deref(), form, "{text}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,30}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn a_form_of_a_number_is_its_own_form(whole in 0u64.., part in 0u32..1000) {
            let form = number(&format!("{whole},{part:03}")).unwrap();
            prop_assert_eq!(number(&form), Some(form));
        }
    }
}
