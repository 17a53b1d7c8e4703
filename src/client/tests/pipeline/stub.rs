//! A server that records what it is asked and answers what it was told, one connection per call.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// What the server does once it has read a call.
#[derive(Clone)]
pub(crate) enum Answer {
    /// Writes these bytes, then closes.
    Bytes(Vec<u8>),
    /// Writes nothing and keeps the connection open.
    Silence,
}

/// A running server; it ends with the test's runtime.
pub(crate) struct Stub {
    port: u16,
    calls: Arc<Mutex<Vec<String>>>,
}

impl Answer {
    /// An answer with a JSON body.
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::text(
            status,
            &[("content-type", "application/vnd.api+json")],
            &body.to_string(),
        )
    }

    /// An answer with headers and any body.
    pub(crate) fn text(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let headers: String = headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n"
        );
        Self::Bytes((head + body).into_bytes())
    }
}

impl Stub {
    /// Answers each call with the next of `answers`, and the last one from then on.
    pub(crate) async fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let calls = Arc::new(Mutex::new(Vec::new()));
        let answers = Arc::new(Mutex::new(answers.into_iter().collect::<VecDeque<_>>()));
        let recorded = Arc::clone(&calls);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&recorded), Arc::clone(&answers)));
            }
        });
        Self { port, calls }
    }

    /// The server's address.
    pub(crate) fn base_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Each call received so far: its head and, when it has one, its body.
    pub(crate) fn calls(&self) -> Vec<String> {
        self.calls.lock().unwrap().clone()
    }

    /// The only call received.
    pub(crate) fn only_call(&self) -> String {
        let calls = self.calls();
        assert_eq!(calls.len(), 1, "{calls:?}");
        calls[0].clone()
    }
}

async fn serve(
    mut stream: TcpStream,
    calls: Arc<Mutex<Vec<String>>>,
    answers: Arc<Mutex<VecDeque<Answer>>>,
) {
    let Some(call) = read_call(&mut stream).await else {
        return;
    };
    calls.lock().unwrap().push(call);
    let answer = next(&mut answers.lock().unwrap());
    match answer {
        Answer::Bytes(bytes) => {
            // A client that has read enough may be gone: its right.
            let _ = stream.write_all(&bytes).await;
        }
        Answer::Silence => std::future::pending().await,
    }
}

fn next(answers: &mut VecDeque<Answer>) -> Answer {
    match answers.len() {
        1 => answers[0].clone(),
        _ => answers.pop_front().expect("the test gives an answer"),
    }
}

async fn read_call(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).ok()?;
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    stream.read_exact(&mut body).await.ok()?;
    Some(head + &String::from_utf8(body).ok()?)
}
