//! Starting the relay, and stopping it without losing an answer.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::app::{App, router};
use crate::catalogue::Catalogue;
use crate::config::{Config, Disclosure, Form, Upstream};
use crate::error::Error;
use crate::hook;
use crate::upstream::SANDBOX_TOKEN;

/// How long requests under way may take to end: the longest call upstream, and its wait before.
const LONGEST_DRAIN: Duration = Duration::from_secs(18);

/// A relay that runs until it is told to stop.
#[must_use = "the relay stops when this is dropped"]
pub struct Relay {
    address: SocketAddr,
    sandbox: Option<sandbox::Sandbox>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<std::io::Result<()>>,
    tending: JoinHandle<()>,
}

impl Relay {
    /// Its address, without a final slash.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The sandbox that was started with it, when its data come from there.
    pub fn sandbox(&self) -> Option<&sandbox::Sandbox> {
        self.sandbox.as_ref()
    }

    /// Serves until `shutdown`, then lets the requests under way end.
    ///
    /// # Errors
    /// [`Error::Serve`] when the server stopped by itself.
    pub async fn run_until(self, shutdown: impl Future<Output = ()>) -> Result<(), Error> {
        shutdown.await;
        // A server that is gone already needs no word.
        self.stop.send(()).ok();
        let stop = self.server.abort_handle();
        let served = match tokio::time::timeout(LONGEST_DRAIN, self.server).await {
            Ok(served) => served.map_err(std::io::Error::other)?,
            // Who has not sent a whole request by now is not waited for.
            Err(_) => {
                stop.abort();
                Ok(())
            }
        };
        self.tending.abort();
        if let Some(sandbox) = self.sandbox {
            sandbox.stop().await;
        }
        Ok(served?)
    }
}

/// Listens on `address`.
///
/// # Errors
/// [`Error::Listen`] when it is taken or not allowed.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, Error> {
    TcpListener::bind(address)
        .await
        .map_err(|reason| Error::Listen {
            address: address.to_string(),
            reason,
        })
}

/// Starts a relay on `listener`, and with it the sandbox when that is where its data come from.
///
/// # Errors
/// Any [`Error`] of a start: the record of agreements, the upstream client, the sandbox.
pub async fn start(
    config: Config,
    catalogue: Catalogue,
    listener: TcpListener,
) -> Result<Relay, Error> {
    let address = listener.local_addr()?;
    let sandbox = match &config.upstream {
        Upstream::BuiltIn => Some(sandbox::start(built_in()).await?),
        Upstream::At(_) => None,
    };
    let base_url = match (&config.upstream, &sandbox) {
        (Upstream::At(url), _) => url.clone(),
        (Upstream::BuiltIn, Some(sandbox)) => sandbox.base_url(),
        (Upstream::BuiltIn, None) => unreachable!("the sandbox was just started"),
    };
    announce(&config, &catalogue);
    let app = App::new(config, catalogue, &base_url).await?;
    let tended = app.clone();
    let tending = tokio::spawn(async move {
        tokio::join!(tended.tend(), hook::tend(&tended));
    });
    let router = router(app);
    let (stop, stopped) = oneshot::channel();
    let server = axum::serve(listener, router).with_graceful_shutdown(async {
        stopped.await.ok();
    });
    Ok(Relay {
        address,
        sandbox,
        stop,
        server: tokio::spawn(server.into_future()),
        tending,
    })
}

/// The sandbox that comes with the relay: it still answers the routes that the API has retired.
fn built_in() -> sandbox::Options {
    sandbox::Options {
        retired_routes: true,
        tokens: vec![SANDBOX_TOKEN.to_owned()],
        ..sandbox::Options::default()
    }
}

/// Says at start what the people who run the relay should know.
fn announce(config: &Config, catalogue: &Catalogue) {
    for form in &config.forms {
        announce_disclosure(form);
    }
    if config.signing.folder.is_none() && !config.sandbox {
        tracing::warn!(
            "what is delivered is not signed: forms cannot tell it from what people type; run `pre-remplir keys new`, and name the folder with `keys` under [relay]"
        );
    }
    if config.etablissements.is_none() && asks_for_a_school(config, catalogue) {
        tracing::warn!(
            "no directory of schools: people have to know the code of theirs; name one with `etablissements` under [relay]"
        );
    }
    if !crate::routes::assets::is_built() {
        tracing::warn!(
            "the widget has not been built: the API answers, /pre-remplir.js does not; run `cargo xtask dist`"
        );
    }
}

/// A form that shows data to people who only typed a name.
fn announce_disclosure(form: &Form) {
    let form_id = &form.id;
    match &form.disclosure {
        Disclosure::Closed => {}
        Disclosure::Sealed => {
            tracing::info!(
                form = form_id,
                "what comes for a typed identity travels sealed"
            );
        }
        Disclosure::Sandbox => {
            tracing::warn!(
                form = form_id,
                "values are shown for a typed identity: the people of the sandbox are invented"
            );
        }
        Disclosure::Declared(reason) => {
            tracing::warn!(
                form = form_id,
                reason,
                "values are shown for a typed identity"
            );
        }
    }
}

fn asks_for_a_school(config: &Config, catalogue: &Catalogue) -> bool {
    let sources = config.forms.iter().flat_map(|form| &form.sources);
    let mut modes = sources.flat_map(|used| {
        let source = catalogue.get(&used.id);
        used.modes
            .iter()
            .filter_map(move |mode| source?.modes.get(mode))
    });
    modes.any(|mode| mode.inputs.iter().any(|input| input.picker.is_some()))
}
