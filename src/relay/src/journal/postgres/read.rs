//! Reading a whole journal from its database, to check it or to export it.

use futures_util::{TryStreamExt, pin_mut};
use model::protocol::Notice;
use tokio::sync::mpsc::Sender;
use tokio_postgres::{Config, IsolationLevel, Row as SqlRow, Transaction};

use super::super::chain::{Content, Row};
use super::super::fault::Fault;
use super::super::store::Piece;
use super::{connect, has_journal};

/// Reads the journal as it is at one moment, and sends its pieces.
pub(in crate::journal) async fn read(config: Config, send: Sender<Result<Piece, Fault>>) {
    if let Err(fault) = read_all(&config, &send).await {
        // Nobody listens any more when the reader has seen enough.
        send.send(Err(fault)).await.ok();
    }
}

async fn read_all(config: &Config, send: &Sender<Result<Piece, Fault>>) -> Result<(), Fault> {
    let mut client = connect(config).await?;
    if !has_journal(&client).await? {
        return Err(Fault::Absent);
    }
    let moment = client.build_transaction().read_only(true);
    let moment = moment
        .isolation_level(IsolationLevel::RepeatableRead)
        .start()
        .await?;
    let head = "SELECT note FROM pre_remplir.head WHERE id = 1";
    let notices = "SELECT hash, text FROM pre_remplir.notices ORDER BY hash";
    let rows = "SELECT number, leaf, link, salt, text FROM pre_remplir.entries
                FULL JOIN pre_remplir.records USING (number) ORDER BY number";
    send_each(&moment, head, |row| Ok(Piece::Head(row.try_get(0)?)), send).await?;
    send_each(&moment, notices, notice, send).await?;
    send_each(&moment, rows, row, send).await
}

async fn send_each(
    moment: &Transaction<'_>,
    statement: &str,
    piece: impl Fn(&SqlRow) -> Result<Piece, tokio_postgres::Error>,
    send: &Sender<Result<Piece, Fault>>,
) -> Result<(), Fault> {
    let rows = moment
        .query_raw(statement, std::iter::empty::<i32>())
        .await?;
    pin_mut!(rows);
    while let Some(row) = rows.try_next().await? {
        send.send(Ok(piece(&row)?))
            .await
            .map_err(|_| Fault::Stopped)?;
    }
    Ok(())
}

fn notice(row: &SqlRow) -> Result<Piece, tokio_postgres::Error> {
    Ok(Piece::Notice(Notice {
        hash: row.try_get(0)?,
        text: row.try_get(1)?,
    }))
}

fn row(row: &SqlRow) -> Result<Piece, tokio_postgres::Error> {
    let (salt, text): (Option<Vec<u8>>, Option<String>) = (row.try_get(3)?, row.try_get(4)?);
    let Some(leaf) = row.try_get(1)? else {
        return Ok(Piece::Stray(row.try_get(0)?));
    };
    Ok(Piece::Row(Row {
        number: row.try_get(0)?,
        leaf,
        link: row.try_get(2)?,
        content: salt.zip(text).map(|(salt, text)| Content { salt, text }),
    }))
}
