//! What a form may use: sources that the law keeps apart, ways of asking that come later.

use super::*;

#[test]
fn a_form_is_tagged_for_what_the_law_keeps_apart() {
    let tagged = |tag: &str| {
        mistakes(parse(&with(
            "retention",
            &format!("tags = [\"{tag}\"]\nretention"),
        )))
    };
    let creche = tagged("eaje");
    assert!(creche.len() == 1 && creche[0].0 == 22, "{creche:?}");
    assert!(
        creche[0].1.contains("participation_familiale_eaje"),
        "{creche:?}"
    );
    assert!(tagged("ecole")[0].1.contains("the tags are: eaje"));
    assert!(parse(&with("retention", "tags = [\"education\"]\nretention")).is_ok());
}
