//! The cases of `tests/pages`: each folder is a host page and what must happen to it. Adding a case is adding a folder.

mod case;
mod hand;
mod walk;

use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use futures_util::FutureExt;

use crate::browser::{Engine, Page};
use crate::site::{Address, Pages};
use crate::stage::Stage;
use crate::{Rig, TOWN, renderers};
use case::PageCase;

/// How many browsers work through the cases at once.
const BROWSERS: usize = 2;

/// The folder of the cases.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("pages")
}

/// A relay with the forms of the cases, for pages at `origin`.
pub fn config(origin: &str) -> String {
    let forms = std::fs::read_to_string(folder().join("forms.toml")).unwrap();
    let (relay, _) = TOWN.split_once("[[organisation]]").unwrap();
    format!("{relay}{}", forms.replace("{{site}}", origin))
}

impl Stage {
    /// Starts it for the pages of the cases and those of the renderers, with their own forms.
    pub async fn of_cases() -> Self {
        let address = Address::free().await;
        let config = config(&address.origin);
        let rig = Rig::with_config(&config, sandbox::Options::default()).await;
        let pages = Pages {
            folders: vec![folder(), renderers::folder()],
            ..Pages::default()
        };
        let site = address.serve(&rig.base, pages);
        Self { rig, site }
    }
}

/// Plays every case whose folder's name holds one of `only`, all of them when it is empty.
///
/// # Panics
/// When a case fails, at the end, with the name of each and why it failed.
pub async fn play(only: &[String]) {
    let mut cases = case::all(&folder());
    cases.retain(|case| only.is_empty() || only.iter().any(|part| case.name.contains(part)));
    assert!(
        !cases.is_empty(),
        "no case has one of these in its name: {only:?}"
    );
    let stage = Stage::of_cases().await;
    let (queue, failures) = (Mutex::new(cases), Mutex::new(Vec::new()));
    let workers = (0..BROWSERS).map(|_| work(&stage, &queue, &failures));
    futures_util::future::join_all(workers).await;
    let mut failures = failures.into_inner().unwrap();
    failures.sort();
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n\n"));
}

/// Takes cases one after the other, in one browser; a case that fails leaves a new browser to the next.
async fn work(stage: &Stage, queue: &Mutex<Vec<PageCase>>, failures: &Mutex<Vec<String>>) {
    let open = || Page::open_browser(Engine::Chromium, &stage.site.origin);
    let mut page = open().await;
    loop {
        let Some(case) = queue.lock().unwrap().pop() else {
            break;
        };
        let walked = AssertUnwindSafe(case.walk(&page)).catch_unwind().await;
        if let Err(why) = walked {
            page.picture(&format!("page-{}", case.name)).await;
            let why = format!("{}: {}\n{}", case.name, case.title(), reason(&*why));
            failures.lock().unwrap().push(why);
            std::mem::replace(&mut page, open().await).close().await;
        }
    }
    page.close().await;
}

/// The words of a panic.
fn reason(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    let word = || panic.downcast_ref::<&str>().map(|word| (*word).to_owned());
    text.or_else(word).unwrap_or_default()
}
