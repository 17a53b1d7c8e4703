//! A journal of a thousand records, and everything that can be done to it without its key.

use super::super::chain::Row;
use super::super::store::Piece;
use super::*;

/// How many bytes of the file stay between two that are changed, where changing each would take hours.
const STRIDE: usize = 4999;

/// A journal of a thousand records, some of which were erased, closed.
async fn thousand() -> Place {
    let place = Place::sqlite();
    let journal = place.open().await;
    fill(&journal, 20, Timestamp::UNIX_EPOCH).await;
    assert_eq!(journal.purge().await.unwrap(), 40);
    fill(&journal, 479, Timestamp::now()).await;
    journal.trace(call(Timestamp::now())).await.unwrap();
    drop(journal);
    let report = place.check().await;
    assert_eq!((report.size, report.is_valid()), (1000, true), "{report:?}");
    place
}

async fn pieces(place: &Place) -> Vec<Piece> {
    let mut read = place.settings.location.read();
    let mut pieces = Vec::new();
    while let Some(piece) = read.recv().await {
        pieces.push(piece.unwrap());
    }
    pieces
}

fn look(key: &PublicKey, pieces: &[Piece]) -> Report {
    let mut verifier = Verifier::new(key.clone(), &[]);
    pieces
        .iter()
        .cloned()
        .for_each(|piece| verifier.piece(piece));
    verifier.finish()
}

/// The row with each of its bytes changed in turn.
fn flips(row: &Row) -> impl Iterator<Item = Row> + '_ {
    let content = row.content.as_ref();
    let lengths = [
        row.leaf.len(),
        row.link.len(),
        content.map_or(0, |content| content.salt.len()),
        content.map_or(0, |content| content.text.len()),
    ];
    let places = (0..4).flat_map(move |field| (0..lengths[field]).map(move |place| (field, place)));
    places.map(|(field, place)| {
        let mut row = row.clone();
        match (field, &mut row.content) {
            (0, _) => row.leaf[place] ^= 1,
            (1, _) => row.link[place] ^= 1,
            (2, Some(content)) => content.salt[place] ^= 1,
            (_, Some(content)) => {
                let mut bytes = std::mem::take(&mut content.text).into_bytes();
                bytes[place] ^= 1;
                content.text = String::from_utf8_lossy(&bytes).into_owned();
            }
            (_, None) => unreachable!("an erased row has no content"),
        }
        row
    })
}

#[tokio::test]
async fn every_changed_byte_of_every_row_is_found() {
    let place = thousand().await;
    let key = place.key();
    let pieces = pieces(&place).await;
    assert!(look(&key, &pieces).is_valid(), "untouched, it is valid");
    let mut so_far = Verifier::new(key, &[]);
    let mut bytes = 0;
    for piece in &pieces {
        if let Piece::Row(row) = piece {
            for changed in flips(row) {
                bytes += 1;
                let mut verifier = so_far.clone();
                verifier.piece(Piece::Row(changed));
                assert!(verifier.has_findings(), "record {}", row.number);
            }
        }
        so_far.piece(piece.clone());
    }
    assert!(bytes > 500_000, "{bytes}");
}

/// Whether a journal that begins as `so_far` has seen it, goes on with `next` and ends there, is found wrong.
fn is_found(so_far: &Verifier, next: &[&Piece]) -> bool {
    let mut verifier = so_far.clone();
    next.iter()
        .for_each(|piece| verifier.piece((*piece).clone()));
    verifier.has_findings() || !verifier.finish().is_valid()
}

#[tokio::test]
async fn a_removed_moved_added_or_blanked_row_is_found_wherever_it_is() {
    let place = thousand().await;
    let key = place.key();
    let pieces = pieces(&place).await;
    let mut so_far = Verifier::new(key, &[]);
    let mut rows = 0;
    for (place, piece) in pieces.iter().enumerate() {
        if let Piece::Row(row) = piece {
            rows += 1;
            let next: Vec<_> = pieces.get(place + 1).into_iter().collect();
            assert!(is_found(&so_far, &next), "removed {rows}");
            assert!(is_found(&so_far, &[piece, piece]), "added {rows}");
            let far = &pieces[pieces.len() - rows];
            assert!(far == piece || is_found(&so_far, &[far]), "moved {rows}");
            let exchanged = [next.as_slice(), &[piece]].concat();
            assert!(
                next.is_empty() || is_found(&so_far, &exchanged),
                "exchanged {rows}"
            );
            let was_erased = row.content.is_none();
            let mut verifier = so_far.clone();
            verifier.piece(Piece::Row(Row {
                content: None,
                ..row.clone()
            }));
            let found = verifier.finish().findings;
            assert!(
                was_erased || found.contains(&Finding::Erased(row.number)),
                "blanked {rows}"
            );
        }
        so_far.piece(piece.clone());
    }
    assert_eq!(
        (rows, so_far.finish().is_valid()),
        (1000, true),
        "untouched, it is valid"
    );
}

#[tokio::test]
async fn a_journal_cut_off_at_any_length_is_found_even_with_nothing_kept_elsewhere() {
    let place = thousand().await;
    let key = place.key();
    let mut so_far = Verifier::new(key, &[]);
    for piece in pieces(&place).await {
        assert!(is_found(&so_far, &[]), "{piece:?}");
        so_far.piece(piece);
    }
    assert!(so_far.finish().is_valid());
}

#[tokio::test]
async fn an_older_copy_that_is_put_back_is_found_by_the_checkpoints() {
    let place = Place::sqlite();
    let now = Timestamp::now();
    fill(&place.open().await, 10, now).await;
    let older = std::fs::read(place.file()).unwrap();
    fill(&place.open().await, 10, now).await;
    drop(place.open().await);
    assert!(place.check().await.is_valid());
    std::fs::write(place.file(), older).unwrap();
    let report = place.check().await;
    let shortened = |finding: &Finding| {
        matches!(
            finding,
            Finding::Shortened {
                signed: 40,
                found: 20,
                ..
            }
        )
    };
    assert!(report.findings.iter().any(shortened), "{report:?}");
}

#[tokio::test]
async fn a_journal_written_again_with_the_key_is_found_by_the_checkpoints() {
    let place = Place::sqlite();
    fill(&place.open().await, 10, Timestamp::now()).await;
    drop(place.open().await);
    std::fs::remove_file(place.file()).unwrap();
    fill(&place.open().await, 20, Timestamp::now()).await;
    let report = place.check().await;
    let rewritten = |finding: &Finding| matches!(finding, Finding::Rewritten { number: 20, .. });
    assert!(report.findings.iter().any(rewritten), "{report:?}");
}

/// Changes bytes of the file itself, `step` apart: each is found, or stands where nothing is kept.
async fn change_the_file(step: usize) {
    let place = thousand().await;
    let whole = std::fs::read(place.file()).unwrap();
    let (key, before) = (place.key(), pieces(&place).await);
    let mut harmless = 0;
    for changed in (0..whole.len()).step_by(step) {
        let mut bytes = whole.clone();
        bytes[changed] ^= 0xff;
        std::fs::write(place.file(), bytes).unwrap();
        let report = verify(&place.settings.location, key.clone(), &[]).await;
        if report.is_ok_and(|report| report.is_valid()) {
            assert_eq!(pieces(&place).await, before, "byte {changed}");
            harmless += 1;
        }
    }
    assert!(
        harmless < whole.len() / step / 2,
        "{harmless} of {}",
        whole.len() / step
    );
}

#[tokio::test]
async fn a_changed_byte_of_the_file_is_found_or_is_in_no_record() {
    change_the_file(STRIDE).await;
}

#[tokio::test]
#[ignore = "takes hours: every byte of the file"]
async fn every_changed_byte_of_the_file_is_found_or_is_in_no_record() {
    change_the_file(1).await;
}

#[tokio::test]
async fn a_purge_that_was_undone_from_a_copy_is_found() {
    let place = Place::sqlite();
    let journal = place.open().await;
    fill(&journal, 1, Timestamp::UNIX_EPOCH).await;
    place.run("CREATE TABLE copy AS SELECT * FROM records");
    journal.purge().await.unwrap();
    place.run("INSERT INTO records SELECT * FROM copy WHERE number = 1");
    assert_eq!(place.check().await.findings, [Finding::Restored(1)]);
}
