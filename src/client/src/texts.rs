//! Every sentence this crate says, and what each one may show: a status, a five-digit code, a path, a request id.

use crate::{Argument, Denial, ErrorAnswer, Transport, TransportKind};

/// The warning of a clock that is off, with its remedy.
pub(crate) const CLOCK_IS_OFF: &str = "this machine's clock is off: set it by NTP, for proofs of possession (DPoP) are refused beyond 60 s";

/// The sentence of an error the API answered.
pub(crate) fn answered(what: &str, answer: &ErrorAnswer) -> String {
    let mut text = format!(
        "{what}: {} on {} {}",
        answer.status.as_u16(),
        answer.method,
        answer.path
    );
    if let Some(code) = answer.public_code() {
        text.push_str(&format!(", code {code}"));
    }
    push_request_id(&mut text, answer.request_id.as_deref());
    text
}

/// The sentence of a missing or refused credential.
pub(crate) fn denial(denial: &Denial) -> String {
    match denial {
        Denial::Answer(answer) => answered("the token was refused", answer),
        Denial::NoCredential(failure) => {
            format!("no credential could be obtained, nothing was sent: {failure}")
        }
    }
}

/// The sentence of a call without a usable answer.
pub(crate) fn transport(transport: &Transport) -> String {
    let mut text = kind(transport.kind).to_owned();
    if let Some(path) = &transport.path {
        text.push_str(&format!(" on {path}"));
    }
    if let Some(status) = transport.status {
        text.push_str(&format!(", status {}", status.as_u16()));
    }
    push_request_id(&mut text, transport.request_id.as_deref());
    text
}

fn push_request_id(text: &mut String, request_id: Option<&str>) {
    if let Some(id) = request_id {
        text.push_str(&format!(", request {id}"));
    }
}

fn kind(kind: TransportKind) -> &'static str {
    match kind {
        TransportKind::NoTrustedRoots => {
            "no trusted certificate on this machine: install the ca-certificates package"
        }
        TransportKind::Setup => "the HTTP client could not be prepared: check the proxy variables",
        TransportKind::Connect => "the address could not be reached",
        TransportKind::Tls => "the secure connection was refused",
        TransportKind::Timeout => "the answer took too long",
        TransportKind::Deadline => "the whole call took too long",
        TransportKind::Interrupted => "the connection broke before the answer was complete",
        TransportKind::BodyTooLarge => "the answer is over 1 MiB",
        TransportKind::NotAnObject => "the answer is not a JSON object",
        TransportKind::UnexpectedShape => "the data has not the documented shape",
        TransportKind::UnexpectedStatus => "the status is neither a success nor an error",
    }
}

/// The sentence of a caller's mistake, with its remedy.
pub(crate) fn argument(argument: &Argument) -> String {
    match argument {
        Argument::MissingToken => "no token: give one to the builder or set API_PARTICULIER_TOKEN".into(),
        Argument::InvalidToken => "the token is empty or holds characters no header can carry: copy it again".into(),
        Argument::UnknownEnvironment => "unknown environment: API_PARTICULIER_ENV is production or staging".into(),
        Argument::InvalidBaseUrl => {
            "the base URL must be https (or http on this machine), without query, fragment or account".into()
        }
        Argument::MissingRecipient => "no recipient: give the SIRET of the administration that receives the data".into(),
        Argument::Repeated { parameter } => format!("{parameter} is given several times in one call: give it once"),
        Argument::InvalidSiret => "not a SIRET: 14 digits with a valid key are needed".into(),
        Argument::InvalidDelegationId => "not the identifier of a delegation: a UUID is needed".into(),
        Argument::InvalidIne => "not a national student number: eleven letters or digits are needed".into(),
        Argument::InvalidNumeroFiscal => "not a tax number: thirteen digits are needed".into(),
        Argument::InvalidClient => {
            "the OAuth2 client's identifier or secret is empty or holds characters no header can carry: copy them again".into()
        }
        Argument::InvalidKey => "not a private key of the curve P-256 in PEM (PKCS#8): copy it whole".into(),
        Argument::MissingParameter { operation, parameter } => {
            format!("{operation} requires {parameter}: complete the call")
        }
        Argument::LaterParameter { operation, parameter, since } => {
            format!("{operation} takes {parameter} from version {since} on: pin that version or a later one")
        }
        Argument::InvalidPath => "the path must begin with / and hold only letters, digits and _ - . /".into(),
        Argument::ReservedHeader(name) => format!("the header {name} is set by the client: change the settings instead"),
        Argument::UnknownVersion { operation, asked, known } => {
            format!("{operation} has no version {asked}: choose among {known:?}")
        }
    }
}
