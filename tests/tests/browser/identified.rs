//! People who are identified, in the demonstration as people run it: FranceConnect and back, an account of the town, an agent.

use tests::browser::{Engine, Page};
use tests::demo::Demo;

/// A demonstration, and a browser on its site.
async fn begin() -> (Demo, Page) {
    let demo = Demo::start().await;
    let page = Page::open_browser(Engine::of_this_program(), &demo.site).await;
    (demo, page)
}

/// What a form holds in the control of this name.
async fn held(page: &Page, name: &str) -> String {
    let script = format!("return document.querySelector('form [name=\"{name}\"]').value");
    page.script(&script).await.as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn france_connect_and_back_with_what_was_typed() {
    let (_demo, page) = begin().await;
    page.played("demo-france-connect", async || {
        page.go("cantine.html").await;
        page.form().write("Adresse électronique", "solenn@exemple.fr").await;
        page.open().await;
        let widget = page.widget();
        assert!(
            widget.has_label("Avec FranceConnect").await,
            "it comes first"
        );
        widget.press("Continuer").await;
        widget.arrives("Votre accord").await;
        widget.press("Tout cocher").await;
        page.goes_to_france_connect(async || {
            widget.press("S’identifier avec FranceConnect").await;
        })
        .await;
        page.is_identified_as("KERMARREC-SOLENN").await;
        widget.arrives("Vous êtes identifié").await;
        widget.sees("KERMARREC").await;
        widget.press("Demander ces informations").await;
        page.fill().await;
        assert_eq!(held(&page, "courriel").await, "solenn@exemple.fr");
        assert!(!held(&page, "qf").await.is_empty());
        page.finish_canteen().await;
        page.submit().await;
    })
    .await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gives_france_connect_up_finds_the_form_as_it_was() {
    let (_demo, page) = begin().await;
    page.played("demo-france-connect-cancelled", async || {
        page.go("cantine.html").await;
        page.form().write("Adresse électronique", "solenn@exemple.fr").await;
        page.open().await;
        let widget = page.widget();
        widget.press("Continuer").await;
        widget.press("Tout cocher").await;
        page.goes_to_france_connect(async || {
            widget.press("S’identifier avec FranceConnect").await;
        })
        .await;
        page.gives_france_connect_up().await;
        widget.sees("Identification abandonnée").await;
        assert_eq!(held(&page, "courriel").await, "solenn@exemple.fr");
    })
    .await;
    page.close().await;
}
