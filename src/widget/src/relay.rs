//! The calls to the relay: small JSON questions, each with a limit of time. Dropping a call aborts it.

use std::cell::Cell;
use std::rc::Rc;

use gloo_net::http::{RequestBuilder, Response};
use gloo_timers::callback::Timeout;
use js_sys::encode_uri_component;
use model::lang::Lang;
use model::protocol::{Answer, Definition, Person, PersonQuestion, Problem, Request, SourceResult};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use web_sys::{AbortController, RequestCredentials, Url};

use crate::failure::Failure;
use crate::json;

mod lines;

use lines::Broken;

/// How long a list or a definition may take, in milliseconds.
const READING: u32 = 10_000;
/// How long a prefill may take: the sources themselves are given about ten seconds each.
const PREFILL: u32 = 35_000;

/// A commune to have been born in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Commune {
    pub(crate) code: String,
    pub(crate) nom: String,
    pub(crate) nom_departement: String,
    #[serde(default)]
    pub(crate) codes_postaux: Vec<String>,
}

/// A school.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Etablissement {
    pub(crate) uai: String,
    pub(crate) nom: String,
    pub(crate) commune: String,
    pub(crate) code_postal: String,
}

/// A country to have been born in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Pays {
    pub(crate) code: String,
    pub(crate) nom: String,
    pub(crate) nom_en: String,
}

#[derive(Deserialize)]
struct Communes {
    communes: Vec<Commune>,
}

#[derive(Deserialize)]
struct Countries {
    pays: Vec<Pays>,
}

/// A relay, by its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relay(Rc<str>);

impl Relay {
    /// The relay at this address, without a `/` at its end.
    pub(crate) fn new(address: &str) -> Self {
        Self(address.into())
    }

    /// What a form asks, in a language.
    pub(crate) async fn definition(&self, form: &str, lang: Lang) -> Result<Definition, Failure> {
        let path = format!("/v1/forms/{}?lang={}", encoded(form), lang.tag());
        self.get(&path).await?.read()
    }

    /// Who the person in the page is.
    pub(crate) async fn person(
        &self,
        form: &str,
        question: &PersonQuestion,
        lang: Lang,
    ) -> Result<Person, Failure> {
        let path = format!("/v1/forms/{}/person?lang={}", encoded(form), lang.tag());
        let limit = Limit::new(READING);
        let response = send(self.post(&path), Some(written(question)?), &limit).await?;
        Reply::of(&response, &limit).await?.read()
    }

    /// Asks the sources; `told` hears of each one as it answers, when the answer comes in pieces.
    pub(crate) async fn prefill(
        &self,
        form: &str,
        request: &Request,
        told: impl Fn(&str, &SourceResult),
    ) -> Result<Answer, Failure> {
        let path = format!("/v1/forms/{}/prefill", encoded(form));
        let post = self.post(&path).header("Accept", lines::NDJSON);
        let limit = Limit::new(PREFILL);
        let response = send(post, Some(written(request)?), &limit).await?;
        let kind = response.headers().get("content-type").unwrap_or_default();
        let status = response.status();
        match response.body().filter(|_| kind.starts_with(lines::NDJSON)) {
            Some(pieces) => lines::read(pieces, told)
                .await
                .map_err(|broken| match broken {
                    Broken::Cut => limit.failure(),
                    Broken::Unreadable => Failure::Unreadable { status },
                }),
            None => Reply::of(&response, &limit).await?.read(),
        }
    }

    /// The communes whose name begins like `typed`, as they were in `birth_month` (`1988-02` or `1988`).
    pub(crate) async fn communes(
        &self,
        typed: &str,
        birth_month: Option<&str>,
    ) -> Result<Vec<Commune>, Failure> {
        let mut path = format!("/v1/communes?q={}", encoded(typed));
        if let Some(month) = birth_month {
            path.push_str("&date=");
            path.push_str(month);
        }
        let found: Communes = self.get(&path).await?.read()?;
        Ok(found.communes)
    }

    /// The schools whose name, town or code is like `typed`.
    pub(crate) async fn etablissements(&self, typed: &str) -> Result<Vec<Etablissement>, Failure> {
        let path = format!("/v1/etablissements?q={}", encoded(typed));
        self.get(&path).await?.read()
    }

    /// The countries, in the order to show them.
    pub(crate) async fn pays(&self) -> Result<Vec<Pays>, Failure> {
        let found: Countries = self.get("/v1/pays").await?.read()?;
        Ok(found.pays)
    }

    async fn get(&self, path: &str) -> Result<Reply, Failure> {
        let limit = Limit::new(READING);
        let response = send(RequestBuilder::new(&self.url(path)), None, &limit).await?;
        Reply::of(&response, &limit).await
    }

    fn post(&self, path: &str) -> RequestBuilder {
        RequestBuilder::new(&self.url(path)).method(gloo_net::http::Method::POST)
    }

    /// A page of the relay's, by its path.
    pub(crate) fn page(&self, path: &str) -> String {
        self.url(path)
    }

    /// The origin of its pages.
    pub(crate) fn origin(&self) -> Option<String> {
        Url::new(&self.0).ok().map(|address| address.origin())
    }

    /// Where a person leaves FranceConnect, from where they went there.
    pub(crate) fn logout(&self, start: &str) -> String {
        self.url(&start.replacen("/start", "/logout", 1))
    }

    /// Where the receipt of this id is read.
    pub(crate) fn receipt(&self, id: &str, lang: Lang) -> String {
        self.url(&format!("/v1/receipts/{}?lang={}", encoded(id), lang.tag()))
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

fn written(message: &impl Serialize) -> Result<String, Failure> {
    json::write(message).ok_or(Failure::Unreachable)
}

fn encoded(text: &str) -> String {
    String::from(encode_uri_component(text))
}

/// Ends a call when its time is over, and when it is dropped.
struct Limit {
    controller: Option<AbortController>,
    is_over: Rc<Cell<bool>>,
    _timer: Timeout,
}

impl Limit {
    fn new(milliseconds: u32) -> Self {
        let controller = AbortController::new().ok();
        let is_over = Rc::new(Cell::new(false));
        let (ended, aborted) = (is_over.clone(), controller.clone());
        let timer = Timeout::new(milliseconds, move || {
            ended.set(true);
            aborted.iter().for_each(AbortController::abort);
        });
        Self {
            controller,
            is_over,
            _timer: timer,
        }
    }

    fn failure(&self) -> Failure {
        if self.is_over.get() {
            Failure::Timeout
        } else {
            Failure::Unreachable
        }
    }
}

impl Drop for Limit {
    fn drop(&mut self) {
        self.controller.iter().for_each(AbortController::abort);
    }
}

/// What the relay answered, read whole.
struct Reply {
    status: u16,
    text: String,
}

impl Reply {
    async fn of(response: &Response, limit: &Limit) -> Result<Self, Failure> {
        let text = response.text().await.map_err(|_| limit.failure())?;
        let status = response.status();
        Ok(Self { status, text })
    }

    fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        let status = self.status;
        json::read(&self.text).ok_or(Failure::Unreadable { status })
    }
}

/// Makes a call that the relay takes; what it refuses is told as it says it.
async fn send(
    request: RequestBuilder,
    body: Option<String>,
    limit: &Limit,
) -> Result<Response, Failure> {
    let signal = limit.controller.as_ref().map(AbortController::signal);
    let request = request
        .abort_signal(signal.as_ref())
        .credentials(RequestCredentials::Omit);
    let request = match body {
        Some(body) => request
            .header("Content-Type", "application/json")
            .body(body),
        None => request.build(),
    };
    let response = request.map_err(|_| Failure::Unreachable)?.send().await;
    let response = response.map_err(|_| limit.failure())?;
    if response.ok() {
        return Ok(response);
    }
    let reply = Reply::of(&response, limit).await?;
    let mut problem: Problem = reply.read()?;
    problem.status = Some(reply.status);
    Err(Failure::Refused(Box::new(problem)))
}
