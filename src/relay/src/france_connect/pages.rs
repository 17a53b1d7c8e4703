//! The pages of the relay between a form and FranceConnect: one on the way there, one on the way back, one on the way out.

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use model::lang::Lang;
use sha2::{Digest, Sha256};

use crate::html::{paragraph, text, whole};
use crate::problem::Reason;
use crate::texts::identity::pages;
use crate::texts::{self};

/// Goes on to the provider, and notes how to come back: nothing but whether this is a window of its own, and which entry of
/// the tab's history it is.
const ONWARD: &str = "const link=document.querySelector('a[data-onward]');\
try{sessionStorage.setItem('pre-remplir',window.name==='pre-remplir-france-connect'?'window':String(history.length))}catch{}\
location.replace(link.href);";

/// Brings the person back to their form: the window closes, or the tab goes back to the very page, with what was typed in it.
const BACKWARD: &str = "let from=null;try{from=sessionStorage.getItem('pre-remplir');sessionStorage.removeItem('pre-remplir')}catch{}\
const here=Number(from);\
if(from==='window'||window.opener){window.close()}else if(here>0&&history.length>=here){history.go(here-history.length-1)}";

/// Sends the person's own word of leaving, which holds their identity's token and belongs in no address.
const SUBMIT: &str = "document.querySelector('form').submit();";

/// A page with no form sends none.
const FORM_ACTION: &str = "form-action 'none'; ";
/// The page on the way out has one, which FranceConnect may answer by leading on to whoever identified the person.
const ANY_FORM_ACTION: &str = "";

/// A page, and what it may do.
pub(crate) struct Said {
    pub(crate) html: String,
    pub(crate) policy: String,
}

/// On the way to the provider at `url`.
pub(crate) fn start(url: &str, lang: Lang) -> Said {
    let words = pages(lang);
    let body = format!(
        "<h1>{}</h1>\n<p><a data-onward href=\"{}\">{}</a></p>\n",
        text(words.onward),
        text(url),
        text(words.onward_link)
    );
    said(words.onward, lang, &body, Some(ONWARD), FORM_ACTION)
}

/// On the way back, identified.
pub(crate) fn back(lang: Lang) -> Said {
    let words = pages(lang);
    let body = format!(
        "<h1>{}</h1>\n{}",
        text(words.back),
        paragraph(words.back_to_form)
    );
    said(words.back, lang, &body, Some(BACKWARD), FORM_ACTION)
}

/// On the way back, not identified. `stays` is for who has no form waiting for them: there is nothing to go back to by itself.
pub(crate) fn refused(reason: &Reason, stays: bool, lang: Lang) -> Said {
    let words = texts::refusal(reason, lang);
    let body = format!(
        "<h1>{}</h1>\n{}{}{}",
        text(words.title),
        paragraph(words.detail),
        paragraph(words.next_step),
        paragraph(pages(lang).back_to_form)
    );
    said(
        words.title,
        lang,
        &body,
        (!stays).then_some(BACKWARD),
        FORM_ACTION,
    )
}

/// On the way out: to the provider's `address` with these fields, or already out when there is none.
pub(crate) fn ended(leaving: Option<&(String, Vec<(&'static str, String)>)>, lang: Lang) -> Said {
    let words = pages(lang);
    let Some((address, fields)) = leaving else {
        let body = format!(
            "<h1>{}</h1>\n{}",
            text(words.left),
            paragraph(words.back_to_form)
        );
        return said(words.left, lang, &body, None, FORM_ACTION);
    };
    let fields = fields.iter().map(|(name, value)| {
        let value = text(value);
        format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">\n")
    });
    let body = format!(
        "<h1>{}</h1>\n<form method=\"post\" action=\"{}\">\n{}<button>{}</button>\n</form>\n",
        text(words.leaving),
        text(address),
        fields.collect::<String>(),
        text(words.leave)
    );
    said(words.leaving, lang, &body, Some(SUBMIT), ANY_FORM_ACTION)
}

fn said(title: &str, lang: Lang, body: &str, script: Option<&str>, forms: &str) -> Said {
    let script_tag = script.map(|script| format!("<script>{script}</script>\n"));
    let body = format!("{body}{}", script_tag.unwrap_or_default());
    let allowed = script.map(|script| format!("script-src '{}'; ", hash(script)));
    Said {
        html: whole(title, lang, &body),
        policy: format!(
            "default-src 'none'; {}style-src '{}'; {forms}frame-ancestors 'none'; base-uri 'none'",
            allowed.unwrap_or_default(),
            *STYLE_HASH
        ),
    }
}

static STYLE_HASH: LazyLock<String> = LazyLock::new(|| hash(crate::html::STYLE));

fn hash(text: &str) -> String {
    format!(
        "sha256-{}",
        STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::france_connect::NotKnown;

    #[test]
    fn each_page_may_run_its_own_script_and_nothing_else() {
        let reason = Reason::Login(NotKnown::Cancelled);
        let leaving = ("https://fc.exemple.fr/end".to_owned(), Vec::new());
        for said in [
            start("https://fc.exemple.fr/authorize?a=1&b=2", Lang::Fr),
            back(Lang::En),
            refused(&reason, false, Lang::Fr),
            ended(Some(&leaving), Lang::Fr),
        ] {
            let script = said.html.split("<script>").nth(1).unwrap();
            let script = script.split("</script>").next().unwrap();
            let allowed = format!("script-src '{}'", hash(script));
            assert!(said.policy.contains(&allowed), "{}", said.policy);
            assert!(said.policy.contains("default-src 'none'"));
            assert_eq!(said.html.matches("<script>").count(), 1);
        }
        let stays = refused(&reason, true, Lang::Fr);
        assert!(!stays.html.contains("<script>") && !stays.policy.contains("script-src"));
    }

    #[test]
    fn nothing_of_an_address_or_a_token_is_markup() {
        let hostile = "\"><script>alert(1)</script>";
        let leaving = (
            hostile.to_owned(),
            vec![("id_token_hint", hostile.to_owned())],
        );
        for said in [start(hostile, Lang::Fr), ended(Some(&leaving), Lang::Fr)] {
            assert!(!said.html.contains("alert(1)</script>"), "{}", said.html);
        }
    }
}
