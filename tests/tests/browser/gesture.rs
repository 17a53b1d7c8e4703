//! How a person agrees is in the journal: by what, whether it was they, and how long they had to read.

use std::time::{Duration, Instant};

use tests::Rig;
use tests::browser::{Page, journey};
use tests::case::Case;
use tests::stage::Setting;

/// How the last person agreed, as the journal has it: by what, and whether the browser vouches for them; then for how long
/// the agreement had been shown, in milliseconds.
pub(crate) fn last(rig: &Rig) -> (String, bool, u64) {
    let consents = rig.records("consent");
    let gesture = &consents.last().unwrap()["gesture"];
    (
        gesture["by"].as_str().unwrap().to_owned(),
        gesture["trusted"].as_bool().unwrap(),
        gesture["visible_ms"].as_u64().unwrap(),
    )
}

async fn come_to_the_agreement(page: &Page) {
    let job_seeker = Case::job_seeker("categorie-1");
    let widget = page.widget();
    page.start("transport.html").await;
    widget
        .write(
            "Identifiant France Travail",
            &job_seeker.param("identifiant"),
        )
        .await;
    widget.press("Continuer").await;
    widget.arrives("Votre accord").await;
    widget.press("Tout cocher").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_who_reads_for_a_while_and_clicks_is_recorded_so() {
    let a_while = Duration::from_millis(700);
    journey(Setting::default(), async |stage, page| {
        let before = Instant::now();
        come_to_the_agreement(page).await;
        tokio::time::sleep(a_while).await;
        page.widget().press("Demander ces informations").await;
        page.widget().arrives("Vérifier et remplir").await;
        let (by, trusted, visible) = last(&stage.rig);
        assert_eq!((by.as_str(), trusted), ("pointer", true));
        let visible = Duration::from_millis(visible);
        assert!(
            a_while <= visible && visible <= before.elapsed(),
            "{visible:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_that_clicks_in_the_persons_place_is_not_taken_for_them() {
    journey(Setting::default(), async |stage, page| {
        come_to_the_agreement(page).await;
        page.script(
            "const buttons = [...document.querySelectorAll('pre-remplir button')];
             buttons.find((button) => button.textContent.startsWith('Demander ces informations')).click()",
        )
        .await;
        page.widget().arrives("Vérifier et remplir").await;
        let (_, trusted, _) = last(&stage.rig);
        assert!(!trusted);
    })
    .await;
}
