//! The authorisation request: its texts, the scopes that the form's items need, the legal framework.

use super::data::Scope;
use super::document::{Block, Line, codes, text};
use super::texts::habilitation::*;
use super::{Kit, api_name};
use crate::catalogue::{Api, Field};
use crate::config::Disclosure;

impl Kit<'_> {
    pub(super) fn habilitation(&self) -> Vec<Block> {
        let form = self.form;
        let (apis, times) = (self.api_names(), self.times());
        let values = [
            &times.values()[..],
            &[
                ("siret", form.organisation.siret.as_str()),
                ("title", self.text(&form.title)),
                ("purpose", self.text(&form.purpose)),
                ("apis", &apis),
            ],
        ]
        .concat();
        let fill = |said| self.fill(said, &values);
        let mut purpose = PURPOSE_IS.map(fill).to_vec();
        let becomes = match form.disclosure {
            Disclosure::Sealed => CARRIED,
            _ => FILLED,
        };
        purpose.insert(2, fill(becomes));
        let mut blocks = vec![
            Block::Heading(2, fill(TITLE)),
            Block::Paragraph(fill(INTRODUCTION)),
            Block::Heading(3, fill(NAME)),
            Block::Quote(vec![fill(NAME_IS)]),
            Block::Heading(3, fill(PURPOSE)),
            Block::Quote(purpose),
        ];
        blocks.extend(self.apis().into_iter().flat_map(|api| self.scopes_of(api)));
        blocks.extend(self.france_connect());
        blocks.extend(self.law());
        blocks.extend(self.seen());
        blocks.extend(self.technical());
        blocks
    }

    fn scopes_of(&self, api: Api) -> [Block; 2] {
        let scopes = self.scopes(api);
        let rows = scopes.iter().map(|scope| self.scope(scope));
        [
            Block::Heading(3, self.fill(SCOPES, &[("api", api_name(api, self.lang))])),
            Block::Table {
                head: self.all(&SCOPES_HEAD),
                rows: rows.collect(),
            },
        ]
    }

    fn scope(&self, scope: &Scope<'_>) -> Vec<Line> {
        let names = |fields: &[&Field]| {
            let names: Vec<_> = fields.iter().map(|field| self.text(&field.label)).collect();
            text(
                if names.is_empty() {
                    "—".to_owned()
                } else {
                    names.join(", ")
                }
                .as_str(),
            )
        };
        vec![
            codes([scope.id]),
            text(self.text(&scope.source.label)),
            names(&scope.asked),
            names(&scope.spare),
        ]
    }

    fn france_connect(&self) -> Option<Block> {
        crate::france_connect::is_offered(self.form)
            .then(|| Block::Paragraph(self.say(FRANCE_CONNECT)))
    }

    fn law(&self) -> [Block; 2] {
        let mut law = vec![self.fill(LAW_OWN, &[("basis", &self.form.legal_basis)])];
        law.extend(self.all(&LAW_IS));
        [Block::Heading(3, self.say(LAW)), Block::List(law)]
    }

    fn seen(&self) -> Vec<Block> {
        let seen = match &self.form.disclosure {
            _ if self.config.sandbox && self.form.disclosure.shows_declared() => {
                self.say(SEEN_SANDBOX)
            }
            Disclosure::Sealed => self.fill(SEEN_SEALED, &self.times().values()),
            Disclosure::Declared(reason) => self.fill(SEEN_SHOWN, &[("reason", reason)]),
            Disclosure::Closed | Disclosure::Sandbox => self.say(SEEN_CLOSED),
        };
        let mut blocks = vec![Block::Heading(3, self.say(SEEN)), Block::Paragraph(seen)];
        let ways = [
            (
                crate::france_connect::is_offered(self.form),
                SEEN_FRANCE_CONNECT,
            ),
            (self.form.organisation.ticket_key.is_some(), SEEN_ACCOUNT),
            (!self.form.roles.is_empty(), SEEN_AGENT),
        ];
        let ways = ways.into_iter().filter(|(is_used, _)| *is_used);
        let values = [("name", self.form.organisation.name.as_str())];
        blocks.extend(ways.map(|(_, said)| Block::Paragraph(self.fill(said, &values))));
        blocks
    }

    fn technical(&self) -> [Block; 2] {
        let origins = self.form.origins.join(", ");
        let values = [
            ("url", self.config.public_url.as_str()),
            ("origins", &origins),
        ];
        let mut lines: Vec<_> = TECHNICAL_IS
            .iter()
            .map(|said| self.fill(*said, &values))
            .collect();
        let own = &self.form.organisation.id;
        let others = self
            .config
            .forms
            .iter()
            .filter(|form| form.organisation.id == *own);
        let others: Vec<_> = others
            .filter(|form| form.id != self.form.id)
            .map(|form| self.text(&form.title))
            .collect();
        if !others.is_empty() {
            lines.insert(
                0,
                self.fill(SHARED_TOKEN, &[("forms", &self.listed(&others))]),
            );
        }
        [Block::Heading(3, self.say(TECHNICAL)), Block::List(lines)]
    }
}
