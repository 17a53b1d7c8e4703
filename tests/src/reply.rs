//! An answer of the relay.

use serde_json::Value;

/// An answer as received.
#[derive(Debug)]
pub struct Reply {
    /// Its status.
    pub status: u16,
    /// Its headers.
    pub headers: reqwest::header::HeaderMap,
    /// Its body, as JSON.
    pub body: Value,
}

impl Reply {
    /// Sends a request and reads its answer; a body that is no JSON is null.
    pub async fn read(request: reqwest::RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self {
            status,
            headers,
            body: serde_json::from_slice(&response.bytes().await.unwrap()).unwrap_or_default(),
        }
    }

    /// A header's text; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap())
            .unwrap_or_default()
    }

    /// The last part of the type of the answer's problem, or of the problem of its only source.
    pub fn problem(&self) -> &str {
        let kind = self.body["type"]
            .as_str()
            .or_else(|| self.result()["problem"]["type"].as_str());
        kind.unwrap_or_default()
            .rsplit(':')
            .next()
            .unwrap_or_default()
    }

    /// The result of the only source.
    pub fn result(&self) -> &Value {
        self.body["results"]
            .as_object()
            .and_then(|results| results.values().next())
            .unwrap_or(&Value::Null)
    }
}
