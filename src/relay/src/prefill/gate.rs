//! What every result passes before it is delivered: nothing goes through once the agreement is taken back.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::lang::Lang;
use model::protocol::{SourceResult, Status};

use crate::app::App;
use crate::texts;

/// The way out of one prefill.
#[derive(Clone)]
pub(crate) struct Gate {
    pub(super) app: Arc<App>,
    pub(super) receipt: String,
    pub(super) lang: Lang,
}

impl Gate {
    /// All that came, at once: the first to answer have waited for the last.
    pub(crate) async fn pass_all(&self, results: &mut BTreeMap<String, SourceResult>) {
        for result in results.values_mut() {
            *result = self.pass(result.clone()).await;
        }
    }

    /// The result; nothing in its place when the agreement was taken back, or when that cannot be known.
    pub(crate) async fn pass(&self, result: SourceResult) -> SourceResult {
        if !result.status.has_data() {
            return result;
        }
        match self.app.journal.withdrawal(&self.receipt).await {
            Ok(None) => result,
            Ok(Some(_)) => SourceResult {
                problem: Some(texts::withdrawn(self.lang)),
                ..SourceResult::failed(Status::Withdrawn)
            },
            Err(error) => {
                tracing::error!(%error, "whether an agreement was taken back is not known, nothing is delivered");
                SourceResult::failed(Status::Unavailable)
            }
        }
    }
}
