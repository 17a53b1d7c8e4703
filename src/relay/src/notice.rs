//! The text a person agrees to, made from the form's configuration and the catalogue, and its hash.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use model::lang::Lang;
use model::protocol::Notice;
use sha2::{Digest, Sha256};

use crate::catalogue::{Catalogue, Source};
use crate::config::{Disclosure, Form, FormSource};
use crate::france_connect::is_offered;
use crate::texts::NoticeTexts;
use crate::ticket::{Holder, Ticket};

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
        texts.source(source.provider_name.get(lang), &items(used, source, lang))
    }));
    if form.disclosure == Disclosure::Sealed {
        let may_be_known = is_offered(form) || form.organisation.ticket_key.is_some();
        paragraphs.push(texts.sealed(&form.organisation.name, may_be_known));
    }
    if form.sources.iter().any(|used| used.proof) {
        paragraphs.push(texts.proof(&form.organisation.name));
    }
    paragraphs.push(texts.choice().to_owned());
    paragraphs.push(texts.law(&form.legal_basis, &form.retention));
    paragraphs.push(texts.rights(&form.organisation.dpo, &corrections.join(" ")));
    let text = paragraphs.join("\n");
    let hash = hash(&text);
    Notice { text, hash }
}

/// The notice that the holder of a ticket reads: an agent's is of what their role may ask for.
pub(crate) fn notice_for(
    ticket: Option<&Ticket>,
    form: &Form,
    catalogue: &Catalogue,
    lang: Lang,
) -> Notice {
    match ticket.map(|ticket| &ticket.holder) {
        Some(Holder::Agent(agent)) => notice(&form.of_role(&agent.role), catalogue, lang),
        _ => notice(form, catalogue, lang),
    }
}

/// Each item as one phrase: its name, and the fields of one that is named as a whole.
fn items(used: &FormSource, source: &Source, lang: Lang) -> Vec<String> {
    let phrase = |path| {
        let name = source.name_of(path, lang);
        if source.item(path).is_none() {
            return name;
        }
        let fields = source.fields_under(path).map(|field| field.label.get(lang));
        format!("{name} ({})", fields.collect::<Vec<_>>().join(", "))
    };
    used.items.iter().map(phrase).collect()
}

/// A text's hash, as it is shown and recorded.
pub(crate) fn hash(text: &str) -> String {
    format!(
        "sha256-{}",
        STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_of_whom_reads_as_people_write() {
        let catalogue = Catalogue::load().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let text = crate::demo::text("http://127.0.0.1:9");
        let (config, _) = crate::demo::config(&text, folder.path(), &catalogue).unwrap();
        let form = config.form("carte-etudiante-2026").unwrap();
        let line = |lang| {
            notice(form, &catalogue, lang)
                .text
                .lines()
                .nth(2)
                .unwrap()
                .to_owned()
        };
        assert_eq!(
            line(Lang::Fr),
            "Informations demandées au Cnous\u{a0}: Statut de boursier (boursier\u{a0}: oui ou non, radié\u{a0}: oui ou non, \
             date de radiation)\u{a0}; Échelon de la bourse (échelon, de 0bis à 7, échelon provisoire (bourse régionale)\u{a0}: \
             oui ou non)\u{a0}; Commune d’études."
        );
        assert!(line(Lang::En).ends_with(": yes or no); Town of study."));
    }
}
