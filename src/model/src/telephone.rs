//! Telephone numbers as people read them in France.

/// A French number in pairs of digits, `06 12 34 56 78`, from any way of writing it (`+33`, `0033`, dots, hyphens).
///
/// `None` when it is not a French number of ten digits: a foreign number is left as it is by whoever asked.
pub fn french(number: &str) -> Option<String> {
    let kept: String = number
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '.' | '-' | '(' | ')' | '\u{a0}'))
        .collect();
    let national = match (kept.strip_prefix("+33"), kept.strip_prefix("0033")) {
        (Some(rest), _) | (None, Some(rest)) => rest.strip_prefix('0').unwrap_or(rest),
        (None, None) => kept.strip_prefix('0')?,
    };
    let digits = national.len() == 9 && national.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || national.starts_with('0') {
        return None;
    }
    let (first, pairs) = national.split_at(1);
    let pairs: Vec<_> = pairs
        .as_bytes()
        .chunks(2)
        .filter_map(|pair| std::str::from_utf8(pair).ok())
        .collect();
    Some(format!("0{first} {}", pairs.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_french_number_is_read_however_it_is_written() {
        for number in [
            "0612345678",
            "06 12 34 56 78",
            "06.12.34.56.78",
            "+33612345678",
            "+33 (0)6 12 34 56 78",
            "0033612345678",
        ] {
            assert_eq!(
                french(number).as_deref(),
                Some("06 12 34 56 78"),
                "{number}"
            );
        }
    }

    #[test]
    fn what_is_no_french_number_is_left_alone() {
        for number in [
            "",
            "112",
            "+49 30 123456",
            "061234567",
            "06123456789",
            "0012345678",
            "06 12 34 56 7x",
        ] {
            assert_eq!(french(number), None, "{number}");
        }
    }

    proptest! {
        #[test]
        fn a_number_read_twice_stays_the_same(digits in "0[1-9][0-9]{8}") {
            let once = french(&digits).unwrap();
            prop_assert_eq!(french(&once), Some(once.clone()));
            prop_assert_eq!(once.replace(' ', ""), digits);
        }
    }
}
