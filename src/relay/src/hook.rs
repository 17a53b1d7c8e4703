//! Telling the forms' servers of the agreements that are taken back: what the journal does not say was told is told, after a
//! restart too, until the server says that it heard. It may hear twice, and asks the receipt before it believes.

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::future::join_all;
use reqwest::Client;
use reqwest::redirect::Policy;
use tokio::sync::Notify;
use tokio::time::timeout;

use crate::app::App;
use crate::config::{Config, Form};
use crate::journal::{Fault, Withdrawal};
use crate::outbound;
use crate::routes::receipts::told;

/// How long a server may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long to wait after a first failure; twice as long after each further one.
const SHORTEST: Duration = Duration::from_secs(1);
/// The longest wait between two attempts.
const LONGEST: Duration = Duration::from_secs(15 * 60);
/// How often to look for what another relay over the same journal may have left.
const LOOK_AGAIN: Duration = Duration::from_secs(60 * 60);

/// The forms whose servers want to be told, each with what wakes who tells it.
pub(crate) struct Hooks(BTreeMap<String, Notify>);

impl Hooks {
    /// Those of a configuration.
    pub(crate) fn of(config: &Config) -> Self {
        let told = config
            .forms
            .iter()
            .filter(|form| form.withdrawal_hook.is_some());
        Self(told.map(|form| (form.id.clone(), Notify::new())).collect())
    }

    /// There is something to tell about this form. Nobody waits for it to be told.
    pub(crate) fn wake(&self, form: &str) {
        if let Some(teller) = self.0.get(form) {
            teller.notify_one();
        }
    }
}

/// Tells each form's server what it is to know, for as long as it is polled. A server that does not answer delays no other.
pub(crate) async fn tend(app: &App) {
    let client = outbound::client(PATIENCE).redirect(Policy::none());
    let Ok(client) = client.build() else {
        tracing::error!("no server can be told of withdrawals: the HTTP client cannot be made");
        return;
    };
    let tellers = app.hooks.0.iter().filter_map(|(id, wake)| {
        let form = app.config.form(id)?;
        let url = form.withdrawal_hook.as_deref()?;
        Some(
            Teller {
                app,
                client: &client,
                form,
                url,
            }
            .tend(wake),
        )
    });
    join_all(tellers).await;
}

/// Who tells one form's server.
struct Teller<'a> {
    app: &'a App,
    client: &'a Client,
    form: &'a Form,
    url: &'a str,
}

/// Why a server was not told.
enum Untold {
    /// It answered something else than that it heard: another withdrawal may be heard all the same.
    Refused(u16),
    /// It does not answer.
    Silent,
    /// It heard, and that could not be written down.
    Unwritten(Fault),
}

impl Teller<'_> {
    async fn tend(self, wake: &Notify) {
        let mut pause = SHORTEST;
        loop {
            let wait = match self.tell_all().await {
                true => {
                    pause = SHORTEST;
                    LOOK_AGAIN
                }
                false => {
                    let now = pause;
                    pause = (pause * 2).min(LONGEST);
                    now
                }
            };
            // A new withdrawal is tried at once, and the others with it.
            timeout(wait, wake.notified()).await.ok();
        }
    }

    /// Tells all that is not told yet; gives whether nothing is left.
    async fn tell_all(&self) -> bool {
        let untold = match self.app.journal.untold().await {
            Ok(untold) => untold,
            Err(error) => {
                tracing::error!(%error, form = self.form.id, "which withdrawals are to be told is not known");
                return false;
            }
        };
        let mut all = true;
        for withdrawal in untold
            .iter()
            .filter(|withdrawal| withdrawal.form == self.form.id)
        {
            match self.tell(withdrawal).await {
                Ok(()) => tracing::info!(
                    form = self.form.id,
                    "the form's server was told of a withdrawal"
                ),
                Err(untold) => {
                    all = false;
                    if self.complain(&untold) {
                        break;
                    }
                }
            }
        }
        all
    }

    async fn tell(&self, withdrawal: &Withdrawal) -> Result<(), Untold> {
        let sent = self
            .client
            .post(self.url)
            .json(&told(withdrawal))
            .send()
            .await;
        let status = sent.map_err(|_| Untold::Silent)?.status();
        if !status.is_success() {
            return Err(Untold::Refused(status.as_u16()));
        }
        self.app
            .journal
            .told(withdrawal)
            .await
            .map_err(Untold::Unwritten)
    }

    /// Says why a server was not told; gives whether it is no use to go on now.
    fn complain(&self, untold: &Untold) -> bool {
        let form = &self.form.id;
        match untold {
            Untold::Refused(status) => {
                tracing::warn!(
                    form,
                    status,
                    "the form's server refused to be told of a withdrawal; it will be told again"
                );
            }
            Untold::Silent => {
                tracing::warn!(
                    form,
                    "the form's server does not answer; it will be told of a withdrawal later"
                );
            }
            Untold::Unwritten(error) => {
                tracing::error!(%error, form, "that the form's server was told is not written; it will be told again");
            }
        }
        !matches!(untold, Untold::Refused(_))
    }
}
