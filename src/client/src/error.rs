//! Everything that can go wrong, in one enum. Nothing here ever shows a query, a token or a body.

use http::{HeaderMap, StatusCode};

use crate::{ErrorAnswer, NoCredential, response::request_id, texts};

/// Why a call gave no data.
///
/// The variants that carry an [`ErrorAnswer`] are chosen by the HTTP status alone; the answer's own code refines them.
/// `Display` and `Debug` are safe to log: they show neither the query, nor a credential, nor the words of the answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// 401, or a credential that could not be obtained.
    #[error("{}", texts::denial(.0))]
    Authentication(Denial),
    /// 403: the token is known, but not for this data, this address or this recipient.
    #[error("{}", texts::answered("the token gives no right to this data", .0))]
    Authorization(Box<ErrorAnswer>),
    /// 404: nobody was found, the person is not covered, or the address does not exist. From API Impôt particulier, 204
    /// and 410 as well: nothing is known of this person for this year.
    #[error("{}", texts::answered("nothing was found", .0))]
    NotFound(Box<ErrorAnswer>),
    /// 409: the same call is already running, or several persons match.
    #[error("{}", texts::answered("the call conflicts with another, or several persons match", .0))]
    Conflict(Box<ErrorAnswer>),
    /// 410: the operation was taken out of service, or the link has expired.
    #[error("{}", texts::answered("this address is no longer served", .0))]
    Gone(Box<ErrorAnswer>),
    /// 422: a parameter is missing, malformed, or not recognised by the provider.
    #[error("{}", texts::answered("a parameter was refused", .0))]
    Validation(Box<ErrorAnswer>),
    /// 429: too many calls; see [`ErrorAnswer::retry_after`].
    #[error("{}", texts::answered("too many calls", .0))]
    RateLimit(Box<ErrorAnswer>),
    /// Any other 4xx.
    #[error("{}", texts::answered("the call was refused", .0))]
    Client(Box<ErrorAnswer>),
    /// 502: the provider failed or gave an unknown answer.
    #[error("{}", texts::answered("the provider of the data failed", .0))]
    Provider(Box<ErrorAnswer>),
    /// 503 and 504: the provider is under maintenance, or too slow.
    #[error("{}", texts::answered("the provider of the data is unavailable", .0))]
    ProviderUnavailable(Box<ErrorAnswer>),
    /// Any other 5xx.
    #[error("{}", texts::answered("API Particulier failed", .0))]
    Server(Box<ErrorAnswer>),
    /// No usable answer came back.
    #[error("{}", texts::transport(.0))]
    Transport(Transport),
    /// A mistake of the caller, found before anything was sent.
    #[error("{}", texts::argument(.0))]
    Argument(Argument),
}

/// The two ways of not being authenticated.
#[derive(Debug)]
pub enum Denial {
    /// The API answered 401.
    Answer(Box<ErrorAnswer>),
    /// The [`Authentication`](crate::Authentication) strategy failed; nothing was sent.
    NoCredential(NoCredential),
}

/// No usable answer: what happened, and on which call.
#[derive(Debug)]
#[non_exhaustive]
pub struct Transport {
    /// What happened.
    pub kind: TransportKind,
    /// The path of the call (or its template), without the query; none when no call was being made.
    pub path: Option<String>,
    /// The status of the answer, when one had begun to arrive.
    pub status: Option<StatusCode>,
    /// The `X-Request-ID` of the answer, when one had begun to arrive.
    pub request_id: Option<String>,
}

/// What kept an answer from being usable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportKind {
    /// This machine holds no trusted certificate to check the API's own against.
    NoTrustedRoots,
    /// The HTTP client could not be prepared, for instance because a proxy variable is malformed.
    Setup,
    /// The address could not be reached.
    Connect,
    /// The secure connection was refused: certificate or protocol.
    Tls,
    /// Connecting, or waiting for the next bytes, took too long.
    Timeout,
    /// The whole call, its retries included, took too long.
    Deadline,
    /// The connection broke before the answer was complete.
    Interrupted,
    /// The body of the answer is over 1 MiB.
    BodyTooLarge,
    /// A 2xx whose body is not a JSON object.
    NotAnObject,
    /// A 2xx whose `data` has not the documented shape.
    UnexpectedShape,
    /// A status that is neither a success nor an error, such as a redirection (never followed).
    UnexpectedStatus,
}

/// A mistake of the caller. Nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Argument {
    /// No token in the arguments nor in `API_PARTICULIER_TOKEN`.
    MissingToken,
    /// The token holds characters that cannot stand in a header, or nothing at all.
    InvalidToken,
    /// The environment's name is neither `production` nor `staging`.
    UnknownEnvironment,
    /// The base URL is not an absolute `https` address (or `http` on this machine) without query, fragment or account.
    InvalidBaseUrl,
    /// No recipient, neither for this call nor by default.
    MissingRecipient,
    /// A parameter that is given once appears several times in one call.
    Repeated {
        /// Its name.
        parameter: &'static str,
    },
    /// Not a SIRET: 14 digits with a valid key, or La Poste's `356000000` and five digits.
    InvalidSiret,
    /// Not the identifier of a delegation: a UUID is needed.
    InvalidDelegationId,
    /// Not a national student number: eleven letters or digits are needed.
    InvalidIne,
    /// Not a tax number: thirteen digits are needed.
    InvalidNumeroFiscal,
    /// The OAuth2 client's identifier or secret is empty, or holds what no header can carry.
    InvalidClient,
    /// Not a private key of the curve P-256 in PEM (PKCS#8).
    InvalidKey,
    /// The operation requires a parameter that was not given, or was blank.
    MissingParameter {
        /// The operation, such as `dss.quotient_familial_identite`.
        operation: &'static str,
        /// The parameter's name.
        parameter: &'static str,
    },
    /// The version asked for does not take this parameter yet.
    LaterParameter {
        /// The operation, such as `cnous.etudiant_boursier_ine`.
        operation: &'static str,
        /// The parameter's name.
        parameter: &'static str,
        /// The first version that takes it.
        since: u8,
    },
    /// The path does not begin with `/`, or holds a query, a dot segment or a character outside `A-Z a-z 0-9 _ - . /`.
    InvalidPath,
    /// The header is set by the client itself and cannot be given per call.
    ReservedHeader(http::HeaderName),
    /// The operation has no such version.
    UnknownVersion {
        /// The operation, such as `dss.quotient_familial_identite`.
        operation: String,
        /// The version asked for.
        asked: u8,
        /// The versions that exist.
        known: Vec<u8>,
    },
}

impl Error {
    /// The API's answer, for every error that has one.
    pub fn answer(&self) -> Option<&ErrorAnswer> {
        match self {
            Self::Authentication(Denial::Answer(answer))
            | Self::Authorization(answer)
            | Self::NotFound(answer)
            | Self::Conflict(answer)
            | Self::Gone(answer)
            | Self::Validation(answer)
            | Self::RateLimit(answer)
            | Self::Client(answer)
            | Self::Provider(answer)
            | Self::ProviderUnavailable(answer)
            | Self::Server(answer) => Some(answer),
            Self::Authentication(Denial::NoCredential(_))
            | Self::Transport(_)
            | Self::Argument(_) => None,
        }
    }

    /// The `X-Request-ID` of the answer, which the API's support asks for.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Transport(transport) => transport.request_id.as_deref(),
            other => other.answer()?.request_id.as_deref(),
        }
    }

    /// Sorts an answer by its status, which must be 4xx or 5xx.
    pub(crate) fn from_answer(answer: ErrorAnswer) -> Self {
        let status = answer.status;
        let answer = Box::new(answer);
        match status.as_u16() {
            401 => Self::Authentication(Denial::Answer(answer)),
            403 => Self::Authorization(answer),
            404 => Self::NotFound(answer),
            409 => Self::Conflict(answer),
            410 => Self::Gone(answer),
            422 => Self::Validation(answer),
            429 => Self::RateLimit(answer),
            502 => Self::Provider(answer),
            503 | 504 => Self::ProviderUnavailable(answer),
            _ if status.is_client_error() => Self::Client(answer),
            _ => Self::Server(answer),
        }
    }
}

impl From<Argument> for Error {
    fn from(argument: Argument) -> Self {
        Self::Argument(argument)
    }
}

impl From<NoCredential> for Error {
    fn from(failure: NoCredential) -> Self {
        Self::Authentication(Denial::NoCredential(failure))
    }
}

impl From<Transport> for Error {
    fn from(transport: Transport) -> Self {
        Self::Transport(transport)
    }
}

impl TransportKind {
    /// The failure, before any answer had begun, of the call to `path`.
    pub(crate) fn on(self, path: &str) -> Transport {
        Transport {
            path: Some(path.to_owned()),
            ..self.outside_calls()
        }
    }

    /// The failure of the call to `path`, whose answer had begun.
    pub(crate) fn in_answer(
        self,
        path: &str,
        status: StatusCode,
        headers: &HeaderMap,
    ) -> Transport {
        let request_id = request_id(headers).map(str::to_owned);
        Transport {
            status: Some(status),
            request_id,
            ..self.on(path)
        }
    }

    /// The failure to prepare the client, outside any call.
    pub(crate) fn outside_calls(self) -> Transport {
        Transport {
            kind: self,
            path: None,
            status: None,
            request_id: None,
        }
    }
}
