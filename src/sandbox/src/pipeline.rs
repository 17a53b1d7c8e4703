//! What happens to one call, in the upstream's order.

use std::{sync::Arc, time::Duration};

use axum::{
    http::{HeaderMap, HeaderValue, Uri},
    response::Response,
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    Call, Options,
    admission::{self, Doors},
    answer,
    api::Api,
    calls::Calls,
    case::Case,
    clock::paris_date,
    dpop::Proofs,
    fields::Fields,
    france_connect::FranceConnect,
    impot::Gateway,
    in_flight::{Guard, InFlight},
    library::{Library, Served},
    operations::{self, Operation},
    query::Given,
    rules, texts,
    throttle::{self, Throttle},
    tokens::Caller,
};

/// The header that support asks for.
pub(crate) const REQUEST_ID: &str = "x-request-id";

/// What every call goes through, and what is kept from one to the next.
pub(crate) struct Pipeline {
    pub(crate) options: Options,
    pub(crate) library: Library,
    throttle: Throttle,
    in_flight: InFlight,
    gateway: Gateway,
    proofs: Proofs,
    pub(crate) france_connect: Arc<FranceConnect>,
    pub(crate) calls: Calls,
}

/// What a call will be answered, how long that takes, and what is held meanwhile.
struct Decision {
    response: Response,
    token: Option<usize>,
    person: Option<String>,
    delay: Duration,
    guard: Option<Guard>,
}

impl Pipeline {
    pub(crate) fn new(options: Options, library: Library, base_url: &str) -> Self {
        let (connect, clock) = (options.france_connect.clone(), options.clock.clone());
        let provider = FranceConnect::new(connect, clock, base_url, &library);
        Self {
            france_connect: Arc::new(provider),
            options,
            library,
            throttle: Throttle::default(),
            in_flight: InFlight::default(),
            gateway: Gateway::default(),
            proofs: Proofs::default(),
            calls: Calls::default(),
        }
    }

    /// Decides at once, records the call, then takes the time the answer takes.
    pub(crate) async fn serve(&self, served: &Served, uri: &Uri, headers: &HeaderMap) -> Response {
        let at = self.options.clock.now();
        let template = served.operation.path;
        let given = Given::read(uri).map(|given| given.with_path(template, uri.path()));
        let mut decision = self.decide(served, given.as_ref(), headers, at);
        let request_id = Uuid::new_v4().to_string();
        if let Ok(value) = HeaderValue::from_str(&request_id) {
            decision.response.headers_mut().insert(REQUEST_ID, value);
        }
        self.calls.record(Call {
            at,
            path: template.to_owned(),
            token: decision.token,
            person: decision.person,
            agent: self.agent(headers),
            status: decision.response.status().as_u16(),
            request_id,
            parameters: given.map(Given::into_inner).unwrap_or_default(),
        });
        tokio::time::sleep(self.options.latency + decision.delay).await;
        drop(decision.guard);
        decision.response
    }

    fn agent(&self, headers: &HeaderMap) -> Option<String> {
        let named = headers.get(self.options.agent_header.as_ref()?)?;
        named.to_str().ok().map(str::to_owned)
    }

    /// The upstream's order: token, scopes, rate, then the operation.
    fn decide(
        &self,
        served: &Served,
        given: Option<&Given>,
        headers: &HeaderMap,
        at: Timestamp,
    ) -> Decision {
        let operation = served.operation;
        if let Some(fault) = self.options.fault {
            return fault.answer(operation, served.sample()).into();
        }
        if operation.retired && !self.options.retired_routes {
            return answer::with_body(410, answer::TEXT, texts::RETIRED).into();
        }
        let doors = Doors {
            options: &self.options,
            gateway: &self.gateway,
            france_connect: &self.france_connect,
            proofs: &self.proofs,
        };
        match admission::admit(operation, headers, &doors, at) {
            Ok(caller) => Decision {
                token: caller.position,
                person: caller.person.as_ref().map(|person| person.slug.clone()),
                ..self.let_in(served, given, &caller, at)
            },
            Err(response) => response.into(),
        }
    }

    /// The delegation, which needs a parameter; then the rate, where there is one.
    fn let_in(
        &self,
        served: &Served,
        given: Option<&Given>,
        caller: &Caller,
        at: Timestamp,
    ) -> Decision {
        let (operation, today) = (served.operation, paris_date(at));
        let delegated = |given| {
            admission::is_delegated(operation, given, caller, &self.options.delegations, today)
        };
        if !given.is_none_or(delegated) {
            return answer::refusal(operation.api, 403, texts::DELEGATION).into();
        }
        if operation.api == Api::Impot || !self.options.limit_rate {
            self.operate(served, given, caller, at)
        } else {
            self.count(served, given, caller, at)
        }
    }

    /// The rate, and what it leaves.
    fn count(
        &self,
        served: &Served,
        given: Option<&Given>,
        caller: &Caller,
        at: Timestamp,
    ) -> Decision {
        let api = served.operation.api;
        let quota = self.throttle.count(api, &caller.token, at);
        let mut decision = if quota.allowed {
            self.operate(served, given, caller, at)
        } else {
            answer::refusal(api, 429, texts::TOO_MANY).into()
        };
        answer::write_quota(&mut decision.response, throttle::LIMIT, quota);
        decision
    }

    /// Parameters, twin in flight, case.
    fn operate(
        &self,
        served: &Served,
        given: Option<&Given>,
        caller: &Caller,
        at: Timestamp,
    ) -> Decision {
        let operation = served.operation;
        let Some(given) = given else {
            return answer::problem(operation.api, 400, texts::BAD_REQUEST).into();
        };
        let key = match rules::check(operation.rules, given, paris_date(at)) {
            Ok(key) => key,
            Err(violations) => return answer::violations(operation.api, &violations).into(),
        };
        let case = match &caller.person {
            Some(person) => served.about(person, &key),
            None => served.find(&key),
        };
        let guard = self.in_flight.enter(&caller.token, operation, key);
        // The tax interface is not known to refuse a twin.
        if guard.is_none() && operation.api != Api::Impot {
            return answer::problem(operation.api, 409, texts::IN_FLIGHT).into();
        }
        Decision {
            delay: case.delay,
            guard,
            ..answer::case(case, operation, self.payload(case, operation, caller)).into()
        }
    }

    /// The case's body, without what the caller's scopes hide where scopes hide fields; those that FranceConnect granted always do.
    fn payload(&self, case: &Case, operation: &Operation, caller: &Caller) -> String {
        let hides = operation.connected || self.options.hide_fields && operation.api != Api::Impot;
        let masked = hides && case.status == 200;
        let payload = if masked {
            operation.visible(&case.payload, &caller.scopes)
        } else {
            case.payload.clone()
        };
        match operation.proves && caller.wants_proof && case.status == 200 {
            true => operations::proved(&payload),
            false => payload,
        }
    }

    /// Gives a token of API Impôt particulier.
    pub(crate) fn impot_token(&self, headers: &HeaderMap, form: &Fields) -> Response {
        let now = self.options.clock.now();
        self.gateway
            .token(&self.options.impot_client, headers, form, now)
    }

    /// Another version of an operation is `00402`; any other address is told what is served.
    pub(crate) fn not_served(&self, path: &str) -> Response {
        let served = self.library.served().iter();
        let paths: Vec<_> = served.map(|served| served.operation.path).collect();
        let asked = unversioned(path);
        if asked.is_some() && paths.iter().any(|served| unversioned(served) == asked) {
            return answer::problem(Api::V3, 404, texts::UNKNOWN_VERSION);
        }
        let body = format!("{}{}\n", texts::NOT_SERVED, paths.join("\n"));
        answer::with_body(404, answer::TEXT, body)
    }
}

impl From<Response> for Decision {
    fn from(response: Response) -> Self {
        Self {
            response,
            token: None,
            person: None,
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
