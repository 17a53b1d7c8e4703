//! A plain HTTP client: what comes over the socket is seen as it is, cut or trickling included.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses its own part"
)]
#![allow(clippy::print_stdout, reason = "a test says what it skips")]

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::atomic::{AtomicI64, Ordering},
};

use jiff::{Timestamp, ToSpan};
use sandbox::{Clock, Options, Sandbox};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

pub const QF: &str = "/v3/dss/quotient_familial/identite";
pub const STATUT: &str = "/v3/france_travail/statut/identifiant";
pub const RECIPIENT: &str = "recipient=13002526500013";

/// An answer as received.
pub struct Answer {
    pub status: u16,
    pub head: String,
    /// Without the marks of chunked encoding.
    pub body: Vec<u8>,
    /// Whether the body came to its announced end.
    pub whole: bool,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn codes(&self) -> Vec<String> {
        let errors = self.json()["errors"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        errors
            .iter()
            .map(|error| error["code"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// The date the tests live at: 22 November 2026, noon.
pub fn now() -> Timestamp {
    "2026-11-22T11:00:00Z".parse().unwrap()
}

/// Options whose clock stands still.
pub fn still() -> Options {
    Options {
        clock: Clock::fixed(now()),
        ..Options::default()
    }
}

/// Options whose clock moves a second each time it is read: the rate is never reached.
pub fn unhurried() -> Options {
    let seconds = AtomicI64::new(0);
    let tick = move || now() + seconds.fetch_add(1, Ordering::Relaxed).seconds();
    Options {
        clock: Clock::new(tick),
        ..Options::default()
    }
}

/// The case files and specification of the upstream, when they are beside the repository.
pub fn upstream(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/upstream")
        .join(name);
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
    }
    path.exists().then_some(path)
}

/// A call with the accepted token.
pub async fn get(sandbox: &Sandbox, path: &str, query: &str) -> Answer {
    let authorization = "Authorization: Bearer test-token\r\n";
    send(sandbox, &format!("{path}?{query}"), authorization).await
}

/// A call with a case's parameters, in the way of the operation's interface.
pub async fn call(sandbox: &Sandbox, path: &str, params: &BTreeMap<String, Vec<String>>) -> Answer {
    let (target, headers) = request(sandbox, path, params).await;
    send(sandbox, &target, &headers).await
}

/// The target and the header lines of a call with a case's parameters.
pub async fn request(
    sandbox: &Sandbox,
    path: &str,
    params: &BTreeMap<String, Vec<String>>,
) -> (String, String) {
    let mut target = path.to_owned();
    let mut pairs = vec![("recipient".to_owned(), "13002526500013".to_owned())];
    for (name, values) in params {
        let braced = format!("{{{name}}}");
        if path.contains(&braced) {
            target = target.replace(&braced, &values[0]);
        } else {
            let list = LISTS.contains(&name.as_str()) && path != "/api/v2/etudiants-boursiers";
            let name = if list {
                format!("{name}[]")
            } else {
                name.clone()
            };
            pairs.extend(values.iter().map(|value| (name.clone(), value.clone())));
        }
    }
    let headers = match path.split('/').nth(1) {
        Some("api") => "X-Api-Key: test-token\r\n".to_owned(),
        Some("impotparticulier") => impot_headers(sandbox).await,
        _ => "Authorization: Bearer test-token\r\n".to_owned(),
    };
    let pairs = pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    (format!("{target}?{}", query(pairs)), headers)
}

/// The parameters that are arrays; a scholarship student of v2 has its first names in one text.
const LISTS: [&str; 3] = ["prenoms", "codesBcnDepartements", "codesBcnRegions"];

/// The header lines of a call to API Impôt particulier, with a token just asked for.
pub async fn impot_headers(sandbox: &Sandbox) -> String {
    let form = "grant_type=client_credentials&client_id=test-client&client_secret=test-secret";
    let token = post(sandbox, "/token", form, "").await.json();
    let token = token["access_token"].as_str().unwrap();
    format!("Authorization: Bearer {token}\r\n{CORRELATION}")
}

/// A correlation identifier, as a header line.
pub const CORRELATION: &str = "X-Correlation-ID: 7f3c2a10-5b1e-4c8e-9d55-2f0a7c1e4b6d\r\n";

/// A form posted with these header lines.
pub async fn post(sandbox: &Sandbox, target: &str, form: &str, headers: &str) -> Answer {
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    let length = form.len();
    let request = format!(
        "POST {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n{headers}\r\n{form}"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    parse(&bytes)
}

/// A call with these header lines.
pub async fn send(sandbox: &Sandbox, target: &str, headers: &str) -> Answer {
    let mut stream = open(sandbox, target, headers).await;
    let mut bytes = Vec::new();
    // A connection cut short is an answer too.
    let _ = stream.read_to_end(&mut bytes).await;
    parse(&bytes)
}

/// Sends a call and leaves the answer to be read.
pub async fn open(sandbox: &Sandbox, target: &str, headers: &str) -> TcpStream {
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    let request =
        format!("GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    stream
}

fn parse(bytes: &[u8]) -> Answer {
    let end = bytes
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let mut answer = Answer {
        status,
        head,
        body: bytes[end + 4..].to_vec(),
        whole: false,
    };
    if answer.header("transfer-encoding").is_some() {
        (answer.body, answer.whole) = unchunk(&answer.body);
    } else {
        let announced = answer
            .header("content-length")
            .map(|text| text.parse::<usize>().unwrap());
        answer.whole = announced == Some(answer.body.len());
    }
    answer
}

fn unchunk(mut rest: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|window| window == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            return (body, true);
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 4 + size..];
    }
    (body, false)
}

/// A query written from names and values.
pub fn query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let pair = |(name, value): (&str, &str)| format!("{}={}", encoded(name), encoded(value));
    pairs.into_iter().map(pair).collect::<Vec<_>>().join("&")
}

fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
