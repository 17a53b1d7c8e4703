//! Whole journeys: typed, agreed, filled, sent; what is sent is what the case file says.

use tests::browser::journey;
use tests::case::Case;
use tests::site::Fields;
use tests::stage::{Setting, Stage};

/// What was sent, empty fields and the widget's own left out, in the order of names.
fn sent(fields: &Fields) -> Fields {
    let mut sent: Fields = fields.clone();
    sent.retain(|(name, value)| !value.is_empty() && !name.starts_with("pre-remplir-"));
    sent.sort();
    sent
}

/// What was filled and what was written by hand, in the order of names.
fn expected(mut fields: Fields, by_hand: &[(&str, &str)]) -> Fields {
    let by_hand = by_hand
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    fields.extend(by_hand);
    fields.sort();
    fields
}

/// The form was sent once, with what was filled and what was written by hand, and nothing else.
pub(crate) fn assert_sent(stage: &Stage, filled: Fields, by_hand: &[(&str, &str)]) {
    let received = stage.site.received();
    assert_eq!(received.len(), 1);
    assert_eq!(sent(&received[0]), expected(filled, by_hand));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_couple_with_two_children_registers_them_for_the_canteen() {
    let couple = Case::family("couple-deux-enfants");
    journey(Setting::default(), async |stage, page| {
        page.start("cantine.html").await;
        page.identify(&couple).await;
        page.widget().press("Continuer").await;
        page.widget().arrives("Votre accord").await;
        for item in [
            "Quotient familial",
            "Parents",
            "Enfants à charge",
            "Adresse déclarée",
        ] {
            page.widget().tick(item).await;
        }
        page.widget().press("Demander ces informations").await;
        page.fill().await;
        page.finish_canteen().await;
        page.submit().await;
        let by_hand = [
            ("ecole", "riviere"),
            ("jours[]", "lundi"),
            ("jours[]", "jeudi"),
        ];
        assert_sent(stage, couple.canteen(), &by_hand);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_seeker_asks_for_a_transport_pass() {
    let job_seeker = Case::job_seeker("categorie-1");
    journey(Setting::default(), async |stage, page| {
        page.start("transport.html").await;
        page.ask_with(&job_seeker.param("identifiant")).await;
        page.fill().await;
        page.form().tick("Toute l’agglomération").await;
        page.submit().await;
        let by_hand = [("zone", "agglomeration")];
        assert_sent(stage, job_seeker.transport(), &by_hand);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_alone_leaves_no_trace_of_a_second_one() {
    let parent = Case::family("parent-seul");
    journey(Setting::default(), async |stage, page| {
        page.start("cantine.html").await;
        page.ask_as(&parent).await;
        page.fill().await;
        page.finish_canteen().await;
        page.submit().await;
        let by_hand = [
            ("ecole", "riviere"),
            ("jours[]", "lundi"),
            ("jours[]", "jeudi"),
        ];
        assert_sent(stage, parent.canteen(), &by_hand);
    })
    .await;
}
