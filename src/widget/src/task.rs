//! A call under way, which ends when it is dropped.

use std::pin::Pin;

use futures_util::future::{AbortHandle, Abortable};
use wasm_bindgen_futures::spawn_local;

/// A call under way.
#[derive(Debug)]
#[must_use = "a task ends when it is dropped"]
pub(crate) struct Task(AbortHandle);

impl Task {
    /// Starts it.
    pub(crate) fn new(work: impl Future<Output = ()> + 'static) -> Self {
        let (handle, registration) = AbortHandle::new_pair();
        // One sort of future for all works: what runs them is compiled once.
        let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
        spawn_local(async move {
            // An aborted task has nothing to say.
            Abortable::new(work, registration).await.ok();
        });
        Self(handle)
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}
