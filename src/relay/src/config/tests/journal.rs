//! How long the records of agreements are kept, and where the key is.

use super::*;

fn kept(line: &str) -> Result<Config, Error> {
    parse(&with("store =", &format!("{line}\nstore =")))
}

#[test]
fn a_retention_is_a_duration_from_a_day_to_ten_years() {
    for good in ["P1D", "P10Y", "5 years", "P6M", "18 months"] {
        assert!(
            kept(&format!("consent_retention = \"{good}\"")).is_ok(),
            "{good}"
        );
    }
    for bad in ["", "PT23H", "P0D", "-P1Y", "P10Y1D", "cinq ans", "5"] {
        let found = mistakes(kept(&format!("consent_retention = \"{bad}\"")));
        assert_eq!(found.len(), 1, "{bad}");
        assert!(
            found[0].0 == 4 && found[0].1.contains("a day to ten years"),
            "{found:?}"
        );
    }
}

#[test]
fn the_key_may_stand_elsewhere() {
    let config = kept("journal_key = \"keys/journal.key\"").unwrap();
    assert_eq!(
        config.journal.key,
        FilePath::new("/nowhere/keys/journal.key")
    );
}
