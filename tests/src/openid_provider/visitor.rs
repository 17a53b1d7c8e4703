//! A person's browser without scripts: it keeps cookies, follows redirections, and sends forms.

use std::collections::BTreeMap;

use reqwest::header::{self, CONTENT_TYPE, COOKIE, LOCATION, REFERER, SET_COOKIE};
use reqwest::{Client, RequestBuilder, Response, Url, redirect};

use crate::identified::PUBLIC;
use crate::{ORIGIN, Rig, choose_cryptography, hidden_fields};

/// A browser that comes from a page of the form.
#[derive(Debug)]
pub struct Visitor {
    http: Client,
    relay: String,
    /// A browser keeps them by host, whatever the port.
    cookies: BTreeMap<String, String>,
}

/// What the browser shows.
#[derive(Debug)]
pub struct Screen {
    /// Where it stands.
    pub address: Url,
    /// Its status.
    pub status: u16,
    /// What is in it.
    pub html: String,
}

impl Visitor {
    /// A browser that has been nowhere yet.
    pub fn new(rig: &Rig) -> Self {
        choose_cryptography();
        let http = Client::builder().redirect(redirect::Policy::none());
        Self {
            http: http.no_proxy().build().unwrap(),
            relay: rig.base.clone(),
            cookies: BTreeMap::new(),
        }
    }

    /// Opens a page of the relay's, by its path.
    pub async fn open(&mut self, path: &str) -> Screen {
        let address = format!("{}{path}", self.relay).parse().unwrap();
        self.get(address).await
    }

    /// Goes on from the relay's page to the provider, by the relay's own button.
    pub async fn go_on(&mut self, screen: &Screen) -> Screen {
        self.press(screen, None).await
    }

    /// Presses a button of a page's form, which sends what is hidden in it too.
    pub async fn press(&mut self, screen: &Screen, button: Option<(&str, &str)>) -> Screen {
        let (action, hidden) = hidden_fields(&screen.html);
        let address = screen.address.join(&action).unwrap();
        let mut body = address.clone();
        body.query_pairs_mut()
            .clear()
            .extend_pairs(hidden)
            .extend_pairs(button);
        let sent = self
            .http
            .post(address.clone())
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, PUBLIC)
            .body(body.query().unwrap_or_default().to_owned());
        let answer = self.ask(sent).await;
        self.shown(address, answer).await
    }

    async fn get(&mut self, address: Url) -> Screen {
        let answer = self.ask(self.http.get(address.clone())).await;
        self.shown(address, answer).await
    }

    /// Goes where each answer leads, until there is a page.
    async fn shown(&mut self, mut address: Url, mut answer: Response) -> Screen {
        while answer.status().is_redirection() {
            let next = answer.headers()[LOCATION].to_str().unwrap();
            let next = next.replace(PUBLIC, &self.relay);
            address = address.join(&next).unwrap();
            answer = self.ask(self.http.get(address.clone())).await;
        }
        Screen {
            address,
            status: answer.status().as_u16(),
            html: answer.text().await.unwrap(),
        }
    }

    async fn ask(&mut self, request: RequestBuilder) -> Response {
        let cookies = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        let cookies = cookies.collect::<Vec<_>>().join("; ");
        let request = request
            .header(COOKIE, cookies)
            .header(REFERER, format!("{ORIGIN}/"));
        let answer = request.send().await.unwrap();
        for set in answer.headers().get_all(SET_COOKIE) {
            self.keep(set.to_str().unwrap());
        }
        answer
    }

    /// An empty cookie is one that is taken back.
    fn keep(&mut self, set: &str) {
        let pair = set.split(';').next().unwrap();
        let (name, value) = pair.split_once('=').unwrap();
        self.cookies.insert(name.to_owned(), value.to_owned());
        self.cookies.retain(|_, value| !value.is_empty());
    }
}
