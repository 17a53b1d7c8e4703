//! The whole way by the keyboard alone, and keys that must not do what they do in a form.

use tests::browser::{journey, until};
use tests::case::Case;
use tests::stage::Setting;
use thirtyfour::Key;

use crate::gesture;

#[tokio::test(flavor = "multi_thread")]
async fn the_canteen_form_is_filled_and_sent_by_the_keyboard_alone() {
    let couple = Case::family("couple-deux-enfants");
    journey(Setting::default(), async |stage, page| {
        let widget = page.widget();
        page.go("cantine.html").await;
        page.tab_to("Remplir avec mes données").await;
        page.keys(Key::Enter).await;
        widget.arrives("Qui êtes-vous ?").await;
        page.tab_to("Avec FranceConnect").await;
        page.keys(Key::Down).await;
        page.tab_to("Nom de naissance").await;
        page.keys("Kermarrec").await;
        page.tab_to("Premier prénom").await;
        page.keys("Solenn").await;
        page.tab_to("Ajouter un prénom").await;
        page.keys(Key::Space).await;
        until("the second first name to have the focus", async || {
            Ok(page
                .focused()
                .await
                .starts_with("Prénom n° 2")
                .then_some(()))
        })
        .await;
        page.keys("Maëlle").await;
        page.tab_to("Féminin").await;
        page.keys(Key::Down).await;
        assert_eq!(page.focused().await, "Masculin");
        page.keys(Key::Up).await;
        for (label, typed) in [("Jour", "14"), ("Mois", "3"), ("Année", "1987")] {
            page.tab_to(label).await;
            page.keys(typed).await;
        }
        page.tab_to("En France").await;
        page.keys(Key::Space).await;
        page.tab_to("Commune de naissance").await;
        page.keys("brest").await;
        widget.sees("communes trouvées").await;
        page.keys(Key::Down).await;
        page.keys(Key::Enter).await;
        let town = widget.value("Commune de naissance").await;
        assert!(town.starts_with("Brest (Finistère"), "{town}");
        page.tab_to("Continuer").await;
        page.keys(Key::Enter).await;
        widget.arrives("Votre accord").await;
        for item in [
            "Quotient familial",
            "Parents",
            "Enfants à charge",
            "Adresse déclarée",
        ] {
            page.tab_to(item).await;
            page.keys(Key::Space).await;
        }
        page.tab_to("Demander ces informations").await;
        page.keys(Key::Space).await;
        widget.arrives("Vérifier et remplir").await;
        let (by, trusted, _) = gesture::last(&stage.rig);
        assert_eq!((by.as_str(), trusted), ("keyboard", true));
        page.tab_to("Remplir le formulaire").await;
        page.keys(Key::Enter).await;
        widget.arrives("Le formulaire est rempli").await;
        page.tab_to("École").await;
        page.keys(Key::Down).await;
        page.tab_to("Envoyer la demande").await;
        page.keys(Key::Enter).await;
        until("the form to be sent", async || {
            Ok((!stage.site.received().is_empty()).then_some(()))
        })
        .await;
        let received = stage.site.received();
        for field in couple.canteen() {
            assert!(received[0].contains(&field), "{field:?} in {received:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_focus_is_never_lost_from_one_step_to_the_next() {
    journey(Setting::default(), async |_, page| {
        let widget = page.widget();
        page.start("transport.html").await;
        let is_heading = async || {
            page.script("return document.activeElement.matches('pre-remplir h2')")
                .await
        };
        assert_eq!(is_heading().await, true);
        widget
            .write("Identifiant France Travail", "nolwenn.tassel")
            .await;
        widget.press("Continuer").await;
        widget.arrives("Votre accord").await;
        assert_eq!(is_heading().await, true);
        widget.press("Tout cocher").await;
        widget.press("Demander ces informations").await;
        widget.arrives("Vérifier et remplir").await;
        assert_eq!(is_heading().await, true);
        page.fill().await;
        assert_eq!(is_heading().await, true);
        widget.press("Annuler le remplissage").await;
        widget.arrives("Le remplissage est annulé").await;
        assert_eq!(is_heading().await, true);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn enter_in_the_widget_never_sends_the_form() {
    journey(Setting::default(), async |stage, page| {
        page.go("cantine.html").await;
        for label in ["Nom de naissance", "Prénoms"] {
            page.form().write(label, "Écrit").await;
        }
        page.form().choose("École", "École des Tilleuls").await;
        page.open().await;
        let widget = page.widget();
        widget.by_typing().await;
        widget.tick("En France").await;
        for label in [
            "Nom de naissance",
            "Nom d’usage",
            "Premier prénom",
            "Féminin",
            "Jour",
            "Mois",
            "Année",
            "En France",
            "Commune de naissance",
        ] {
            widget
                .field(label)
                .await
                .send_keys(Key::Enter)
                .await
                .unwrap();
        }
        widget.arrives("Qui êtes-vous ?").await;
        assert!(stage.site.received().is_empty());
        page.submit().await;
        assert_eq!(stage.site.received().len(), 1);
    })
    .await;
}
