//! What a page shows once it has done what it does later.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::page::{GLANCE, Page};

/// How long a page may take to settle once the widget has said that it is done.
const SETTLING: Duration = Duration::from_secs(5);

impl Page {
    /// What an expression of the page's own scripts stands for, once what it promises is there.
    pub async fn promised(&self, expression: &str) -> Value {
        let wait = format!("const done = arguments[0]; Promise.resolve({expression}).then(done)");
        let returned = self.browser.execute_async(wait, Vec::new()).await;
        returned.unwrap().json().clone()
    }

    /// What is looked at, once it is as wanted, or when the page has had time enough to settle.
    pub async fn settles(&self, look: impl AsyncFn() -> Value, wanted: &Value) -> Value {
        let start = Instant::now();
        loop {
            let seen = look().await;
            if seen == *wanted || start.elapsed() > SETTLING {
                return seen;
            }
            tokio::time::sleep(GLANCE).await;
        }
    }
}
