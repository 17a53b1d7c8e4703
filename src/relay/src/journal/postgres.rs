//! The journal in a PostgreSQL database, which several relays may share: whoever adds a record holds the head while it does.

mod read;

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use model::protocol::Notice;
use rustls::ClientConfig;
use rustls_platform_verifier::BuilderVerifierExt;
use tokio::sync::Mutex;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Config, GenericClient, NoTls, Transaction};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::chain::Content;
use super::fault::Fault;
use super::record::{Purge, Record};
use super::seal::Seal;
use super::store::{Store, may_follow};
use crate::calendar;

pub(super) use read::read;

/// As in the SQLite file. The lock keeps two relays that start together from making the tables twice.
const SCHEMA: &str = "
    SELECT pg_advisory_xact_lock(7358002);
    CREATE SCHEMA IF NOT EXISTS pre_remplir;
    CREATE TABLE IF NOT EXISTS pre_remplir.notices (
        hash text PRIMARY KEY, text text NOT NULL
    );
    CREATE TABLE IF NOT EXISTS pre_remplir.entries (
        number bigint PRIMARY KEY, leaf bytea NOT NULL, link bytea NOT NULL
    );
    CREATE TABLE IF NOT EXISTS pre_remplir.records (
        number bigint PRIMARY KEY REFERENCES pre_remplir.entries (number), salt bytea NOT NULL, text text NOT NULL
    );
    CREATE INDEX IF NOT EXISTS receipts ON pre_remplir.records (substr(text, strpos(text, '\"receipt\":\"') + 11, 26));
    CREATE INDEX IF NOT EXISTS withdrawals ON pre_remplir.records (number) WHERE strpos(text, '\"kind\":\"withdrawal\"') > 0;
    CREATE TABLE IF NOT EXISTS pre_remplir.head (
        id integer PRIMARY KEY CHECK (id = 1), note text NOT NULL
    );
    CREATE TABLE IF NOT EXISTS pre_remplir.readiness (
        id integer PRIMARY KEY CHECK (id = 1), at text NOT NULL
    );";
/// As in the SQLite file.
const OF_RECEIPT: &str = "
    SELECT text FROM pre_remplir.records JOIN pre_remplir.entries USING (number) WHERE substr(text, strpos(text, '\"receipt\":\"') + 11, 26) = $1 ORDER BY number";
/// As in the SQLite file.
const UNTOLD: &str = "
    SELECT text FROM pre_remplir.records AS taken JOIN pre_remplir.entries USING (number) WHERE strpos(text, '\"kind\":\"withdrawal\"') > 0 AND NOT EXISTS (
        SELECT 1 FROM pre_remplir.records AS told JOIN pre_remplir.entries USING (number) WHERE strpos(told.text, '\"kind\":\"told\"') > 0
        AND substr(told.text, strpos(told.text, '\"receipt\":\"') + 11, 26)
          = substr(taken.text, strpos(taken.text, '\"receipt\":\"') + 11, 26)
    ) ORDER BY number";
/// How long the database may take over a record: the person waits.
const LONGEST: Duration = Duration::from_secs(5);
/// How long it may take to erase what has expired.
const LONGEST_PURGE: Duration = Duration::from_secs(10 * 60);

/// A journal in a PostgreSQL database.
pub(super) struct Postgres {
    config: Config,
    seal: Arc<Seal>,
    /// The connection, when it is whole: one that met an error is not used again.
    client: Mutex<Option<Client>>,
}

impl Postgres {
    /// Opens the journal of this database, or makes it.
    pub(super) async fn open(config: &Config, seal: Arc<Seal>) -> Result<Self, Fault> {
        let mut client = connect(config).await?;
        let transaction = client.transaction().await?;
        transaction.batch_execute(SCHEMA).await?;
        let first = "INSERT INTO pre_remplir.head VALUES (1, $1) ON CONFLICT DO NOTHING";
        transaction.execute(first, &[&seal.first()]).await?;
        seal.public().open(&locked_head(&transaction).await?)?;
        transaction.commit().await?;
        Ok(Self {
            config: config.clone(),
            seal,
            client: Mutex::new(Some(client)),
        })
    }

    /// The connection that was left, if it still stands, or a new one.
    async fn connected(&self, left: Option<Client>) -> Result<Client, Fault> {
        match left.filter(|client| !client.is_closed()) {
            Some(client) => Ok(client),
            None => connect(&self.config).await,
        }
    }

    async fn append(
        &self,
        record: Record,
        notice: Option<Notice>,
    ) -> Result<Option<String>, Fault> {
        let mut slot = self.client.lock().await;
        let mut client = self.connected(slot.take()).await?;
        let transaction = client.transaction().await?;
        if !may_stand(&transaction, &record).await? {
            transaction.rollback().await?;
            *slot = Some(client);
            return Ok(None);
        }
        if let Some(Notice { hash, text }) = notice {
            let once = "INSERT INTO pre_remplir.notices VALUES ($1, $2) ON CONFLICT DO NOTHING";
            transaction.execute(once, &[&hash, &text]).await?;
        }
        let head = append(&transaction, &self.seal, &record).await?;
        transaction.commit().await?;
        *slot = Some(client);
        Ok(Some(head))
    }

    async fn texts(
        &self,
        statement: &str,
        parameters: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<String>, Fault> {
        let mut slot = self.client.lock().await;
        let client = self.connected(slot.take()).await?;
        let texts = texts(&client, statement, parameters).await?;
        *slot = Some(client);
        Ok(texts)
    }

    async fn shown(&self, hash: String) -> Result<Option<Notice>, Fault> {
        let shown = "SELECT text FROM pre_remplir.notices WHERE hash = $1";
        let text = self.texts(shown, &[&hash]).await?.pop();
        Ok(text.map(|text| Notice { text, hash }))
    }

    /// On a connection of its own: people who agree do not wait for it longer than for the head.
    async fn purge(&self, now: String) -> Result<usize, Fault> {
        let mut client = connect(&self.config).await?;
        let transaction = client.transaction().await?;
        locked_head(&transaction).await?;
        let over = "SELECT number FROM pre_remplir.records WHERE text::json ->> 'expires' <= $1 ORDER BY number";
        let over = transaction.query(over, &[&now]).await?;
        let expired = over
            .iter()
            .map(|row| row.try_get(0))
            .collect::<Result<Vec<i64>, _>>()?;
        if expired.is_empty() {
            return Ok(0);
        }
        append(
            &transaction,
            &self.seal,
            &Record::Purge(Purge::of(&expired, now)),
        )
        .await?;
        let erase = "DELETE FROM pre_remplir.records WHERE number = ANY ($1)";
        transaction.execute(erase, &[&expired]).await?;
        transaction.commit().await?;
        // What is deleted still stands in the table's pages until they are swept.
        client.batch_execute("VACUUM pre_remplir.records").await?;
        Ok(expired.len())
    }

    async fn probe(&self) -> Result<(), Fault> {
        let mut slot = self.client.lock().await;
        let client = self.connected(slot.take()).await?;
        let row = "INSERT INTO pre_remplir.readiness VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET at = excluded.at";
        client.execute(row, &[&calendar::now()]).await?;
        *slot = Some(client);
        Ok(())
    }

    async fn head(&self) -> Result<String, Fault> {
        let mut slot = self.client.lock().await;
        let client = self.connected(slot.take()).await?;
        let note = note(&client).await?;
        *slot = Some(client);
        note.ok_or(Fault::Head)
    }
}

impl Store for Postgres {
    fn append(
        &self,
        record: Record,
        notice: Option<Notice>,
    ) -> BoxFuture<'_, Result<Option<String>, Fault>> {
        Box::pin(within(LONGEST, Self::append(self, record, notice)))
    }

    fn find(&self, receipt: String) -> BoxFuture<'_, Result<Vec<String>, Fault>> {
        Box::pin(within(LONGEST, async move {
            self.texts(OF_RECEIPT, &[&receipt]).await
        }))
    }

    fn notice(&self, hash: String) -> BoxFuture<'_, Result<Option<Notice>, Fault>> {
        Box::pin(within(LONGEST, self.shown(hash)))
    }

    fn untold(&self) -> BoxFuture<'_, Result<Vec<String>, Fault>> {
        Box::pin(within(LONGEST, self.texts(UNTOLD, &[])))
    }

    fn purge(&self, now: String) -> BoxFuture<'_, Result<usize, Fault>> {
        Box::pin(within(LONGEST_PURGE, Self::purge(self, now)))
    }

    fn probe(&self) -> BoxFuture<'_, Result<(), Fault>> {
        Box::pin(within(LONGEST, Self::probe(self)))
    }

    fn head(&self) -> BoxFuture<'_, Result<String, Fault>> {
        Box::pin(within(LONGEST, Self::head(self)))
    }
}

/// What takes longer is given up: the connection it held goes with it, and the database undoes what was begun.
async fn within<T>(
    longest: Duration,
    work: impl Future<Output = Result<T, Fault>>,
) -> Result<T, Fault> {
    tokio::time::timeout(longest, work)
        .await
        .unwrap_or(Err(Fault::Late))
}

/// Connects, in clear on this machine and over verified TLS elsewhere, to a server that writes to disk what it commits.
async fn connect(config: &Config) -> Result<Client, Fault> {
    let client = if is_here(config) {
        let (client, connection) = config.connect(NoTls).await?;
        // Its end is seen by whoever uses the client next.
        tokio::spawn(async move { drop(connection.await) });
        client
    } else {
        let mut config = config.clone();
        let (client, connection) = config.ssl_mode(SslMode::Require).connect(tls()?).await?;
        tokio::spawn(async move { drop(connection.await) });
        client
    };
    let fsync: String = client.query_one("SHOW fsync", &[]).await?.try_get(0)?;
    if fsync != "on" {
        return Err(Fault::Unsynced);
    }
    client.batch_execute("SET synchronous_commit = on").await?;
    Ok(client)
}

/// Whether every address of the server is this machine.
fn is_here(config: &Config) -> bool {
    let is_here = |host: &Host| match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1"),
    };
    let addresses = config.get_hostaddrs();
    config.get_hosts().iter().all(is_here) && addresses.iter().all(std::net::IpAddr::is_loopback)
}

fn tls() -> Result<MakeRustlsConnect, Fault> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(|_| Fault::Tls)?;
    Ok(MakeRustlsConnect::new(config.with_no_client_auth()))
}

async fn note(client: &Client) -> Result<Option<String>, Fault> {
    let head = client
        .query_opt("SELECT note FROM pre_remplir.head WHERE id = 1", &[])
        .await?;
    Ok(head.map(|row| row.try_get(0)).transpose()?)
}

/// The head, which no one else can move before this transaction ends.
async fn locked_head(transaction: &Transaction<'_>) -> Result<String, Fault> {
    let head = "SELECT note FROM pre_remplir.head WHERE id = 1 FOR UPDATE";
    let head = transaction.query_opt(head, &[]).await?.ok_or(Fault::Head)?;
    Ok(head.try_get(0)?)
}

async fn append(
    transaction: &Transaction<'_>,
    seal: &Seal,
    record: &Record,
) -> Result<String, Fault> {
    let (row, head) = seal.extend(&locked_head(transaction).await?, record)?;
    let entry = "INSERT INTO pre_remplir.entries VALUES ($1, $2, $3)";
    transaction
        .execute(entry, &[&row.number, &row.leaf, &row.link])
        .await?;
    if let Some(Content { salt, text }) = &row.content {
        let record = "INSERT INTO pre_remplir.records VALUES ($1, $2, $3)";
        transaction
            .execute(record, &[&row.number, salt, text])
            .await?;
    }
    transaction
        .execute(
            "UPDATE pre_remplir.head SET note = $1 WHERE id = 1",
            &[&head],
        )
        .await?;
    Ok(head)
}

/// Whether a record may follow those of its receipt; the head is held before they are looked at.
async fn may_stand(transaction: &Transaction<'_>, record: &Record) -> Result<bool, Fault> {
    let Some(receipt) = record.receipt().filter(|_| record.has_condition()) else {
        return Ok(true);
    };
    locked_head(transaction).await?;
    let others = texts(transaction, OF_RECEIPT, &[&receipt]).await?;
    Ok(may_follow(record, &others))
}

async fn texts(
    client: &impl GenericClient,
    statement: &str,
    parameters: &[&(dyn ToSql + Sync)],
) -> Result<Vec<String>, Fault> {
    let rows = client.query(statement, parameters).await?;
    let texts = rows.iter().map(|row| row.try_get(0));
    Ok(texts.collect::<Result<_, _>>()?)
}

/// Whether the database holds a journal.
pub(super) async fn exists(config: &Config) -> Result<bool, Fault> {
    has_journal(&connect(config).await?).await
}

async fn has_journal(client: &Client) -> Result<bool, Fault> {
    let there = "SELECT to_regclass('pre_remplir.head') IS NOT NULL";
    Ok(client.query_one(there, &[]).await?.try_get(0)?)
}
