//! Agreements that are taken back, over every store.

use super::*;

over_every_store! {
    an_agreement_is_taken_back_once_for_good_and_told_once,
    two_who_take_the_same_agreement_back_at_once_write_it_once,
    what_was_taken_back_is_erased_with_its_agreement,
    a_withdrawal_of_nothing_is_found,
}

async fn an_agreement_is_taken_back_once_for_good_and_told_once(place: Place) {
    let journal = place.open().await;
    assert_eq!(journal.withdraw(RECEIPT).await.unwrap(), None);
    fill(&journal, 1, Timestamp::now()).await;
    assert_eq!(journal.withdrawal(RECEIPT).await.unwrap(), None);
    let taken = journal.withdraw(RECEIPT).await.unwrap().unwrap();
    assert_eq!(
        journal.withdraw(RECEIPT).await.unwrap(),
        Some(taken.clone())
    );
    drop(journal);
    let journal = place.open().await;
    assert_eq!(
        journal.withdrawal(RECEIPT).await.unwrap(),
        Some(taken.clone())
    );
    let held = journal.held(RECEIPT).await.unwrap().unwrap();
    assert_eq!((held.notice, held.calls.len()), (shown(), 1));
    assert_eq!(held.withdrawal, Some(taken.clone()));
    assert_eq!(
        journal.untold().await.unwrap(),
        std::slice::from_ref(&taken)
    );
    journal.told(&taken).await.unwrap();
    journal.told(&taken).await.unwrap();
    assert_eq!(journal.untold().await.unwrap(), []);
    let report = place.check().await;
    assert_eq!((report.size, report.findings.len()), (4, 0), "{report:?}");
    let document = place.export(Format::Dpv, Some(RECEIPT)).await;
    assert!(document.contains("dpv:ConsentWithdrawn"), "{document}");
}

async fn two_who_take_the_same_agreement_back_at_once_write_it_once(place: Place) {
    let (one, other) = (place.open().await, place.open().await);
    fill(&one, 1, Timestamp::now()).await;
    let (first, second) = tokio::join!(one.withdraw(RECEIPT), other.withdraw(RECEIPT));
    let first = first.unwrap().unwrap();
    assert_eq!(second.unwrap(), Some(first));
    assert_eq!(place.check().await.size, 3);
}

async fn what_was_taken_back_is_erased_with_its_agreement(place: Place) {
    let journal = place.open().await;
    let then = Timestamp::UNIX_EPOCH;
    fill(&journal, 1, then).await;
    let taken = journal.withdraw(RECEIPT).await.unwrap().unwrap();
    journal.told(&taken).await.unwrap();
    assert_eq!(taken.expires, consent(then).expires);
    assert_eq!(journal.purge().await.unwrap(), 4);
    assert!(journal.held(RECEIPT).await.unwrap().is_none());
    assert_eq!(journal.untold().await.unwrap(), []);
    let report = place.check().await;
    assert_eq!((report.size, report.findings.len()), (5, 0), "{report:?}");
}

async fn a_withdrawal_of_nothing_is_found(place: Place) {
    let journal = place.open().await;
    let withdrawal = Withdrawal {
        version: VERSION,
        receipt: RECEIPT.to_owned(),
        at: calendar::now(),
        expires: "2099-01-01T00:00:00Z".to_owned(),
        form: "cantine".to_owned(),
    };
    journal.told(&withdrawal).await.unwrap();
    assert_eq!(place.check().await.size, 0, "nothing was there to tell of");
    fill(&journal, 1, Timestamp::now()).await;
    journal.withdraw(RECEIPT).await.unwrap();
    assert!(place.check().await.is_valid());
    // The agreement is made another's, as the one who holds the key could.
    let pieces = |record: &Record| Content::new(record.text()).unwrap();
    let mut verifier = Verifier::new(place.key(), &[]);
    let mut link = ORIGIN.to_vec();
    for (number, record) in (1..).zip([
        Record::Withdrawal(withdrawal.clone()),
        Record::Withdrawal(withdrawal),
    ]) {
        let content = pieces(&record);
        let leaf = content.leaf().to_vec();
        link = chain::link(&link, &leaf).to_vec();
        verifier.piece(Piece::Row(Row {
            number,
            leaf,
            link: link.clone(),
            content: Some(content),
        }));
    }
    let findings = verifier.finish().findings;
    assert!(
        findings.contains(&Finding::Unfounded(1)) && findings.contains(&Finding::Unfounded(2)),
        "{findings:?}"
    );
}
