//! The security questionnaire of software editors: each answer with the tests that prove it, or with what it takes of who runs
//! the relay.

use model::lang::Text;
use serde::Deserialize;

use super::Kit;
use super::document::{Block, Line, codes, line, stacked};
use super::texts::questions::*;
use crate::error::Error;

/// The file, as it is shipped.
const FILE: &str = include_str!("../../dpo/questions.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Questionnaire {
    pub(super) theme: Vec<Theme>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Theme {
    pub(super) title: Text,
    pub(super) question: Vec<Question>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    pub(super) ask: Text,
    pub(super) answer: Text,
    /// What the software cannot do for who runs it.
    pub(super) yours: Option<Text>,
    /// The tests that prove the answer, each as `file::name`.
    #[serde(default)]
    pub(super) proofs: Vec<String>,
}

impl Questionnaire {
    pub(super) fn read() -> Result<Self, Error> {
        toml::from_str(FILE).map_err(|error| Error::catalogue("questions.toml", error.message()))
    }
}

impl Kit<'_> {
    pub(super) fn questionnaire(&self) -> Result<Vec<Block>, Error> {
        let mut blocks = vec![
            Block::Heading(2, self.say(TITLE)),
            Block::Paragraph(self.say(INTRODUCTION)),
        ];
        for theme in Questionnaire::read()?.theme {
            blocks.push(Block::Heading(3, line(self.text(&theme.title), &[])));
            blocks.push(Block::Table {
                head: self.all(&HEAD),
                rows: theme
                    .question
                    .iter()
                    .map(|question| self.question(question))
                    .collect(),
            });
        }
        Ok(blocks)
    }

    fn question(&self, question: &Question) -> Vec<Line> {
        let mut answer = vec![line(self.text(&question.answer), &[])];
        if let Some(yours) = &question.yours {
            answer.push([self.say(YOURS), line(self.text(yours), &[])].concat());
        }
        let proofs = question.proofs.iter().map(|proof| codes([proof.as_str()]));
        vec![
            line(self.text(&question.ask), &[]),
            stacked(answer),
            proofs_or_none(proofs.collect()),
        ]
    }
}

fn proofs_or_none(proofs: Vec<Line>) -> Line {
    if proofs.is_empty() {
        codes([])
    } else {
        stacked(proofs)
    }
}
