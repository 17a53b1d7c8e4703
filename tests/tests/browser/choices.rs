//! The person decides: what is asked, what is overwritten, whether it stays.

use tests::browser::{Page, journey};
use tests::case::Case;
use tests::stage::Setting;
use thirtyfour::Key;

use crate::filled::assert_sent;

/// What a form would send, as names and values that hold something.
async fn filled(page: &Page) -> Vec<(String, String)> {
    let content = page.content().await;
    let fields: Vec<(String, String)> = serde_json::from_value(content[0].clone()).unwrap();
    fields
        .into_iter()
        .filter(|(name, value)| !value.is_empty() && !name.starts_with("pre-remplir-"))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_ticked_is_neither_shown_nor_filled() {
    let couple = Case::family("couple-deux-enfants");
    journey(Setting::default(), async |_, page| {
        page.start("cantine.html").await;
        page.identify(&couple).await;
        page.widget().press("Continuer").await;
        page.widget()
            .sees("Remplit dans cette page : Quotient familial, Mois de l’attestation")
            .await;
        page.widget().tick("Quotient familial").await;
        page.widget().press("Demander ces informations").await;
        page.widget().arrives("Vérifier et remplir").await;
        let shown = page.widget().words().await;
        assert!(shown.contains("845"), "{shown}");
        for secret in [
            "KERMARREC",
            "DAVOINE",
            "TUGDUAL",
            "ENORA",
            "GENETS",
            "BREST",
        ] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
        page.fill().await;
        let names: Vec<_> = filled(page)
            .await
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["qf", "qf_mois", "qf_annee", "caisse"]);
        assert_eq!(page.content().await[1], 1);
    })
    .await;
}

/// The paragraphs that a person reads in the text of their agreement.
const READ: &str = "return [...document.querySelectorAll('pre-remplir details p')].map((one) => one.innerText).join('\\n')";

#[tokio::test(flavor = "multi_thread")]
async fn the_exact_text_can_be_read_before_it_is_agreed_to() {
    journey(Setting::default(), async |stage, page| {
        page.start("transport.html").await;
        let widget = page.widget();
        widget
            .write("Identifiant France Travail", "nolwenn.tassel")
            .await;
        widget.press("Continuer").await;
        widget
            .sees("Ville d'Exemple demande ces informations. Pourquoi ? Vérifier votre droit")
            .await;
        let summary = "Lire le texte complet de votre accord";
        let law = "Base légale";
        assert!(!widget.words().await.contains(law), "it is folded");
        widget.unfold(summary).await;
        widget.sees(law).await;
        widget.press("Tout cocher").await;
        assert!(widget.words().await.contains(law), "it stays as it is");
        let definition = stage.definition("transport-2026").await;
        assert_eq!(page.script(READ).await, definition["notice"]["text"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_benefit_is_listed_under_its_own_source() {
    let person = Case::benefit("allocation_adulte_handicape", "non-beneficiaire");
    journey(Setting::default(), async |_, page| {
        page.start("aide-sociale.html").await;
        page.identify(&person).await;
        let widget = page.widget();
        widget.press("Continuer").await;
        widget.arrives("Votre accord").await;
        let of = |source| widget.group(source);
        let rsa = of("Revenu de solidarité active").words().await;
        assert!(rsa.contains("Le recevez-vous en ce moment ?"), "{rsa}");
        assert!(
            !rsa.contains("La recevez-vous") && !rsa.contains("participation"),
            "{rsa}"
        );
        let c2s = of("Complémentaire santé solidaire").words().await;
        assert!(c2s.contains("Payez-vous une participation ?"), "{c2s}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_student_may_be_found_by_a_number_in_place_of_the_identity() {
    let student = Case::student_by_ine("inscrite");
    let scholarship = Case::scholarship_by_ine("boursiere");
    assert_eq!(student.param("ine"), scholarship.param("ine"));
    journey(Setting::default(), async |stage, page| {
        page.start("etudiant.html").await;
        let widget = page.widget();
        widget.sees("Comment retrouver le dossier ?").await;
        widget.write("Nom de naissance", "Écrit pour rien").await;
        let by_number = widget.field("Numéro INE").await;
        by_number.send_keys(Key::Space).await.unwrap();
        let shown = widget.words().await;
        assert!(!shown.contains("Nom de naissance"), "{shown}");
        page.tab_to("Numéro INE").await;
        page.keys(student.param("ine")).await;
        page.agree_to_all().await;
        page.fill().await;
        page.submit().await;
        let filled = [student.student_card(), scholarship.scholarship_on_card()].concat();
        assert_sent(stage, filled, &[("remise", "retrait")]);
        let calls = stage.rig.sandbox.as_ref().unwrap().calls();
        assert!(calls.iter().all(|call| call.path.ends_with("/ine")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_acts_on_keeps_the_focus() {
    let student = Case::student_by_ine("inscrite");
    journey(Setting::default(), async |_, page| {
        page.start("etudiant.html").await;
        page.tab_to("Avec mon identité").await;
        page.keys(Key::Down).await;
        assert_eq!(page.focused().await, "Numéro INE");
        page.keys(Key::Up).await;
        assert_eq!(page.focused().await, "Avec mon identité");
        page.keys(Key::Down).await;
        page.tab_to("Numéro INE").await;
        page.keys(student.param("ine")).await;
        page.tab_to("Continuer").await;
        page.keys(Key::Enter).await;
        page.widget().arrives("Votre accord").await;
        page.tab_to("Tout cocher").await;
        page.keys(Key::Enter).await;
        assert_eq!(page.focused().await, "Tout décocher");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_before_stays_unless_the_person_lets_it_go() {
    let couple = Case::family("couple-deux-enfants");
    journey(Setting::default(), async |_, page| {
        page.go("cantine.html").await;
        page.form()
            .write("Numéro et nom de la rue", "1 place du Marché")
            .await;
        page.form().write("Commune", "Lille").await;
        page.open().await;
        page.ask_as(&couple).await;
        page.widget()
            .sees("Vous aviez déjà écrit autre chose")
            .await;
        page.widget()
            .sees("Garder ce que j’ai écrit : 1 place du Marché")
            .await;
        page.widget().tick("Remplacer par : BREST").await;
        page.fill().await;
        let form = page.form();
        assert_eq!(
            form.value("Numéro et nom de la rue").await,
            "1 place du Marché"
        );
        assert_eq!(form.value("Commune").await, "BREST");
        assert_eq!(form.value("Code postal").await, "29200");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_undo_gives_everything_back() {
    let couple = Case::family("couple-deux-enfants");
    journey(Setting::default(), async |_, page| {
        page.go("cantine.html").await;
        page.form().write("Commune", "Lille").await;
        page.form().write("Téléphone", "0639980000").await;
        page.form().tick("Mutualité sociale agricole").await;
        let before = page.content().await;
        page.open().await;
        page.ask_as(&couple).await;
        page.widget().tick("Remplacer par : BREST").await;
        page.widget()
            .tick("Remplacer par : Allocations familiales")
            .await;
        page.fill().await;
        let after = page.content().await;
        assert_eq!((&before[1], &after[1]), (&1.into(), &2.into()));
        assert_ne!(before[0], after[0]);
        page.widget().press("Annuler le remplissage").await;
        page.widget().arrives("Le remplissage est annulé").await;
        assert_eq!(page.content().await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_ticks_nothing_has_asked_nothing_of_anyone() {
    journey(Setting::default(), async |stage, page| {
        page.start("transport.html").await;
        let before = page.content().await;
        page.widget()
            .write("Identifiant France Travail", "nolwenn.tassel")
            .await;
        page.widget().press("Continuer").await;
        page.widget().press("Demander ces informations").await;
        page.widget()
            .sees("Vous n’avez rien coché : rien n’a été demandé à personne.")
            .await;
        assert_eq!(page.content().await, before);
        assert_eq!(stage.rig.calls(), 0);
        page.widget().press("Revenir au choix").await;
        page.widget().arrives("Votre accord").await;
        page.widget().tick("Inscription à France Travail").await;
        page.widget().press("Demander ces informations").await;
        page.fill().await;
        assert_eq!(page.form().value("Catégorie").await, "1");
        assert_eq!(page.form().value("Nom de naissance").await, "");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_after_the_filling_survives_the_undo() {
    journey(Setting::default(), async |_, page| {
        page.start("transport.html").await;
        page.ask_with("nolwenn.tassel").await;
        page.fill().await;
        page.form().rewrite("Commune", "Cesson-Sévigné").await;
        page.widget().press("Annuler le remplissage").await;
        page.widget().arrives("Le remplissage est annulé").await;
        let left = [("commune", "Cesson-Sévigné"), ("zone", "ville")];
        let left = left.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(filled(page).await, left);
    })
    .await;
}
