//! What the browser sent, received and wrote in its console.

use std::collections::BTreeMap;

use serde_json::Value;

use super::page::Page;

/// A request and what it weighed.
#[derive(Clone, Debug, Default)]
pub struct Exchange {
    /// The address asked.
    pub url: String,
    /// Everything that was sent but the body: address and headers.
    pub sent: String,
    /// The bytes received, headers included, as they came over the network.
    pub received: u64,
}

impl Page {
    /// What was exchanged since this was last asked.
    pub async fn traffic(&self) -> Vec<Exchange> {
        self.only_chromium("a record of the requests");
        let entries = self.browser.get_log("performance").await.unwrap();
        let mut exchanges: BTreeMap<String, Exchange> = BTreeMap::new();
        for entry in entries {
            let entry: Value = serde_json::from_str(&entry.message).unwrap();
            let (method, params) = (&entry["message"]["method"], &entry["message"]["params"]);
            let Some(id) = params["requestId"].as_str() else {
                continue;
            };
            let exchange = exchanges.entry(id.to_owned()).or_default();
            match method.as_str().unwrap_or_default() {
                "Network.requestWillBeSent" => {
                    let mut request = params["request"].clone();
                    request["postData"].take();
                    request["postDataEntries"].take();
                    exchange.url = request["url"].as_str().unwrap().to_owned();
                    exchange.sent = request.to_string();
                }
                "Network.loadingFinished" => {
                    exchange.received = params["encodedDataLength"].as_f64().unwrap() as u64;
                }
                _ => {}
            }
        }
        // A picture that an address holds whole is asked of nobody.
        let is_asked = |one: &Exchange| !one.url.is_empty() && !one.url.starts_with("data:");
        exchanges.into_values().filter(is_asked).collect()
    }

    /// The lines of the console since this was last asked.
    pub async fn console(&self) -> Vec<String> {
        self.only_chromium("a record of the console");
        let entries = self.browser.get_log("browser").await.unwrap();
        entries.into_iter().map(|entry| entry.message).collect()
    }
}
