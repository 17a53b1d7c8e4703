//! Each answer of the questionnaire names tests that are there and run, or what is left to who runs the relay.

use std::path::PathBuf;

use super::super::questions::Questionnaire;

/// The opening of the list of tests that run over every store.
const LIST: &str = "over_every_store! {";

/// Why `proof` proves nothing: no such file, no such test in it, or one that does not run. `None` when it is a test that runs.
fn flaw(proof: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let Some((file, name)) = proof.split_once("::") else {
        return Some(format!("{proof}: write it as file::test"));
    };
    let Ok(text) = std::fs::read_to_string(root.join(file)) else {
        return Some(format!("{proof}: no such file"));
    };
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let named = format!("fn {name}(");
    let is_it =
        |line: &&str| line.starts_with(&named) || line.starts_with(&format!("async {named}"));
    let Some(at) = lines.iter().position(is_it) else {
        return Some(format!("{proof}: no such function"));
    };
    let attributes = lines[..at]
        .iter()
        .rev()
        .take_while(|line| line.starts_with("#["));
    let attributes: Vec<_> = attributes.collect();
    let is_test = |line: &&&str| line.starts_with("#[test]") || line.starts_with("#[tokio::test");
    let listed = text
        .split_once(LIST)
        .and_then(|(_, list)| list.split_once('}'));
    let is_listed = listed.is_some_and(|(list, _)| list.split(',').any(|one| one.trim() == name));
    if attributes.iter().any(|line| line.starts_with("#[ignore")) {
        return Some(format!("{proof}: it does not run"));
    }
    let runs = is_listed || attributes.iter().any(is_test);
    (!runs).then(|| format!("{proof}: not a test"))
}

#[test]
fn every_answer_is_proved_by_tests_that_run_or_says_what_is_left_to_do() {
    let questionnaire = Questionnaire::read().unwrap();
    let questions: Vec<_> = questionnaire
        .theme
        .iter()
        .flat_map(|theme| &theme.question)
        .collect();
    let flaws: Vec<_> = questions
        .iter()
        .flat_map(|question| &question.proofs)
        .filter_map(|proof| flaw(proof))
        .collect();
    assert_eq!(flaws, Vec::<String>::new());
    for question in questions {
        assert!(
            question.yours.is_some() || !question.proofs.is_empty(),
            "{}",
            question.ask.fr
        );
    }
}

#[test]
fn a_proof_that_is_none_is_found() {
    let here = "src/relay/src/dpo/tests/proofs.rs";
    for (proof, says) in [
        (format!("{here}::a_proof_that_is_none_is_found"), None),
        (
            format!("{here}::a_test_that_was_renamed"),
            Some("no such function"),
        ),
        (format!("{here}::flaw"), Some("not a test")),
        ("src/relay/src/gone.rs::a".to_owned(), Some("no such file")),
        ("a_name_alone".to_owned(), Some("file::test")),
        (
            "tests/tests/journal_kill.rs::ten_thousand_kills_lose_nothing_that_was_acknowledged"
                .to_owned(),
            Some("does not run"),
        ),
        (
            "src/relay/src/journal/tests.rs::a_receipt_leads_to_its_own_records_alone".to_owned(),
            None,
        ),
        (
            "src/relay/src/journal/tests.rs::fill".to_owned(),
            Some("not a test"),
        ),
    ] {
        let found = flaw(&proof);
        match says {
            None => assert_eq!(found, None, "{proof}"),
            Some(says) => assert!(found.is_some_and(|found| found.contains(says)), "{proof}"),
        }
    }
}

#[test]
fn questions_and_answers_are_in_both_languages_as_they_are_printed() {
    for theme in Questionnaire::read().unwrap().theme {
        let mut texts = vec![theme.title];
        for question in theme.question {
            texts.extend([question.ask, question.answer]);
            texts.extend(question.yours);
        }
        for text in texts {
            assert!(
                text.en.as_ref().is_some_and(|en| *en != text.fr),
                "{}",
                text.fr
            );
            assert!(
                !text.fr.contains(['\'', '"']),
                "a typewriter quote in {}",
                text.fr
            );
            for sign in [" ?", " !", " :", " ;", " »", "« "] {
                assert!(
                    !text.fr.contains(sign),
                    "a space that may break in {}",
                    text.fr
                );
            }
        }
    }
}
