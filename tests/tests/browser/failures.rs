//! What can go wrong between the page and the relay: each has its sentence, and the form stays as the person left it, ready to be sent.

use tests::browser::{Page, journey};
use tests::site::Pages;
use tests::stage::{Setting, Stage, VISITED};

const CANNOT_START: &str =
    "Le remplissage automatique ne marche pas pour l’instant. Remplissez le formulaire à la main.";

/// Opens the transport form and types by hand what it requires.
pub(crate) async fn begin_by_hand(page: &Page) {
    page.go("transport.html").await;
    page.form().write("Nom de naissance", "Écrit").await;
    page.form().write("Prénom", "À la main").await;
}

/// The form holds what was typed and nothing else, and can be sent.
pub(crate) async fn goes_on_by_hand(stage: &Stage, page: &Page) {
    page.submit().await;
    let mut sent = stage.site.received().pop().unwrap();
    sent.retain(|(_, value)| !value.is_empty());
    let typed = [
        ("nom_naissance", "Écrit"),
        ("prenom", "À la main"),
        ("zone", "ville"),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(sent, typed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demand_that_is_cancelled_leads_back_to_the_choice() {
    journey(Setting::default(), async |stage, page| {
        begin_by_hand(page).await;
        page.open().await;
        stage.rig.signal("STOP").await;
        page.ask_with("nolwenn.tassel").await;
        page.widget().press("Annuler la demande").await;
        page.widget().arrives("Votre accord").await;
        stage.rig.signal("CONT").await;
        goes_on_by_hand(stage, page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_is_stopped_before_the_start() {
    journey(Setting::default(), async |stage, page| {
        begin_by_hand(page).await;
        stage.rig.stop().await;
        page.widget().press("Remplir avec mes données").await;
        page.widget().sees(CANNOT_START).await;
        goes_on_by_hand(stage, page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_is_stopped_between_two_steps() {
    journey(Setting::default(), async |stage, page| {
        begin_by_hand(page).await;
        page.open().await;
        stage.rig.stop().await;
        page.ask_with("nolwenn.tassel").await;
        page.widget().sees("Le service ne répond pas").await;
        page.widget()
            .sees("ou remplissez le formulaire à la main")
            .await;
        assert!(page.widget().offers("Réessayer").await);
        goes_on_by_hand(stage, page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_is_started_anew_between_two_steps_is_not_noticed() {
    journey(Setting::default(), async |stage, page| {
        page.start("transport.html").await;
        stage.rig.restart().await;
        page.ask_with("nolwenn.tassel").await;
        page.fill().await;
        assert_eq!(page.form().value("Nom de naissance").await, "TASSEL");
        let refused = stage.rig.log().matches("\"status\":403").count();
        assert_eq!(refused, 1, "the visit of the relay before");
        assert_eq!(stage.rig.calls(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_is_stopped_while_a_town_is_searched_for() {
    journey(Setting::default(), async |stage, page| {
        page.start("cantine.html").await;
        page.widget().by_typing().await;
        page.widget().tick("En France").await;
        stage.rig.stop().await;
        page.widget().write("Commune de naissance", "Brest").await;
        page.widget().sees("La recherche ne répond pas.").await;
        page.widget()
            .press("La commune n’est pas dans la liste")
            .await;
        page.widget()
            .write("Nom de la commune de naissance", "Brest")
            .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_is_stopped_while_a_school_is_searched_for() {
    journey(Setting::default(), async |stage, page| {
        page.start("scolarite.html").await;
        stage.rig.stop().await;
        let widget = page.widget();
        widget.write("École, collège ou lycée", "0359801A").await;
        widget.sees("La recherche ne répond pas.").await;
        widget.write("Année scolaire", "2026").await;
        widget.press("Continuer").await;
        widget.sees("Corrigez ces points").await;
        let shown = widget.words().await;
        assert!(!shown.contains("Choisissez l’établissement"), "{shown}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_that_no_form_lists_keeps_its_own_sentence() {
    let setting = Setting {
        foreign: VISITED.to_vec(),
        ..Setting::default()
    };
    journey(setting, async |stage, page| {
        begin_by_hand(page).await;
        page.widget()
            .sees("Vous pouvez remplir le formulaire ci-dessous à la main.")
            .await;
        goes_on_by_hand(stage, page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_that_this_form_does_not_list() {
    let setting = Setting {
        foreign: vec!["transport-2026"],
        ..Setting::default()
    };
    journey(setting, async |stage, page| {
        begin_by_hand(page).await;
        page.widget().press("Remplir avec mes données").await;
        page.widget().sees("Le service ne répond pas").await;
        goes_on_by_hand(stage, page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_the_relay_does_not_know() {
    let unknown = ("form=\"transport-2026\"", "form=\"inconnu-2026\"");
    journey(Setting::edited(&[unknown]), async |stage, page| {
        begin_by_hand(page).await;
        page.widget().press("Remplir avec mes données").await;
        page.widget().sees("Formulaire inconnu").await;
        goes_on_by_hand(stage, page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_element_that_names_a_form_the_page_does_not_have() {
    let nowhere = ("for=\"inscription\"", "for=\"nulle-part\"");
    journey(Setting::edited(&[nowhere]), async |stage, page| {
        begin_by_hand(page).await;
        page.widget().press("Remplir avec mes données").await;
        page.widget()
            .sees("Le formulaire à remplir n’a pas été trouvé")
            .await;
        goes_on_by_hand(stage, page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_does_not_let_webassembly_run() {
    let setting = Setting {
        pages: Pages {
            without_wasm: true,
            ..Pages::default()
        },
        ..Setting::default()
    };
    journey(setting, async |stage, page| {
        begin_by_hand(page).await;
        page.widget().press("Remplir avec mes données").await;
        page.widget().sees(CANNOT_START).await;
        goes_on_by_hand(stage, page).await;
    })
    .await;
}
