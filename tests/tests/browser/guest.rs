//! The widget is a guest of the page: it takes no part in the host's form, keeps nothing and tells nobody.

use serde_json::{Value, json};
use tests::browser::journey;
use tests::case::Case;
use tests::stage::Setting;

/// The most that a page may receive from the relay before anyone clicks, headers included.
const BEFORE_A_CLICK: u64 = 4096;

/// Notes every event of the widget that reaches the host's form or page, and what the widget tells on purpose.
const LISTEN: &str = "
const heard = window.heard = { stray: [], told: [] };
const form = document.querySelector('#inscription');
const types = 'input change beforeinput keydown keyup keypress click focusin focusout paste submit reset invalid';
for (const type of types.split(' ')) {
    const note = ({ target }) => target.closest('pre-remplir') && heard.stray.push(type);
    for (const host of [form, document.body]) host.addEventListener(type, note);
}
for (const name of 'ready consent fill filled refused error undone'.split(' '))
    document.addEventListener('prefill-' + name, ({ type, detail }) => heard.told.push([type, JSON.stringify(detail)]));
";

/// How many of the widget's controls belong to the host's form, and how many names they would send.
const INTRUDERS: &str = "
const form = document.querySelector('#inscription');
const mine = [...document.querySelectorAll('pre-remplir :is(input, select, button, fieldset, textarea)')];
return [mine.length, mine.filter((one) => one.form || one.name || one.required).length,
    [...form.elements].filter((one) => mine.includes(one)).length]";

/// The widget has controls, and none is the form's.
fn keeps_apart(counted: &Value) {
    assert!(counted[0].as_u64().unwrap() > 0, "{counted}");
    assert_eq!((&counted[1], &counted[2]), (&json!(0), &json!(0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_neither_holds_the_controls_of_the_widget_nor_hears_its_events() {
    let couple = Case::family("couple-deux-enfants");
    journey(Setting::default(), async |_, page| {
        page.go("cantine.html").await;
        page.script(LISTEN).await;
        let names = "return [...new FormData(document.querySelector('#inscription')).keys()]";
        let before = page.script(names).await;
        page.open().await;
        page.identify(&couple).await;
        keeps_apart(&page.script(INTRUDERS).await);
        assert_eq!(page.script(names).await, before);
        page.widget().press("Continuer").await;
        page.widget().press("Tout cocher").await;
        keeps_apart(&page.script(INTRUDERS).await);
        page.widget().press("Demander ces informations").await;
        page.fill().await;
        keeps_apart(&page.script(INTRUDERS).await);
        page.widget().press("Annuler le remplissage").await;
        page.widget().arrives("Le remplissage est annulé").await;
        let heard = page.script("return window.heard").await;
        assert_eq!(heard["stray"], json!([]));
        let told: Vec<(String, String)> = serde_json::from_value(heard["told"].clone()).unwrap();
        let kinds: Vec<_> = told
            .iter()
            .map(|(kind, _)| kind.trim_start_matches("prefill-"))
            .collect();
        assert_eq!(kinds, ["ready", "consent", "fill", "filled", "undone"]);
        for (_, detail) in &told {
            assert!(
                !detail.to_lowercase().contains("kermarrec") && !detail.contains("845"),
                "{detail}"
            );
        }
        page.script(
            "document.querySelector('pre-remplir').dispatchEvent(new Event('input', { bubbles: true }))",
        )
        .await;
        let planted = page.script("return window.heard.stray").await;
        assert_eq!(planted, json!(["input", "input"]), "the listeners do hear");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_of_the_form_does_not_empty_the_widget() {
    journey(Setting::default(), async |_, page| {
        page.start("transport.html").await;
        page.widget()
            .write("Identifiant France Travail", "nolwenn.tassel")
            .await;
        page.script("document.querySelector('#inscription').reset()")
            .await;
        assert_eq!(
            page.widget().value("Identifiant France Travail").await,
            "nolwenn.tassel"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_loads_the_script_twice_has_one_widget() {
    let script = "<script type=\"module\" src=\"{{relay}}/pre-remplir.js\"></script>";
    let twice = concat!(
        "<script type=\"module\" src=\"{{relay}}/pre-remplir.js\"></script>",
        "<script type=\"module\" src=\"{{relay}}/pre-remplir.js?encore\"></script>"
    );
    journey(Setting::edited(&[(script, twice)]), async |_, page| {
        page.go("transport.html").await;
        page.widget()
            .sees("Rien n’est demandé sans votre accord.")
            .await;
        assert_eq!(
            page.script("return document.querySelectorAll('pre-remplir button').length")
                .await,
            1
        );
        let console = page.console().await;
        assert!(
            console.len() == 1 && console[0].contains("already defined"),
            "{console:?}"
        );
        page.open().await;
        page.ask_with("nolwenn.tassel").await;
        page.fill().await;
        assert_eq!(page.form().value("Prénom").await, "NOLWENN");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_stored_told_to_others_or_written_in_an_address() {
    let couple = Case::family("couple-deux-enfants");
    journey(Setting::default(), async |stage, page| {
        page.start("cantine.html").await;
        page.ask_as(&couple).await;
        page.fill().await;
        let kept = page
            .script(
                "return [localStorage.length, sessionStorage.length, document.cookie.length,
                    (await indexedDB.databases()).length, (await caches.keys()).length]",
            )
            .await;
        assert_eq!(kept, json!([0, 0, 0, 0, 0]));
        assert_eq!(page.cookies().await, 0);
        let traffic = page.traffic().await;
        assert!(
            traffic.iter().any(|one| one.url.ends_with("/prefill")),
            "{traffic:?}"
        );
        assert!(
            traffic.iter().any(|one| one.sent.contains("q=brest")),
            "what is typed to search for a town does go in an address"
        );
        for exchange in traffic {
            let known = [&stage.site.origin, &stage.rig.base];
            assert!(
                known.iter().any(|origin| exchange.url.starts_with(*origin)),
                "{}",
                exchange.url
            );
            let sent = exchange.sent.to_lowercase();
            for typed in ["kermarrec", "solenn", "maëlle", "ma%c3%ablle"] {
                assert!(!sent.contains(typed), "{typed} in {}", exchange.url);
            }
        }
        assert_eq!(page.console().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn before_anyone_clicks_only_the_small_script_is_loaded() {
    journey(Setting::default(), async |stage, page| {
        page.go("cantine.html").await;
        page.widget()
            .sees("Rien n’est demandé sans votre accord.")
            .await;
        let traffic = page.traffic().await;
        let relay: Vec<_> = traffic
            .iter()
            .filter(|one| one.url.starts_with(&stage.rig.base))
            .collect();
        assert_eq!(relay.len(), 1, "{relay:?}");
        assert_eq!(relay[0].url, format!("{}/pre-remplir.js", stage.rig.base));
        assert!(
            (1..=BEFORE_A_CLICK).contains(&relay[0].received),
            "{relay:?}"
        );
        page.open().await;
        let after = page.traffic().await;
        assert!(
            after.iter().any(|one| one.url.contains(".wasm")),
            "{after:?}"
        );
    })
    .await;
}
