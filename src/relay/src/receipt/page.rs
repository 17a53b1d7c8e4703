//! The receipt as a page: no script, no image, nothing from elsewhere; for a screen, a small one, the dark, and paper.

use std::sync::LazyLock;

use model::lang::Lang;
use model::path::Path;

use super::html::{contact, list, row, rows, section};
use super::{Shown, day, moment};
use crate::app::App;
use crate::catalogue::Source;
use crate::config::Form;
use crate::html::{STYLE_HASH, other_lang, paragraph, text, whole};
use crate::journal::{Consent, Withdrawal};
use crate::problem::Reason;
use crate::texts;
use crate::texts::receipt::{ReceiptTexts, outcome, told, withdrawn};

/// What the page may do: be styled by its own sheet and send its own form. It stands in no frame, where a click could be stolen.
pub(crate) static POLICY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "default-src 'none'; style-src '{}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        *STYLE_HASH
    )
});

/// The page of a receipt.
pub(crate) fn page(app: &App, shown: &Shown, lang: Lang) -> String {
    let view = View {
        app,
        shown,
        form: app.config.form(&shown.held.consent.form).map(AsRef::as_ref),
        lang,
        words: texts::receipt::texts(lang),
    };
    whole(view.words.title, lang, &view.body())
}

/// The page of a refusal: what happened, and the one thing to do.
pub(crate) fn refusal(reason: &Reason, lang: Lang) -> String {
    let words = texts::refusal(reason, lang);
    let body = format!(
        "<h1>{}</h1>\n{}{}",
        text(words.title),
        paragraph(words.detail),
        paragraph(words.next_step)
    );
    whole(words.title, lang, &body)
}

struct View<'a> {
    app: &'a App,
    shown: &'a Shown,
    /// The form, while the configuration has it.
    form: Option<&'a Form>,
    lang: Lang,
    words: &'static ReceiptTexts,
}

impl View<'_> {
    fn body(&self) -> String {
        [
            self.head(),
            section(self.words.agreement, &self.agreement()),
            section(self.words.agreed, &self.agreed()),
            section(self.words.refused, &self.refused()),
            self.withdrawing(),
            section(self.words.notice, &self.notice()),
            section(self.words.keep, &self.keeping()),
        ]
        .concat()
    }

    fn consent(&self) -> &Consent {
        &self.shown.held.consent
    }

    fn head(&self) -> String {
        let language = other_lang(self.lang);
        let title = format!("<h1>{}</h1>\n", text(self.words.title));
        let withdrawn = self.shown.held.withdrawal.as_ref();
        let note = withdrawn.map(|withdrawal| self.withdrawn(withdrawal));
        [language, title, note.unwrap_or_default()].concat()
    }

    fn withdrawn(&self, withdrawal: &Withdrawal) -> String {
        let when = withdrawn(&moment(&withdrawal.at, self.lang), self.lang);
        let said = paragraph(&when) + &paragraph(self.words.withdrawn_stays) + &self.told();
        format!("<div class=\"note\" role=\"status\">\n{said}</div>\n")
    }

    /// That the form's server hears of it, where it has said how.
    fn told(&self) -> String {
        let hook = self.form.and_then(|form| form.withdrawal_hook.as_ref());
        let name = &self.consent().controller.name;
        hook.map(|_| paragraph(&told(name, self.lang)))
            .unwrap_or_default()
    }

    fn agreement(&self) -> String {
        let consent = self.consent();
        let controller = &consent.controller;
        let title = self.form.map(|form| form.title.get(self.lang));
        let who = format!("{} (SIRET {})", controller.name, controller.siret);
        rows(&[
            row(self.words.number, &text(&consent.receipt)),
            row(self.words.form, &text(title.unwrap_or(&consent.form))),
            row(self.words.purpose, &text(self.purpose())),
            row(self.words.legal_basis, &text(&consent.legal_basis)),
            row(self.words.given, &text(&moment(&consent.at, self.lang))),
            row(self.words.controller, &text(&who)),
            row(self.words.dpo, &contact(&controller.dpo)),
            row(self.words.retention, &text(&consent.retention)),
            row(self.words.expires, &text(&day(&consent.expires, self.lang))),
        ])
    }

    /// The purpose that was written down; in the page's language while the form still says the same.
    fn purpose(&self) -> &str {
        let recorded = &self.consent().purpose;
        let today = self.form.map(|form| &form.purpose);
        today
            .filter(|purpose| purpose.fr == *recorded)
            .map_or(recorded, |purpose| purpose.get(self.lang))
    }

    fn agreed(&self) -> String {
        let agreed = self.consent().agreed.iter();
        let parts: String = agreed
            .map(|(id, items)| {
                let mut told = self.source(id, items);
                if self.shown.has_outcomes {
                    told.push(row(self.words.outcome, &text(self.outcome(id))));
                }
                if let Some(source) = self.app.catalogue.get(id) {
                    let correction = source.correction.get(self.lang);
                    told.push(row(self.words.correction, &text(correction)));
                }
                self.titled(id, &rows(&told))
            })
            .collect();
        match self.shown.has_outcomes {
            true => parts,
            false => parts + &paragraph(self.words.sealed_outcome),
        }
    }

    fn outcome(&self, source: &str) -> &'static str {
        let outcome = |status| outcome(status, self.lang);
        self.shown
            .held
            .outcome(source)
            .map_or(self.words.no_outcome, outcome)
    }

    fn refused(&self) -> String {
        let refused = &self.consent().refused;
        if refused.is_empty() {
            return paragraph(self.words.nothing_refused);
        }
        refused
            .iter()
            .map(|(id, items)| self.titled(id, &rows(&self.source(id, items))))
            .collect()
    }

    fn titled(&self, id: &str, html: &str) -> String {
        let source = self.app.catalogue.get(id);
        let label = source.map_or(id, |source| source.label.get(self.lang));
        format!("<h3>{}</h3>\n{html}", text(label))
    }

    /// Whom a source is, and which of its items these are.
    fn source(&self, id: &str, items: &[String]) -> Vec<String> {
        let source = self.app.catalogue.get(id);
        let recorded = self.consent().providers.get(id).map(String::as_str);
        let provider = source.map(|source| source.provider_name.get(self.lang));
        let names: Vec<_> = items.iter().map(|item| self.item(source, item)).collect();
        vec![
            row(self.words.from, &text(provider.or(recorded).unwrap_or(id))),
            row(self.words.data, &list(&names)),
        ]
    }

    /// The name of an item; its path when the catalogue has it no longer.
    fn item(&self, source: Option<&Source>, item: &str) -> String {
        let name = source
            .zip(item.parse::<Path>().ok())
            .map(|(source, path)| source.name_of(&path, self.lang));
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(|| item.to_owned())
    }

    /// How to take the agreement back, until it is.
    fn withdrawing(&self) -> String {
        if self.shown.held.withdrawal.is_some() {
            return String::new();
        }
        // Relative: the relay may stand under a path of its public address.
        let button = format!(
            "<form method=\"post\" action=\"{}/withdrawal?lang={}\"><button type=\"submit\">{}</button></form>\n",
            text(&self.consent().receipt),
            self.lang.tag(),
            text(self.words.withdraw_button)
        );
        let what = [
            self.words.withdraw_does,
            self.words.withdraw_does_not,
            self.words.withdraw_erase,
        ];
        let what = what.map(paragraph).concat();
        section(self.words.withdraw, &(what + &button))
    }

    /// The exact text, in the language in which it was read.
    fn notice(&self) -> String {
        let lines: String = self.shown.held.notice.text.lines().map(paragraph).collect();
        format!(
            "{}<div class=\"notice\" lang=\"{}\">\n{lines}</div>\n",
            paragraph(self.words.notice_intro),
            text(&self.consent().lang)
        )
    }

    fn keeping(&self) -> String {
        let file = format!(
            "<p class=\"screen\"><a href=\"{}.json\" download>{}</a></p>\n",
            text(&self.consent().receipt),
            text(self.words.keep_file)
        );
        // A link does not go on paper: there, its address is written.
        let address = format!(
            "<p class=\"paper\">{} {}/v1/receipts/{}</p>\n",
            text(self.words.keep_address),
            text(&self.app.config.public_url),
            text(&self.consent().receipt)
        );
        [
            paragraph(self.words.keep_print),
            file,
            address,
            paragraph(self.words.keep_secret),
            paragraph(self.words.keep_nothing),
        ]
        .concat()
    }
}
