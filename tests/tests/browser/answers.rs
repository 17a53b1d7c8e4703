//! What the API answers when it gives no data, and what a person typed wrong: each has its sentence, and the form stays
//! as the person left it, ready to be sent.

use sandbox::{Fault, Options};
use tests::browser::{Page, journey};
use tests::case::Case;
use tests::stage::{Setting, Stage};

use crate::failures::{begin_by_hand, goes_on_by_hand};

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
async fn wrong_inputs_are_told_at_once_and_each_leads_to_its_field() {
    journey(Setting::default(), async |stage, page| {
        page.start("cantine.html").await;
        let widget = page.widget();
        widget.by_typing().await;
        widget.write("Nom de naissance", "R2D2").await;
        widget.write("Année", "1850").await;
        widget.press("Continuer").await;
        widget.sees("Corrigez ces points pour continuer").await;
        let summary = page.focused().await;
        assert!(summary.starts_with("Corrigez ces points"), "{summary}");
        let links = page.script("return [...document.querySelectorAll('pre-remplir a')].map((link) => link.textContent.replaceAll('\\u00a0', ' '))").await;
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
