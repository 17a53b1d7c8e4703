//! People who are identified, in the demonstration as people run it: FranceConnect and back, an account of the town, an agent.

use sandbox::FranceConnectOptions;
use tests::browser::{Engine, Page};
use tests::case::Case;
use tests::demo::Demo;
use tests::identified::{FORM, PUBLIC, config};
use tests::site::{Address, Pages, Site};
use tests::{ORIGIN, Rig};

/// A demonstration, and a browser on its site.
async fn begin() -> (Demo, Page) {
    let demo = Demo::start().await;
    let page = Page::open_browser(Engine::of_this_program(), &demo.site).await;
    (demo, page)
}

/// A relay whose FranceConnect cuts the window from the page that opened it, and a browser on the page of its form.
async fn begin_cut() -> (Rig, Site, Page) {
    let address = Address::free().await;
    // The address that the relay listens on is known once it has begun: FranceConnect then sends the people there.
    let config = config().replace(ORIGIN, &address.origin);
    let france_connect = FranceConnectOptions {
        cuts_window: true,
        ..FranceConnectOptions::default()
    };
    let options = sandbox::Options {
        france_connect,
        ..sandbox::Options::default()
    };
    let mut rig = Rig::with_config(&config.replace(PUBLIC, "http://127.0.0.1:0"), options).await;
    rig.restart().await;
    let pages = Pages {
        edits: vec![("cantine-2026", FORM)],
        ..Pages::default()
    };
    let site = address.serve(&rig.base, pages);
    let page = Page::open_browser(Engine::of_this_program(), &site.origin).await;
    (rig, site, page)
}

/// What a form holds in the control of this name.
async fn held(page: &Page, name: &str) -> String {
    let script = format!("return document.querySelector('form [name=\"{name}\"]').value");
    page.script(&script).await.as_str().unwrap().to_owned()
}

/// What the person has typed before they go.
const MAIL: &str = "solenn@exemple.fr";

/// From the canteen form, in which something is typed, to FranceConnect, everything agreed to; `script` is the page's own.
async fn goes_to_france_connect(page: &Page, script: &str) {
    page.go("cantine.html").await;
    page.form().write("Adresse électronique", MAIL).await;
    page.script(script).await;
    page.open().await;
    let widget = page.widget();
    widget.press("Continuer").await;
    widget.arrives("Votre accord").await;
    widget.press("Tout cocher").await;
    let press = async || widget.press("S’identifier avec FranceConnect").await;
    page.goes_to_france_connect(press).await;
}

/// Back, identified, to the filled form.
async fn comes_back_and_fills(page: &Page) {
    page.is_identified_as("KERMARREC-SOLENN").await;
    asks_and_fills(page).await;
}

/// Identified, to the filled form.
async fn asks_and_fills(page: &Page) {
    let widget = page.widget();
    widget.arrives("Vous êtes identifié").await;
    widget.sees("KERMARREC").await;
    widget.press("Demander ces informations").await;
    page.fill().await;
    assert!(!held(page, "qf").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn france_connect_and_back_with_what_was_typed() {
    let (_demo, page) = begin().await;
    page.played("demo-france-connect", async || {
        goes_to_france_connect(&page, "").await;
        comes_back_and_fills(&page).await;
        assert_eq!(held(&page, "courriel").await, MAIL);
        page.finish_canteen().await;
        page.submit().await;
    })
    .await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_window_opens_the_tab_itself_goes_and_comes_back() {
    let (_demo, page) = begin().await;
    page.played("demo-france-connect-tab", async || {
        goes_to_france_connect(&page, "window.open = () => null").await;
        comes_back_and_fills(&page).await;
        // Only the browser can give back what was typed in a page that was left: WebKitGTK, driven, keeps two pages at most.
        if Engine::of_this_program() != Engine::Webkit {
            assert_eq!(held(&page, "courriel").await, MAIL);
        }
    })
    .await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gives_france_connect_up_finds_the_form_as_it_was() {
    let (_demo, page) = begin().await;
    page.played("demo-france-connect-cancelled", async || {
        goes_to_france_connect(&page, "").await;
        page.gives_france_connect_up().await;
        page.widget().sees("Identification abandonnée").await;
        assert_eq!(held(&page, "courriel").await, MAIL);
    })
    .await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_france_connect_has_cut_off_asks_and_the_page_goes_on() {
    let (_rig, _site, page) = begin_cut().await;
    page.played("france-connect-cut", async || {
        goes_to_france_connect(&page, "").await;
        page.is_identified_in_a_cut_window("KERMARREC-SOLENN").await;
        asks_and_fills(&page).await;
        assert_eq!(held(&page, "courriel").await, MAIL);
    })
    .await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_of_the_town_says_who_the_person_is() {
    let (_demo, page) = begin().await;
    page.played("demo-account", async || {
        page.start("compte.html").await;
        let widget = page.widget();
        widget.sees("Votre compte : K").await;
        let tag = "return document.querySelector('pre-remplir').outerHTML.includes('ticket=')";
        assert_eq!(
            page.script(tag).await,
            false,
            "no copy of the page keeps it"
        );
        page.agree_to_all().await;
        page.fill().await;
        assert!(!held(&page, "qf").await.is_empty());
        assert!(!held(&page, "enfants[0][nom]").await.is_empty());
    })
    .await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_asks_for_the_person_at_the_counter_within_the_role() {
    let (_demo, page) = begin().await;
    page.played("demo-counter", async || {
        page.start("guichet.html").await;
        let widget = page.widget();
        widget.sees("votre accès est enregistré").await;
        page.identify(&Case::family("couple-deux-enfants")).await;
        widget.press("Continuer").await;
        widget.arrives("Votre accord").await;
        assert!(
            !widget.words().await.contains("Adresse"),
            "the role has no address"
        );
        widget.press("Tout cocher").await;
        widget.press("Demander ces informations").await;
        page.fill().await;
        assert!(!held(&page, "qf").await.is_empty());
    })
    .await;
    page.close().await;
}
