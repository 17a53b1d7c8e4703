//! The receipt, from the filled form to the agreement taken back.

use tests::browser::{Page, Scheme, journey};
use tests::case::Case;
use tests::stage::Setting;

/// Fills the form, and opens the receipt as the person does: in the tab that its link opens.
async fn opens_the_receipt(page: &Page) {
    page.start("transport.html").await;
    page.ask_with(&Case::job_seeker("categorie-1").param("identifiant"))
        .await;
    page.fill().await;
    page.widget().follow("Votre reçu").await;
    page.go_to_new_tab().await;
    page.whole()
        .sees("Les informations ont été transmises.")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_reads_their_receipt_and_takes_their_agreement_back() {
    journey(Setting::default(), async |stage, page| {
        opens_the_receipt(page).await;
        let whole = page.whole();
        for words in [
            "Votre reçu",
            "SIRET 13002526500013",
            "France Travail",
            "Ce que vous avez refusé",
            "Le texte que vous avez lu",
        ] {
            whole.sees(words).await;
        }
        assert!(!whole.words().await.contains("TASSEL"));
        assert_eq!(
            page.script("return window.opener").await,
            serde_json::Value::Null
        );
        whole.press("Retirer mon accord").await;
        whole.sees("Vous avez retiré votre accord le ").await;
        assert!(!whole.offers("Retirer mon accord").await);
        assert_eq!(stage.rig.records("withdrawal").len(), 1);
        whole.follow("Read in English").await;
        whole.sees("You withdrew your agreement on ").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_is_read_on_any_screen_and_on_paper() {
    journey(Setting::default(), async |_, page| {
        opens_the_receipt(page).await;
        look(page, "agreed").await;
        page.whole().press("Retirer mon accord").await;
        page.whole().sees("Vous avez retiré votre accord le ").await;
        look(page, "withdrawn").await;
    })
    .await;
}

async fn look(page: &Page, state: &str) {
    for width in [320, 1280] {
        for scheme in [Scheme::Light, Scheme::Dark] {
            page.resize(width, scheme).await;
            let name = format!("receipt-{state}-{width}-{}", scheme.name());
            page.picture(&name).await;
            assert_eq!(page.violations().await, Vec::<String>::new(), "{name}");
            assert!(!page.scrolls_sideways().await, "{name}");
        }
    }
    page.put_on_paper().await;
    page.picture(&format!("receipt-{state}-paper")).await;
    page.whole().sees("ouvrez cette adresse : http").await;
    assert!(!page.whole().offers("Retirer mon accord").await);
    page.resize(1280, Scheme::Light).await;
}
