//! The demonstration: an invented town's web site, its relay and the sandbox, on this machine.

mod accounts;
mod fields;
mod people;
mod received;
mod site;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use p256::SecretKey;
use rust_embed::RustEmbed;
use tempfile::TempDir;
use tokio::task::JoinHandle;

use crate::catalogue::Catalogue;
use crate::config::{Config, Form};
use crate::error::Error;
use crate::keys;
use crate::secret_file::write_new;
use crate::serve::{self, Relay};
use crate::word;
use received::Server;

pub use people::{Person, people};

/// The town's pages, and its relay's configuration.
#[derive(RustEmbed)]
#[folder = "../../www/"]
struct Www;

/// The relay's configuration among the town's files.
const CONFIG: &str = "demo.toml";
/// Where it has the public key of what is sealed.
const SEAL: &str = "seal";
/// Where it has the key that tickets are asked for with.
const TICKET_KEY: &str = "ticket-key";

/// Which ports the demonstration takes; 0 for a free one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ports {
    /// The town's web site.
    pub site: u16,
    /// The relay.
    pub relay: u16,
}

/// A demonstration that runs until it is told to stop.
#[must_use = "the demonstration stops when this is dropped"]
pub struct Demo {
    site: SocketAddr,
    server: JoinHandle<std::io::Result<()>>,
    relay: Relay,
    /// Holds the record of agreements; goes with the demonstration.
    _store: TempDir,
}

impl Demo {
    /// The address of the town's web site, without a final slash.
    pub fn site_url(&self) -> String {
        format!("http://{}", self.site)
    }

    /// The relay.
    pub fn relay(&self) -> &Relay {
        &self.relay
    }

    /// Runs until `shutdown`, then stops all of it.
    ///
    /// # Errors
    /// As [`Relay::run_until`].
    pub async fn run_until(self, shutdown: impl Future<Output = ()>) -> Result<(), Error> {
        let stopped = self.relay.run_until(shutdown).await;
        self.server.abort();
        stopped
    }
}

/// Starts the demonstration.
///
/// # Errors
/// Any [`Error`] of a start; [`Error::Listen`] when a port is taken.
pub async fn start(ports: Ports) -> Result<Demo, Error> {
    let here = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let (site, relay) = (
        serve::listen(here(ports.site)).await?,
        serve::listen(here(ports.relay)).await?,
    );
    let (site_address, relay_address) = (site.local_addr()?, relay.local_addr()?);
    let store = tempfile::tempdir()?;
    let catalogue = Catalogue::load()?;
    let address = format!("http://{site_address}");
    let (mut config, secret) = config(&text(&address), store.path(), &catalogue)?;
    config.public_url = format!("http://{relay_address}");
    let pages = site::router(town(&config, secret, address));
    let relay = serve::start(config, catalogue, relay).await?;
    let server = tokio::spawn(axum::serve(site, pages).into_future());
    Ok(Demo {
        site: site_address,
        server,
        relay,
        _store: store,
    })
}

/// The town's server at the address `site`, which has the town's own keys and knows its forms.
fn town(config: &Config, secret: SecretKey, site: String) -> Server {
    let forms = config.forms.iter();
    let audience =
        |form: &Arc<Form>| (form.id.clone(), form.organisation.siret.as_str().to_owned());
    let audiences = forms.clone().map(audience).collect();
    let mut ticket_keys = forms.filter_map(|form| form.organisation.ticket_key.clone());
    Server {
        relay: config.public_url.clone(),
        site,
        secret,
        ticket_key: ticket_keys.next().unwrap_or_default(),
        audiences,
    }
}

/// The relay's configuration, for pages at the address `site`.
pub(crate) fn text(site: &str) -> String {
    let file = Www::get(CONFIG).map(|file| String::from_utf8_lossy(&file.data).into_owned());
    let file = file.unwrap_or_default();
    file.replace("{{site}}", site)
        .replace("# seal_key =", "seal_key =")
        .replace("# ticket_key_file =", "ticket_key_file =")
}

/// Reads it, once `folder` has the keys that it names; gives the private one too.
pub(crate) fn config(
    text: &str,
    folder: &Path,
    catalogue: &Catalogue,
) -> Result<(Config, SecretKey), Error> {
    let seal = folder.join(SEAL);
    let faulty = |fault| Error::keys(&seal, fault);
    let [private, _] = keys::new_pair(&seal).map_err(faulty)?;
    let secret = keys::private(&std::fs::read_to_string(private)?).map_err(faulty)?;
    new_ticket_key(&folder.join(TICKET_KEY))?;
    Ok((Config::parse(text, folder, catalogue)?, secret))
}

fn new_ticket_key(path: &Path) -> Result<(), Error> {
    let key = word::fresh().map_err(|_| Error::Random)?;
    write_new(path, &[&key], 0o600)?;
    Ok(())
}
