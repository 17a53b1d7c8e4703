//! The register entry.

use super::data::asked;
use super::document::{Block, Line, codes, plain, stacked, text};
use super::texts::{Said, register::*};
use super::{Kit, api_name};
use crate::catalogue::{Api, Field, Source};
use crate::config::FormSource;

impl Kit<'_> {
    pub(super) fn register(&self, today: &str) -> Vec<Block> {
        let mut blocks = vec![
            Block::Heading(2, self.say(TITLE)),
            Block::Table {
                head: self.all(&HEAD),
                rows: self.entry(today),
            },
        ];
        for (used, source) in &self.sources {
            blocks.extend(self.data_of(used, source));
        }
        blocks
    }

    fn entry(&self, today: &str) -> Vec<Vec<Line>> {
        let form = self.form;
        let about_form = [
            ("title", self.text(&form.title)),
            ("name", form.organisation.name.as_str()),
            ("siret", form.organisation.siret.as_str()),
            ("basis", form.legal_basis.as_str()),
            ("url", self.config.public_url.as_str()),
        ];
        let fill = |said| self.fill(said, &about_form);
        let rows = [
            (NAME, fill(NAME_IS)),
            (DATE, text(today)),
            (CONTROLLER, fill(CONTROLLER_IS)),
            (DPO, text(&form.organisation.dpo)),
            (PURPOSE, text(self.text(&form.purpose))),
            (BASIS, fill(BASIS_IS)),
            (PEOPLE, self.about_whom()),
            (TYPED, stacked(self.typed())),
            (RECEIVED, self.received()),
            (ORIGIN, self.origins()),
            (RECIPIENTS, self.recipients()),
            (PROCESSORS, fill(PROCESSORS_ARE)),
            (TRANSFERS, self.transfers()),
            (KEPT, self.fill(KEPT_IS, &self.times().values())),
            (DECISIONS, fill(DECISIONS_ARE)),
            (IMPACT, fill(IMPACT_IS)),
            (MEASURES, stacked(self.all(&MEASURES_ARE))),
        ];
        let rows = rows.map(|(name, content)| vec![self.say(name), content]);
        rows.into()
    }

    fn about_whom(&self) -> Line {
        let mut people = self.people();
        if self.has_minors() {
            people.push(self.say(MINORS));
        }
        stacked(people)
    }

    fn received(&self) -> Line {
        let labels: Vec<_> = self
            .sources
            .iter()
            .map(|(_, source)| self.text(&source.label))
            .collect();
        let mut lines = vec![self.fill(RECEIVED_IS, &[("sources", &self.listed(&labels))])];
        let proved = self.sources.iter().filter(|(used, _)| used.proof);
        let proved: Vec<_> = proved.map(|(_, source)| self.text(&source.label)).collect();
        if !proved.is_empty() {
            lines.push(self.fill(PROOF, &[("sources", &self.listed(&proved))]));
        }
        if self.is_sensitive() {
            lines.push(self.say(SENSITIVE));
        }
        stacked(lines)
    }

    fn origins(&self) -> Line {
        let lines = self.sources.iter().map(|(used, source)| {
            let mut apis: Vec<_> = self
                .modes_of(used, source)
                .map(|(_, mode)| mode.api)
                .collect();
            apis.dedup();
            let apis: Vec<_> = apis
                .into_iter()
                .map(|api| api_name(api, self.lang))
                .collect();
            self.fill(
                ORIGIN_IS,
                &[
                    ("source", self.text(&source.label)),
                    ("provider", self.text(&source.provider_name)),
                    ("api", &apis.join(", ")),
                ],
            )
        });
        stacked(lines)
    }

    fn recipients(&self) -> Line {
        let name = ("name", self.form.organisation.name.as_str());
        let mut lines = vec![self.fill(DEPARTMENTS, &[name])];
        lines.extend(self.apis().into_iter().map(|api| {
            let (address, providers) = (self.address(api), self.providers(api));
            let name_of_api = ("api", api_name(api, self.lang));
            let values = [
                name_of_api,
                ("address", &address),
                ("providers", &providers),
                name,
            ];
            self.fill(asked_of(api), &values)
        }));
        stacked(lines)
    }

    /// Who holds the data that are asked through `api`, each once.
    fn providers(&self, api: Api) -> String {
        let mut providers: Vec<&str> = Vec::new();
        for (used, source) in &self.sources {
            let name = self.text(&source.provider_name);
            let is_asked = self.modes_of(used, source).any(|(_, mode)| mode.api == api);
            if is_asked && !providers.contains(&name) {
                providers.push(name);
            }
        }
        providers.join(", ")
    }

    fn transfers(&self) -> Line {
        let addresses: Vec<_> = self
            .apis()
            .into_iter()
            .map(|api| self.address(api))
            .collect();
        self.fill(TRANSFERS_ARE, &[("addresses", &addresses.join(", "))])
    }

    fn data_of(&self, used: &FormSource, source: &Source) -> Vec<Block> {
        let modes: Vec<_> = self
            .modes_of(used, source)
            .map(|(name, _)| self.mode_name(name))
            .collect();
        let values = [
            ("source", self.text(&source.label)),
            ("provider", self.text(&source.provider_name)),
            ("modes", &modes.join(", ")),
        ];
        let mut from = self.fill(DATA_FROM, &values);
        if asked(used, source).iter().any(|field| field.is_derived()) {
            from.extend([text(" "), self.say(DATA_DERIVED)].concat());
        }
        let rows = used.items.iter().map(|item| {
            let fields: Vec<_> = source.fields_under(item).collect();
            let labels: Vec<_> = fields.iter().map(|field| self.field(field)).collect();
            let mut scopes: Vec<_> = fields
                .iter()
                .flat_map(|field| source.scopes(field))
                .collect();
            scopes.sort_unstable();
            scopes.dedup();
            vec![
                text(&source.name_of(item, self.lang)),
                codes([item.to_string().as_str()]),
                text(&labels.join(", ")),
                codes(scopes),
            ]
        });
        vec![
            Block::Heading(3, self.fill(DATA, &values)),
            Block::Paragraph(from),
            Block::Table {
                head: self.all(&DATA_HEAD),
                rows: rows.collect(),
            },
        ]
    }

    /// The name of a field, with whether the relay works it out.
    fn field(&self, field: &Field) -> String {
        let label = self.text(&field.label);
        if field.is_derived() {
            plain(&self.fill(DERIVED, &[("field", label)]))
        } else {
            label.to_owned()
        }
    }

    pub(super) fn all(&self, said: &[Said]) -> Vec<Line> {
        said.iter().map(|said| self.say(*said)).collect()
    }
}

/// What an interface receives: the tax one is not told whom the data are for.
fn asked_of(api: Api) -> Said {
    match api {
        Api::Particulier => ASKED_OF,
        Api::ImpotParticulier => ASKED_OF_TAXES,
    }
}
