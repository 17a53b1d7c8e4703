//! What happens to one call, in the upstream's order.

use std::time::Duration;

use axum::{
    http::{HeaderMap, HeaderValue, Uri},
    response::Response,
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    Call, Options, answer,
    calls::Calls,
    clock::paris_date,
    in_flight::{Guard, InFlight},
    library::{Library, Served},
    query::Given,
    rules, texts,
    throttle::{self, Throttle},
    tokens,
};

/// The header that support asks for.
pub(crate) const REQUEST_ID: &str = "x-request-id";

/// What every call goes through, and what is kept from one to the next.
pub(crate) struct Pipeline {
    pub(crate) options: Options,
    pub(crate) library: Library,
    throttle: Throttle,
    in_flight: InFlight,
    pub(crate) calls: Calls,
}

/// What a call will be answered, how long that takes, and what is held meanwhile.
struct Decision {
    response: Response,
    token: Option<usize>,
    delay: Duration,
    guard: Option<Guard>,
}

impl Pipeline {
    pub(crate) fn new(options: Options, library: Library) -> Self {
        Self {
            options,
            library,
            throttle: Throttle::default(),
            in_flight: InFlight::default(),
            calls: Calls::default(),
        }
    }

    /// Decides at once, records the call, then takes the time the answer takes.
    pub(crate) async fn serve(&self, served: &Served, uri: &Uri, headers: &HeaderMap) -> Response {
        let at = self.options.clock.now();
        let given = Given::read(uri);
        let mut decision = self.decide(served, given.as_ref(), headers, at);
        let request_id = Uuid::new_v4().to_string();
        if let Ok(value) = HeaderValue::from_str(&request_id) {
            decision.response.headers_mut().insert(REQUEST_ID, value);
        }
        self.calls.record(Call {
            at,
            path: served.operation.path.to_owned(),
            token: decision.token,
            status: decision.response.status().as_u16(),
            request_id,
            parameters: given.map(Given::into_inner).unwrap_or_default(),
        });
        tokio::time::sleep(self.options.latency + decision.delay).await;
        drop(decision.guard);
        decision.response
    }

    /// The upstream's order: token, rate, then the operation.
    fn decide(
        &self,
        served: &Served,
        given: Option<&Given>,
        headers: &HeaderMap,
        at: Timestamp,
    ) -> Decision {
        if let Some(fault) = self.options.fault {
            return fault.answer(served.operation, served.sample()).into();
        }
        let token = match tokens::identify(headers, &self.options.tokens) {
            Ok(token) => token,
            Err((status, text)) => return answer::refusal(status, text).into(),
        };
        let quota = self.throttle.count(token, at);
        let mut decision = if quota.allowed {
            self.operate(served, given, token, at)
        } else {
            answer::refusal(429, texts::TOO_MANY).into()
        };
        answer::write_quota(&mut decision.response, throttle::LIMIT, quota);
        Decision {
            token: Some(token),
            ..decision
        }
    }

    /// Parameters, twin in flight, case.
    fn operate(
        &self,
        served: &Served,
        given: Option<&Given>,
        token: usize,
        at: Timestamp,
    ) -> Decision {
        let operation = served.operation;
        let Some(given) = given else {
            return answer::problem(400, texts::BAD_REQUEST).into();
        };
        let key = match rules::check(operation.rules, given, paris_date(at)) {
            Ok(key) => key,
            Err(violations) => return answer::violations(&violations).into(),
        };
        let case = served.find(&key);
        let Some(guard) = self.in_flight.enter(token, operation, key) else {
            return answer::problem(409, texts::IN_FLIGHT).into();
        };
        Decision {
            delay: case.delay,
            guard: Some(guard),
            ..answer::case(case, operation).into()
        }
    }

    /// Another version of an operation is `00402`; any other address is told what is served.
    pub(crate) fn not_served(&self, path: &str) -> Response {
        let paths = || {
            self.library
                .served()
                .iter()
                .map(|served| served.operation.path)
        };
        if paths()
            .any(|served| unversioned(path).is_some() && unversioned(path) == unversioned(served))
        {
            return answer::problem(404, texts::UNKNOWN_VERSION);
        }
        let body = format!(
            "{}{}\n",
            texts::NOT_SERVED,
            paths().collect::<Vec<_>>().join("\n")
        );
        answer::with_body(404, "text/plain; charset=utf-8", body)
    }
}

impl From<Response> for Decision {
    fn from(response: Response) -> Self {
        Self {
            response,
            token: None,
            delay: Duration::ZERO,
            guard: None,
        }
    }
}

/// What comes after `/v3/`, whatever the number.
fn unversioned(path: &str) -> Option<&str> {
    let (version, rest) = path.strip_prefix("/v")?.split_once('/')?;
    version
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(rest)
}
