//! A person's browser on its way to FranceConnect and back, without a page: requests with cookies, one after the other.

use reqwest::header::{COOKIE, LOCATION, ORIGIN, REFERER, SET_COOKIE};
use reqwest::{Client, Url, redirect};

use crate::identified::PUBLIC;
use crate::{Rig, choose_cryptography};

/// A browser: what it keeps for the relay, and where it is.
#[derive(Clone, Debug)]
pub struct Traveller {
    http: Client,
    base: String,
    /// The relay's own cookie, once it has one.
    pub cookie: Option<String>,
}

impl Traveller {
    /// A browser that has been nowhere yet.
    pub fn new(rig: &Rig) -> Self {
        choose_cryptography();
        let http = Client::builder().redirect(redirect::Policy::none());
        Self {
            http: http.no_proxy().build().unwrap(),
            base: rig.base.clone(),
            cookie: None,
        }
    }

    /// Leaves a page at `origin` for where its definition says, in a window that the page has opened; gives the answer's status and
    /// FranceConnect's address.
    pub async fn leave(&mut self, origin: Option<&str>, path: &str) -> (u16, Option<Url>) {
        let (status, html) = self.open(origin, path).await;
        let onward = html.split("data-onward=\"").nth(1);
        let onward = onward.map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"));
        (status, onward.map(|onward| onward.parse().unwrap()))
    }

    /// The relay's page on the way there.
    pub async fn open(&mut self, origin: Option<&str>, path: &str) -> (u16, String) {
        let mut asked = self.http.get(format!("{}{path}", self.base));
        if let Some(origin) = origin {
            asked = asked.header(REFERER, format!("{origin}/"));
        }
        let answer = self.with_cookie(asked).send().await.unwrap();
        let status = answer.status().as_u16();
        if let Some(set) = answer.headers().get(SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            self.cookie = Some(pair.to_owned());
        }
        (status, answer.text().await.unwrap())
    }

    /// Presses the relay's own button on that page, from a page at `origin`; gives the status and FranceConnect's address.
    pub async fn confirm(&self, origin: &str, page: &str) -> (u16, Option<Url>) {
        let (_, fields) = hidden_fields(page);
        let mut body = Url::parse("http://x").unwrap();
        body.query_pairs_mut().extend_pairs(&fields);
        let asked = self
            .http
            .post(format!("{}/v1/france-connect/start", self.base))
            .header("content-type", "application/x-www-form-urlencoded")
            .header(ORIGIN, origin)
            .body(body.query().unwrap().to_owned());
        let answer = self.with_cookie(asked).send().await.unwrap();
        let to = answer.headers().get(LOCATION);
        let to = to.map(|to| to.to_str().unwrap().parse().unwrap());
        (answer.status().as_u16(), to)
    }

    /// Presses a button of FranceConnect's page, such as `personne` and `KERMARREC-SOLENN`; gives the address it sends back to.
    pub async fn choose(&self, page: &Url, name: &str, value: &str) -> Url {
        let mut fields: Vec<(String, String)> = page.query_pairs().into_owned().collect();
        fields.push((name.to_owned(), value.to_owned()));
        let mut action = page.clone();
        action.set_query(None);
        let mut body = action.clone();
        body.query_pairs_mut().extend_pairs(&fields);
        let answer = self
            .http
            .post(action)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.query().unwrap().to_owned())
            .send()
            .await
            .unwrap();
        let back = answer.headers().get(LOCATION).expect("a way back");
        back.to_str().unwrap().parse().unwrap()
    }

    /// Comes back to the relay at this address; gives the status of its page, and the page.
    pub async fn come_back(&self, address: &Url) -> (u16, String) {
        let address = address.as_str().replace(PUBLIC, &self.base);
        let asked = self.with_cookie(self.http.get(address));
        let answer = asked.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    /// Goes all the way as this person, in the page's own tab.
    pub async fn identify(&mut self, origin: &str, path: &str, person: &str) {
        let (status, html) = self.open(Some(origin), path).await;
        assert_eq!(status, 200);
        let (status, page) = self.confirm(PUBLIC, &html).await;
        assert_eq!(status, 303);
        let back = self.choose(&page.unwrap(), "personne", person).await;
        assert_eq!(self.come_back(&back).await.0, 200);
    }

    fn with_cookie(&self, asked: reqwest::RequestBuilder) -> reqwest::RequestBuilder {
        match &self.cookie {
            Some(cookie) => asked.header(COOKIE, cookie),
            None => asked,
        }
    }
}

/// The hidden fields of a page's form, and where it sends them.
pub fn hidden_fields(html: &str) -> (String, Vec<(String, String)>) {
    let attribute = |tag: &str, name: &str| {
        let rest = tag.split(&format!(" {name}=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().replace("&amp;", "&")
    };
    let action = attribute(html.split("<form").nth(1).unwrap(), "action");
    let inputs = html.split("<input type=\"hidden\"").skip(1);
    let fields = inputs.map(|input| (attribute(input, "name"), attribute(input, "value")));
    (action, fields.collect())
}
