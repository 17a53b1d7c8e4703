//! The demonstration as people run it, up to the page that shows what the town makes of a form.

use tests::browser::{Engine, Page};
use tests::case::Case;
use tests::demo::Demo;

/// What the town made of each control, by its name.
async fn origin(page: &Page, name: &str) -> String {
    let script = format!(
        "return [...document.querySelectorAll('tbody tr')].find(row => row.cells[0].textContent === '{name}')?.cells[2].textContent"
    );
    page.script(&script).await.as_str().unwrap().to_owned()
}

async fn read(page: &Page) -> String {
    let text = page
        .script("return document.querySelector('main').textContent")
        .await;
    text.as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_town_tells_certified_values_from_those_that_were_changed_or_typed() {
    let demo = Demo::start().await;
    let page = Page::open_browser(Engine::of_this_program(), &demo.site).await;
    page.played("demo-certified", async || {
        page.start("transport.html").await;
        page.ask_with("nolwenn.tassel").await;
        page.fill().await;
        page.form().write("Prénom", " corrigé").await;
        page.submit().await;
        assert!(read(&page).await.contains("L’attestation est valable"));
        assert_eq!(
            origin(&page, "nom_naissance").await,
            "Certifié : France Travail"
        );
        assert_eq!(
            origin(&page, "prenom").await,
            "Déclaré : modifié par la personne"
        );
    })
    .await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_town_opens_what_the_page_could_not_see() {
    let demo = Demo::start().await;
    let page = Page::open_browser(Engine::of_this_program(), &demo.site).await;
    page.played("demo-sealed", async || {
        let person = Case::benefit("revenu_solidarite_active", "beneficiaire-sans-majoration");
        page.start("bibliotheque.html").await;
        page.identify(&person).await;
        let widget = page.widget();
        widget.press("Continuer").await;
        widget.arrives("Votre accord").await;
        widget
            .sees("Elle part chiffrée avec votre formulaire")
            .await;
        assert!(!widget.words().await.contains("Remplit dans cette page"));
        widget.press("Tout cocher").await;
        widget.press("Demander ces informations").await;
        page.widget().arrives("Reçu, transmis au service").await;
        page.form().write("Nom", "Écrit").await;
        page.form().write("Prénom", "À la main").await;
        page.form().write("Courriel", "nom@exemple.fr").await;
        page.submit().await;
        let shown = read(&page).await;
        assert!(shown.contains("elle n’est pas vérifiée"), "{shown}");
        assert!(shown.contains("est_beneficiaire : true"), "{shown}");
        assert_eq!(origin(&page, "nom").await, "Déclaré");
    })
    .await;
    page.close().await;
}
