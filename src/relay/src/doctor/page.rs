//! A page as a whole: its `<pre-remplir>`, the forms they are for, and what the page lacks.

use std::collections::BTreeMap;

use reqwest::Url;
use scraper::{ElementRef, Html, Selector};

use super::csp::{self, Wanted};
use super::fact::PageFact;
use super::fetch::Fetched;
use super::html;

/// A page that was read.
pub(super) struct Page {
    document: Html,
    url: Url,
    policies: Vec<String>,
}

/// A form to examine.
pub(super) struct Patient<'a> {
    pub(super) form: ElementRef<'a>,
    /// The form's id at the relay, when the page says it.
    pub(super) id: Option<String>,
    /// The relay, when the page says it.
    pub(super) relay: Option<Url>,
    /// The page's JSON block.
    pub(super) mapping: BTreeMap<String, String>,
    pub(super) facts: Vec<PageFact>,
}

impl Page {
    pub(super) fn read(fetched: Fetched) -> Self {
        let document = Html::parse_document(&fetched.html);
        let declared = html::all(&document, "meta[http-equiv=\"content-security-policy\" i]");
        let declared: Vec<_> = declared
            .map(|meta| html::attribute(meta, "content").to_owned())
            .collect();
        Self {
            document,
            url: fetched.url,
            policies: fetched.policies.into_iter().chain(declared).collect(),
        }
    }

    pub(super) fn document(&self) -> &Html {
        &self.document
    }

    /// The page's origin, when it has one that a relay can list.
    pub(super) fn origin(&self) -> Option<String> {
        let origin = self.url.origin();
        (origin.is_tuple() && self.url.host_str() != Some(super::fetch::NO_HOST))
            .then(|| origin.ascii_serialization())
    }

    /// What the page lacks, whatever its forms.
    pub(super) fn facts(&self) -> Vec<PageFact> {
        let mut facts = Vec::new();
        if html::all(&self.document, "form").next().is_none() {
            facts.push(PageFact::NoForm);
        }
        if html::all(&self.document, "pre-remplir").next().is_none() {
            facts.push(PageFact::NoElement);
        }
        match self.script() {
            None => facts.push(PageFact::NoScript),
            Some((tag, url)) => {
                if html::attribute(tag, "type") != "module" {
                    facts.push(PageFact::NotAModule);
                }
                let element = html::all(&self.document, "pre-remplir").next();
                let relay = element
                    .and_then(|element| self.relay(element))
                    .unwrap_or(url.clone());
                facts.extend(self.blocked(&url, tag.attr("nonce"), &relay));
            }
        }
        facts
    }

    fn blocked(&self, script: &Url, nonce: Option<&str>, relay: &Url) -> Vec<PageFact> {
        let wanted = Wanted {
            page: &self.url,
            script,
            nonce,
            relay,
        };
        let mut facts = csp::blocked(&self.policies, &wanted);
        let here = relay
            .host_str()
            .is_some_and(|host| host == "localhost" || host.starts_with("127."));
        if self.url.scheme() == "https" && relay.scheme() == "http" && !here {
            facts.push(PageFact::MixedContent(relay.origin().ascii_serialization()));
        }
        facts
    }

    /// The tag that loads the widget, and the address it names.
    fn script(&self) -> Option<(ElementRef<'_>, Url)> {
        html::all(&self.document, "script[src]").find_map(|tag| {
            let url = self.url.join(html::attribute(tag, "src")).ok()?;
            let is_it = url.path().ends_with("/pre-remplir.js");
            is_it.then_some((tag, url))
        })
    }

    fn relay(&self, element: ElementRef<'_>) -> Option<Url> {
        match element.attr("relay") {
            Some(relay) => self.url.join(relay).ok(),
            None => self.script()?.1.join(".").ok(),
        }
    }

    /// The forms to examine: those that a `<pre-remplir>` is for; all of them when there is none.
    pub(super) fn patients(&self) -> (Vec<Patient<'_>>, Vec<PageFact>) {
        let mut facts = Vec::new();
        let mut patients: Vec<Patient<'_>> = Vec::new();
        for element in html::all(&self.document, "pre-remplir") {
            match self.form_of(element) {
                Ok(form) if patients.iter().any(|known| known.form.id() == form.id()) => {
                    facts.push(PageFact::TwoElements)
                }
                Ok(form) => patients.push(self.patient(element, form)),
                Err(fact) => facts.push(fact),
            }
        }
        if html::all(&self.document, "pre-remplir").next().is_none() {
            let forms = html::all(&self.document, "form:not([role=search])");
            patients.extend(forms.map(|form| Patient {
                form,
                id: None,
                relay: None,
                mapping: BTreeMap::new(),
                facts: Vec::new(),
            }));
        }
        (patients, facts)
    }

    /// The form that an element is for, found as the widget does.
    fn form_of(&self, element: ElementRef<'_>) -> Result<ElementRef<'_>, PageFact> {
        if let Some(id) = element.attr("for") {
            let named = html::all(&self.document, "form").find(|form| form.attr("id") == Some(id));
            return named.ok_or_else(|| PageFact::UnknownFor(id.to_owned()));
        }
        let around = element
            .ancestors()
            .filter_map(ElementRef::wrap)
            .find(|around| around.value().name() == "form");
        let around = around.and_then(|form| {
            html::all(&self.document, "form").find(|other| other.id() == form.id())
        });
        let mut forms = html::all(&self.document, "form");
        match (around, forms.next(), forms.next()) {
            (Some(form), ..) => Ok(form),
            (None, Some(only), None) => Ok(only),
            (None, Some(_), Some(_)) => Err(PageFact::WhichForm),
            (None, None, _) => Err(PageFact::NoForm),
        }
    }

    fn patient<'a>(&'a self, element: ElementRef<'_>, form: ElementRef<'a>) -> Patient<'a> {
        let mut facts = Vec::new();
        let id = element.attr("form").filter(|id| !id.trim().is_empty());
        if id.is_none() {
            facts.push(PageFact::NoFormId);
        }
        if html::words(element).is_empty() {
            facts.push(PageFact::NoFallback);
        }
        let mapping = element
            .attr("mapping")
            .map(|id| self.mapping(id, &mut facts))
            .unwrap_or_default();
        Patient {
            form,
            id: id.map(str::to_owned),
            relay: self.relay(element),
            mapping,
            facts,
        }
    }

    fn mapping(&self, id: &str, facts: &mut Vec<PageFact>) -> BTreeMap<String, String> {
        let block = html::all(&self.document, "script").find(|block| block.attr("id") == Some(id));
        let text = block.map(|block| block.text().collect::<String>());
        let mapping: Option<BTreeMap<String, String>> =
            text.and_then(|text| serde_json::from_str(&text).ok());
        let Some(mapping) = mapping else {
            facts.push(PageFact::NoMapping(id.to_owned()));
            return BTreeMap::new();
        };
        mapping
    }
}

/// The selectors of a mapping that do not find one control of the form.
pub(super) fn lost_selectors(
    form: ElementRef<'_>,
    mapping: &BTreeMap<String, String>,
) -> Vec<PageFact> {
    let fact = |selector: &String| match Selector::parse(selector) {
        Err(_) => Some(PageFact::NotASelector(selector.clone())),
        Ok(parsed) => {
            let found: Vec<_> = form.select(&parsed).collect();
            let radios = found
                .iter()
                .all(|control| html::attribute(*control, "type") == "radio");
            match found.len() {
                0 => Some(PageFact::FindsNothing(selector.clone())),
                1 => None,
                _ if radios => None,
                many => Some(PageFact::FindsSeveral(selector.clone(), many)),
            }
        }
    };
    mapping.keys().filter_map(fact).collect()
}
