//! A form's public definition, from its configuration and the catalogue.

use std::collections::BTreeMap;
use std::time::SystemTime;

use model::identite::IdentiteRules;
use model::lang::Lang;
use model::path::Path;
use model::protocol::{
    About, Definition, FieldInfo, Input, ItemInfo, Mode, Organisation, Provider,
    Source as SourceInfo,
};

use crate::app::App;
use crate::assurance::Assurance;
use crate::catalogue::{Catalogue, Field, Mode as Asked, Source};
use crate::config::{Form, FormSource};
use crate::notice::notice;

/// The definition of `form` in `lang`, with a fresh visit.
pub(crate) fn definition(app: &App, form: &Form, lang: Lang) -> Definition {
    let used: Vec<_> = form
        .sources
        .iter()
        .filter_map(|used| Some((used, app.catalogue.get(&used.id)?)))
        .collect();
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
        modes: modes(&used, lang),
        sources: sources(form, &app.catalogue, lang),
        mapping: BTreeMap::new(),
        notice: notice(form, &app.catalogue, lang),
        visit: app.visits.open(&form.id, lang, SystemTime::now()),
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

/// The ways of asking, in the order in which the form names them: each once for all the sources it serves about one person.
fn modes(used: &[(&FormSource, &Source)], lang: Lang) -> Vec<Mode> {
    let mut modes: Vec<Mode> = Vec::new();
    for (form_source, source) in used {
        let offered = form_source.modes.iter();
        for (name, asked) in offered.filter_map(|name| source.modes.get_key_value(name)) {
            let about =
                |mode: &Mode| mode.about.as_ref().map(|about| about.id.as_str()) == asked.about();
            match modes
                .iter_mut()
                .find(|mode| mode.mode == *name && about(mode))
            {
                Some(mode) => serve_too(mode, source, asked, lang),
                None => modes.push(mode(name, source, asked, lang)),
            }
        }
    }
    modes
}

fn mode(name: &str, source: &Source, asked: &Asked, lang: Lang) -> Mode {
    Mode {
        mode: name.to_owned(),
        assurance: Assurance::of_mode(name).as_str().to_owned(),
        about: asked.about.as_ref().map(|about| About {
            id: about.id.clone(),
            label: about.label.get(lang).to_owned(),
        }),
        sources: vec![source.id.clone()],
        identite: asked.identite,
        inputs: inputs(asked, lang).collect(),
    }
}

/// One more source for a way of asking: it needs what both need.
fn serve_too(mode: &mut Mode, source: &Source, asked: &Asked, lang: Lang) {
    mode.sources.push(source.id.clone());
    mode.identite = either(mode.identite, asked.identite);
    for input in inputs(asked, lang) {
        if mode.inputs.iter().all(|known| known.name != input.name) {
            mode.inputs.push(input);
        }
    }
}

fn inputs(asked: &Asked, lang: Lang) -> impl Iterator<Item = Input> {
    asked.inputs.iter().map(move |input| Input {
        name: input.name.clone(),
        label: input.label.get(lang).to_owned(),
        help: input.help.get(lang).to_owned(),
        rule: input.rule,
        picker: input.picker,
    })
}

fn either(first: Option<IdentiteRules>, second: Option<IdentiteRules>) -> Option<IdentiteRules> {
    match (first, second) {
        (Some(first), Some(second)) => Some(first.and(second)),
        (first, second) => first.or(second),
    }
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
    let fields: Vec<_> = source.fields_under(path).map(info).collect();
    let group = source.items.iter().find(|item| item.path == *path);
    let label = match (group, fields.first()) {
        (Some(item), _) => item.label.get(lang).to_owned(),
        (None, Some(field)) => field.label.clone(),
        (None, None) => path.to_string(),
    };
    ItemInfo {
        path: path.clone(),
        label,
        fields,
    }
}
