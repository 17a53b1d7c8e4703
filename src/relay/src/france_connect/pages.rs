//! The pages of the relay between a form and FranceConnect: one on the way there, one on the way back, one on the way out.

use model::lang::Lang;
use secrecy::ExposeSecret;

use super::{Back, Begun};
use crate::config::Form;
use crate::html::{STYLE_HASH, paragraph, text, whole};
use crate::notice::hash;
use crate::problem::Reason;
use crate::texts::identity::pages;
use crate::texts::{self};

/// In the window that the page has opened, goes on to the provider; anywhere else the person says by the button that they come from
/// this form. What is noted is nothing but which of the two it is, and which entry of the tab's history to go back to.
const ONWARD: &str = "const form=document.querySelector('form');\
const note=(text)=>{try{sessionStorage.setItem('pre-remplir',text)}catch{}};\
if(window.opener&&window.name==='pre-remplir-france-connect'){note('window');location.replace(form.dataset.onward)}\
else{form.addEventListener('submit',()=>note(String(history.length)))}";

/// Brings the person back to their form: the page that has opened the window is told that it is this one, and the window closes;
/// or the tab goes back to the very page, with what was typed in it.
const BACKWARD: &str = "let from=null;try{from=sessionStorage.getItem('pre-remplir')}catch{}\
const here=Number(from),told=document.querySelector('form'),page=window.opener;\
if(told&&page){page.postMessage({'pre-remplir':told.elements.proof.value},told.dataset.origin);window.close()}\
else if(!told){try{sessionStorage.removeItem('pre-remplir')}catch{}\
if(from==='window'||page){window.close()}else if(here>0&&history.length>=here){history.go(here-history.length-1)}}";

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

/// On the way to the provider, from a page of `form` at `origin`.
pub(crate) fn start(form: &Form, origin: &str, begun: &Begun, lang: Lang) -> Said {
    let words = pages(lang);
    let asked = asked(words.asked, form, origin, lang);
    let body = format!(
        "<h1>{}</h1>\n{}{}<form method=\"post\" action=\"start?lang={}\" data-onward=\"{}\">\n\
         <input type=\"hidden\" name=\"state\" value=\"{}\">\n<button>{}</button>\n</form>\n",
        text(words.onward),
        paragraph(&asked),
        paragraph(words.if_not),
        lang.tag(),
        text(&begun.url),
        text(begun.state.expose_secret()),
        text(words.onward_button),
    );
    // The answer to the button leads to the provider, and from there to whoever identifies the person.
    said(words.onward, lang, &body, Some(ONWARD), ANY_FORM_ACTION)
}

/// On the way back, identified. A window that has lost the page that opened it asks, as the tab did on the way there.
pub(crate) fn back(form: &Form, back: &Back) -> Said {
    let words = pages(back.lang);
    let Some(proof) = &back.proof else {
        return home(back.lang);
    };
    let body = format!(
        "<h1>{}</h1>\n{}{}<form method=\"post\" action=\"callback?lang={}\" data-origin=\"{}\">\n\
         <input type=\"hidden\" name=\"proof\" value=\"{}\">\n<button>{}</button>\n</form>\n",
        text(words.back),
        paragraph(&asked(words.shown, form, &back.origin, back.lang)),
        paragraph(words.if_not),
        back.lang.tag(),
        text(&back.origin),
        text(proof),
        text(words.show),
    );
    said(
        words.back,
        back.lang,
        &body,
        Some(BACKWARD),
        "form-action 'self'; ",
    )
}

/// Back, with nothing more to say.
pub(crate) fn home(lang: Lang) -> Said {
    let words = pages(lang);
    let body = format!(
        "<h1>{}</h1>\n{}",
        text(words.back),
        paragraph(words.back_to_form)
    );
    said(words.back, lang, &body, Some(BACKWARD), FORM_ACTION)
}

/// A sentence about a form, whose it is and where it stands.
fn asked(words: &str, form: &Form, origin: &str, lang: Lang) -> String {
    let named = words.replace("{form}", form.title.get(lang));
    named
        .replace("{name}", &form.organisation.name)
        .replace("{origin}", origin)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::france_connect::NotKnown;

    const HOSTILE: &str = "\"><script>alert(1)</script>";

    fn each(text: &str) -> [Said; 5] {
        let folder = tempfile::tempdir().unwrap();
        let demo = crate::demo::text("http://127.0.0.1:9");
        let catalogue = Catalogue::load().unwrap();
        let (config, _) = crate::demo::config(&demo, folder.path(), &catalogue).unwrap();
        let begun = Begun {
            url: text.to_owned(),
            state: text.to_owned().into(),
        };
        let came = Back {
            form: "cantine-2026".to_owned(),
            lang: Lang::En,
            origin: text.to_owned(),
            proof: Some(text.to_owned()),
            known: Ok(()),
        };
        let leaving = (text.to_owned(), vec![("id_token_hint", text.to_owned())]);
        [
            start(config.form("cantine-2026").unwrap(), text, &begun, Lang::Fr),
            back(config.form("cantine-2026").unwrap(), &came),
            home(Lang::Fr),
            refused(&Reason::Login(NotKnown::Cancelled), false, Lang::Fr),
            ended(Some(&leaving), Lang::Fr),
        ]
    }

    #[test]
    fn each_page_may_run_its_own_script_and_nothing_else() {
        for said in each("https://fc.exemple.fr/authorize?a=1&b=2") {
            let script = said.html.split("<script>").nth(1).unwrap();
            let script = script.split("</script>").next().unwrap();
            let allowed = format!("script-src '{}'", hash(script));
            assert!(said.policy.contains(&allowed), "{}", said.policy);
            assert!(said.policy.contains("default-src 'none'"));
            assert_eq!(said.html.matches("<script>").count(), 1);
        }
        let stays = refused(&Reason::Login(NotKnown::Page), true, Lang::Fr);
        assert!(!stays.html.contains("<script>") && !stays.policy.contains("script-src"));
    }

    #[test]
    fn nothing_of_an_address_or_a_token_is_markup() {
        for said in each(HOSTILE) {
            assert!(!said.html.contains("alert(1)</script>"), "{}", said.html);
        }
    }

    #[test]
    fn the_button_names_the_form_whose_it_is_and_where_it_stands() {
        let [start, ..] = each("https://services.exemple.fr");
        for words in [
            "Inscription à la cantine",
            "Ville d&#39;Exemple",
            "https://services.exemple.fr",
        ] {
            assert!(start.html.contains(words), "{}", start.html);
        }
    }
}
