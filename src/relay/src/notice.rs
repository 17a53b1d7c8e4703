//! The text a person agrees to, made from the form's configuration and the catalogue, and its hash.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use model::lang::Lang;
use model::protocol::Notice;
use sha2::{Digest, Sha256};

use crate::catalogue::{Catalogue, Source};
use crate::config::{Form, FormSource};
use crate::texts::NoticeTexts;

/// The notice of `form` in `lang`. The same form always gives the same text.
pub(crate) fn notice(form: &Form, catalogue: &Catalogue, lang: Lang) -> Notice {
    let texts = NoticeTexts { lang };
    let sources = || {
        form.sources
            .iter()
            .filter_map(|used| Some((used, catalogue.get(&used.id)?)))
    };
    let mut corrections: Vec<_> = sources()
        .map(|(_, source)| source.correction.get(lang))
        .collect();
    corrections.dedup();
    let mut paragraphs = vec![texts.purpose(&form.organisation.name, form.purpose.get(lang))];
    paragraphs.extend(sources().map(|(used, source)| {
        texts.source(
            source.provider_name.get(lang),
            &items(used, source, lang).join(" ; "),
        )
    }));
    paragraphs.push(texts.choice().to_owned());
    paragraphs.push(texts.law(&form.legal_basis, &form.retention));
    paragraphs.push(texts.rights(&form.organisation.dpo, &corrections.join(" ")));
    let text = paragraphs.join("\n");
    let hash = hash(&text);
    Notice { text, hash }
}

/// Each item as one phrase: its label, and the fields it brings.
fn items(used: &FormSource, source: &Source, lang: Lang) -> Vec<String> {
    let phrase = |path| {
        let fields: Vec<_> = source
            .fields_under(path)
            .map(|field| field.label.get(lang))
            .collect();
        let group = source.items.iter().find(|item| item.path == *path);
        match group {
            Some(item) => format!("{} ({})", item.label.get(lang), fields.join(", ")),
            None => fields.join(", "),
        }
    };
    used.items.iter().map(phrase).collect()
}

fn hash(text: &str) -> String {
    format!(
        "sha256-{}",
        STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}
