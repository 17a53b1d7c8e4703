//! Everything that can go wrong: each has its sentence, and the form stays as the person left it, ready to be sent.

use sandbox::{Fault, Options};
use tests::browser::{Page, journey};
use tests::case::Case;
use tests::site::Pages;
use tests::stage::{Setting, Stage};

const CANNOT_START: &str =
    "Le remplissage automatique ne marche pas pour l’instant. Remplissez le formulaire à la main.";

/// Opens the transport form and types by hand what it requires.
async fn begin_by_hand(page: &Page) {
    page.go("transport.html").await;
    page.form().write("Nom de naissance", "Écrit").await;
    page.form().write("Prénom", "À la main").await;
}

/// The form holds what was typed and nothing else, and can be sent.
async fn goes_on_by_hand(stage: &Stage, page: &Page) {
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

/// A job-seeker asks, and reads these words.
async fn is_told(stage: &Stage, page: &Page, identifiant: &str, words: &[&str]) {
    begin_by_hand(page).await;
    page.open().await;
    page.ask_with(identifiant).await;
    page.widget()
        .arrives("Le formulaire n’a pas pu être rempli")
        .await;
    for words in words {
        page.widget().sees(words).await;
    }
    goes_on_by_hand(stage, page).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_answer_without_data_says_why_and_what_to_do() {
    journey(Setting::default(), async |stage, page| {
        let by_hand = "remplissez le formulaire vous-même";
        is_told(
            stage,
            page,
            "personne.inconnue",
            &[
                "Aucune inscription trouvée",
                "Vérifiez l’identifiant",
                by_hand,
            ],
        )
        .await;
        is_told(
            stage,
            page,
            "en.panne",
            &["Service momentanément indisponible", by_hand],
        )
        .await;
        is_told(
            stage,
            page,
            "sans.reponse",
            &["Réponse trop longue", by_hand],
        )
        .await;
        is_told(
            stage,
            page,
            "trop.presse",
            &[
                "Trop de demandes en ce moment",
                "Vous pourrez réessayer dans",
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_that_is_not_found_says_why_and_can_correct_what_it_typed() {
    journey(Setting::default(), async |_, page| {
        for (case, title) in [
            ("404", "Aucun dossier trouvé"),
            ("dossier-absent-caf", "Pas de dossier à la CAF ni à la MSA"),
            ("identite-non-reconnue", "Identité non reconnue"),
            ("homonymes", "Identité non reconnue"),
            ("homonymes-conflit", "Plusieurs personnes correspondent"),
        ] {
            page.go("cantine.html").await;
            page.form().write("Commune", "Lille").await;
            let before = page.content().await;
            page.open().await;
            let person = Case::family(case);
            page.ask_as(&person).await;
            page.widget().sees(title).await;
            assert_eq!(page.content().await, before);
            page.widget().press("Corriger mes informations").await;
            page.widget().arrives("Qui êtes-vous ?").await;
            let name = page.widget().value("Nom de naissance").await;
            assert_eq!(name, person.param("nomNaissance"));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_slow_is_waited_for_and_the_person_is_told() {
    journey(Setting::default(), async |stage, page| {
        page.start("cantine.html").await;
        page.identify(&Case::family("fournisseur-lent")).await;
        page.widget().press("Continuer").await;
        page.widget().press("Tout cocher").await;
        stage.rig.signal("STOP").await;
        page.widget().press("Demander ces informations").await;
        page.widget().sees("La réponse tarde.").await;
        assert!(page.widget().offers("Continuer à la main").await);
        stage.rig.signal("CONT").await;
        page.fill().await;
    })
    .await;
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
async fn a_relay_that_is_stopped_while_a_town_is_searched_for() {
    journey(Setting::default(), async |stage, page| {
        page.start("cantine.html").await;
        page.widget().tick("En France").await;
        stage.rig.stop().await;
        page.widget().write("Commune de naissance", "Brest").await;
        page.widget().sees("La recherche ne répond pas.").await;
        page.widget()
            .press("Ma commune n’est pas dans la liste")
            .await;
        page.widget()
            .write("Nom de la commune de naissance", "Brest")
            .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_that_no_form_lists_keeps_its_own_sentence() {
    let setting = Setting {
        foreign: vec!["cantine-2026", "transport-2026"],
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
async fn an_api_that_answers_nonsense() {
    let setting = Setting {
        sandbox: Options {
            fault: Some(Fault::Garbage),
            ..Options::default()
        },
        ..Setting::default()
    };
    journey(setting, async |stage, page| {
        let words = [
            "Service momentanément indisponible",
            "remplissez le formulaire vous-même",
        ];
        is_told(stage, page, "nolwenn.tassel", &words).await;
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

#[tokio::test(flavor = "multi_thread")]
async fn wrong_inputs_are_told_at_once_and_each_leads_to_its_field() {
    journey(Setting::default(), async |stage, page| {
        page.start("cantine.html").await;
        let widget = page.widget();
        widget.write("Nom de naissance", "R2D2").await;
        widget.write("Année", "1850").await;
        widget.press("Continuer").await;
        widget.sees("Corrigez ces points pour continuer").await;
        let summary = page.focused().await;
        assert!(summary.starts_with("Corrigez ces points"), "{summary}");
        let links = page.script("return [...document.querySelectorAll('pre-remplir a')].map((link) => link.textContent)").await;
        let links: Vec<String> = serde_json::from_value(links).unwrap();
        assert!(links.len() >= 5, "{links:?}");
        for link in &links {
            assert!(widget.words().await.matches(link.as_str()).count() >= 2, "{link}: beside its field too");
            widget.follow(link).await;
            let field = page.script("return document.activeElement.matches('pre-remplir :is(input, select)')").await;
            assert_eq!(field, true, "{link}");
        }
        widget.rewrite("Nom de naissance", "Kermarrec").await;
        widget.press("Continuer").await;
        let mended = page.script("return document.querySelectorAll('pre-remplir a').length").await;
        assert_eq!(mended, links.len() - 1);
        assert_eq!(stage.rig.calls(), 0);
    })
    .await;
}
