//! A form's public definition, from its configuration and the catalogue.

mod modes;

use std::time::SystemTime;

use model::lang::Lang;
use model::path::Path;
use model::protocol::{
    Definition, FieldInfo, ItemInfo, Organisation, Provider, Source as SourceInfo,
};

use ulid::Ulid;

use crate::app::App;
use crate::catalogue::{Catalogue, Field, Source};
use crate::config::{Disclosure, Form};
use crate::france_connect::start_path;
use crate::notice::notice;
use modes::modes;

/// The definition of `form` in `lang`, with a fresh visit.
pub(crate) fn definition(app: &App, form: &Form, lang: Lang) -> Definition {
    let used: Vec<_> = form
        .sources
        .iter()
        .filter_map(|used| Some((used, app.catalogue.get(&used.id)?)))
        .collect();
    let visit = Ulid::generate();
    Definition {
        form: form.id.clone(),
        lang: lang.tag().to_owned(),
        title: form.title.get(lang).to_owned(),
        purpose: form.purpose.get(lang).to_owned(),
        legal_basis: form.legal_basis.clone(),
        retention: form.retention.clone(),
        organisation: Organisation {
            name: form.organisation.name.clone(),
            siret: form.organisation.siret.as_str().to_owned(),
            dpo: form.organisation.dpo.clone(),
        },
        modes: modes(&used, &app.places, lang),
        sources: sources(form, &app.catalogue, lang),
        mapping: form.mapping.clone(),
        sealed: form.disclosure == Disclosure::Sealed,
        identified_only: form.disclosure == Disclosure::Closed,
        france_connect: start_path(form, &app.visits.name(visit, &form.id), lang),
        notice: notice(form, &app.catalogue, lang),
        visit: app.visits.open(visit, &form.id, lang, SystemTime::now()),
    }
}

/// What `form` asks for, by source.
pub(crate) fn sources(form: &Form, catalogue: &Catalogue, lang: Lang) -> Vec<SourceInfo> {
    let used = form.sources.iter();
    used.filter_map(|used| Some(source_info(&used.items, catalogue.get(&used.id)?, lang)))
        .collect()
}

/// All that `source` gives.
pub(crate) fn whole_source(source: &Source, lang: Lang) -> SourceInfo {
    let items: Vec<_> = source.items.iter().map(|item| item.path.clone()).collect();
    source_info(&items, source, lang)
}

fn source_info(items: &[Path], source: &Source, lang: Lang) -> SourceInfo {
    SourceInfo {
        id: source.id.clone(),
        label: source.label.get(lang).to_owned(),
        help: source.help.get(lang).to_owned(),
        provider: Provider {
            name: source.provider_name.get(lang).to_owned(),
            correction: source.correction.get(lang).to_owned(),
        },
        items: items
            .iter()
            .map(|path| item_info(path, source, lang))
            .collect(),
    }
}

fn item_info(path: &Path, source: &Source, lang: Lang) -> ItemInfo {
    let info = |field: &Field| FieldInfo {
        path: field.path.clone(),
        label: field.label.get(lang).to_owned(),
        kind: field.kind,
    };
    ItemInfo {
        path: path.clone(),
        label: source.name_of(path, lang),
        fields: source.fields_under(path).map(info).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_mapping_of_the_configuration_is_told_to_the_page() {
        let folder = tempfile::tempdir().unwrap();
        let catalogue = Catalogue::load().unwrap();
        let text = crate::demo::text("http://127.0.0.1:9").replacen(
            "\n[[form]]\nid = \"transport",
            "\n[form.mapping]\n\"#qf\" = \"quotient_familial.valeur\"\n[[form]]\nid = \"transport",
            1,
        );
        let (config, _) = crate::demo::config(&text, folder.path(), &catalogue).unwrap();
        let app = App::new(config, catalogue, "http://127.0.0.1:9")
            .await
            .unwrap();
        let told = |id: &str| definition(&app, app.config.form(id).unwrap(), Lang::Fr).mapping;
        assert_eq!(told("cantine-2026")["#qf"], "quotient_familial.valeur");
        assert!(told("transport-2026").is_empty());
    }
}
