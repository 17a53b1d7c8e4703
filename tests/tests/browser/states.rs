//! Every state of the widget, on a small and a wide screen, light and dark: the accessibility checker finds nothing,
//! nothing is wider than the screen, and a picture of it is kept to be looked at.

use tests::browser::{Page, Scheme, journey};
use tests::case::Case;
use tests::site::Pages;
use tests::stage::Setting;

use crate::sources::with_the_parent;

/// What was found, state after state: all of it is told at the end.
struct Inspection<'a> {
    page: &'a Page,
    findings: Vec<String>,
}

impl<'a> Inspection<'a> {
    fn of(page: &'a Page) -> Self {
        Self {
            page,
            findings: Vec::new(),
        }
    }

    /// Looks at the widget.
    async fn look(&mut self, state: &str) {
        self.look_at(state, async |page, name| page.picture_of_widget(name).await)
            .await;
    }

    /// Looks at the whole page.
    async fn look_around(&mut self, name: &str) {
        self.look_at(name, async |page, name| page.picture(name).await)
            .await;
    }

    async fn look_at(&mut self, state: &str, take: impl AsyncFn(&Page, &str)) {
        for width in [320, 1280] {
            for scheme in [Scheme::Light, Scheme::Dark] {
                self.page.resize(width, scheme).await;
                let name = format!("{state}-{width}-{}", scheme.name());
                take(self.page, &name).await;
                let violations = self.page.violations().await;
                let found = violations.into_iter().map(|one| format!("{name}: {one}"));
                self.findings.extend(found);
                if self.page.scrolls_sideways().await {
                    self.findings.push(format!("{name}: wider than the screen"));
                }
            }
        }
    }

    fn end(self) {
        assert!(self.findings.is_empty(), "{:#?}", self.findings);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn saying_who_one_is() {
    journey(Setting::default(), async |stage, page| {
        let (widget, mut inspection) = (page.widget(), Inspection::of(page));
        page.go("cantine.html").await;
        widget.sees("Rien n’est demandé sans votre accord.").await;
        inspection.look("start").await;
        stage.rig.signal("STOP").await;
        widget.press("Remplir avec mes données").await;
        widget.sees("Chargement…").await;
        inspection.look("loading").await;
        stage.rig.signal("CONT").await;
        widget.arrives("Qui êtes-vous ?").await;
        inspection.look("who-france-connect").await;
        widget.press("Continuer").await;
        widget.arrives("Votre accord").await;
        inspection.look("agree-france-connect").await;
        widget.press("Retour").await;
        widget.tick("J’aide quelqu’un d’autre").await;
        inspection.look("who-helping").await;
        widget.press("La personne est avec moi").await;
        widget.by_typing().await;
        inspection.look("who").await;
        widget.press("Continuer").await;
        widget.sees("Corrigez ces points pour continuer").await;
        inspection.look("who-errors").await;
        widget.press("Ajouter un prénom").await;
        widget.tick("En France").await;
        widget.write("Commune de naissance", "saint-den").await;
        widget.sees("communes trouvées").await;
        inspection.look("who-towns").await;
        widget.press("La commune n’est pas dans la liste").await;
        inspection.look("who-town-by-hand").await;
        widget.tick("À l’étranger").await;
        widget.choose("Pays de naissance", "Nigeria").await;
        inspection.look("who-abroad").await;
        inspection.end();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn agreeing_and_filling() {
    journey(Setting::default(), async |stage, page| {
        let (widget, mut inspection) = (page.widget(), Inspection::of(page));
        page.go("cantine.html").await;
        page.form()
            .write("Numéro et nom de la rue", "1 place du Marché")
            .await;
        page.form().tick("Mutualité sociale agricole").await;
        page.open().await;
        page.identify(&Case::family("couple-deux-enfants")).await;
        widget.press("Continuer").await;
        widget.arrives("Votre accord").await;
        inspection.look("agree").await;
        widget.unfold("Lire le texte complet").await;
        inspection.look("agree-whole-text").await;
        widget.press("Tout cocher").await;
        stage.rig.signal("STOP").await;
        widget.press("Demander ces informations").await;
        widget.arrives("Demande en cours").await;
        inspection.look("asking").await;
        stage.rig.signal("CONT").await;
        widget.arrives("Vérifier et remplir").await;
        inspection.look("review").await;
        page.fill().await;
        inspection.look("done").await;
        page.picture("done-page").await;
        widget.press("Annuler le remplissage").await;
        widget.arrives("Le remplissage est annulé").await;
        inspection.look("undone").await;
        inspection.end();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn getting_no_answer() {
    journey(Setting::default(), async |stage, page| {
        let (widget, mut inspection) = (page.widget(), Inspection::of(page));
        page.start("transport.html").await;
        inspection.look("who-user-name").await;
        widget
            .write("Identifiant France Travail", "personne.inconnue")
            .await;
        widget.press("Continuer").await;
        widget.press("Demander ces informations").await;
        widget.sees("Vous n’avez rien coché").await;
        inspection.look("refused").await;
        widget.press("Revenir au choix").await;
        widget.press("Tout cocher").await;
        widget.press("Demander ces informations").await;
        widget.sees("Aucune inscription trouvée").await;
        inspection.look("failed-to-correct").await;
        widget.press("Continuer à la main").await;
        widget.arrives("Remplissez le formulaire vous-même").await;
        inspection.look("by-hand").await;
        widget.press("Recommencer").await;
        page.ask_with("trop.presse").await;
        widget.sees("Trop de demandes en ce moment").await;
        inspection.look("failed-to-wait").await;
        stage.rig.stop().await;
        widget.press("Réessayer").await;
        widget.sees("Le service ne répond pas").await;
        inspection.look("failed-to-retry").await;
        inspection.end();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn not_starting() {
    let setting = Setting {
        pages: Pages {
            without_wasm: true,
            ..Pages::default()
        },
        ..Setting::default()
    };
    journey(setting, async |_, page| {
        let mut inspection = Inspection::of(page);
        page.go("transport.html").await;
        page.widget().press("Remplir avec mes données").await;
        page.widget().sees("ne marche pas pour l’instant").await;
        inspection.look("not-started").await;
        inspection.end();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_the_demonstration() {
    let pages = [
        "index",
        "cantine",
        "transport",
        "etudiant",
        "aide-sociale",
        "scolarite",
        "tarif-fiscal",
        "integrer",
        "journal",
    ];
    journey(Setting::default(), async |_, page| {
        let mut inspection = Inspection::of(page);
        for name in pages {
            page.go(&format!("{name}.html")).await;
            inspection.look_around(&format!("page-{name}")).await;
        }
        inspection.end();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_ways_and_several_answers() {
    journey(Setting::default(), async |_, page| {
        let (widget, mut inspection) = (page.widget(), Inspection::of(page));
        page.start("etudiant.html").await;
        inspection.look("who-ways").await;
        widget.tick("Numéro INE").await;
        inspection.look("who-number").await;
        page.start("aide-sociale.html").await;
        page.identify(&Case::benefit(
            "prime_activite",
            "beneficiaire-avec-majoration",
        ))
        .await;
        widget.press("Continuer").await;
        widget.arrives("Votre accord").await;
        inspection.look("agree-four").await;
        widget.press("Tout cocher").await;
        widget.press("Demander ces informations").await;
        widget.arrives("Vérifier et remplir").await;
        inspection.look("review-part").await;
        inspection.end();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_persons() {
    journey(with_the_parent(), async |_, page| {
        let (widget, mut inspection) = (page.widget(), Inspection::of(page));
        page.start("scolarite.html").await;
        inspection.look("who-two-persons").await;
        widget.write("École, collège ou lycée", "renn").await;
        widget.sees("établissements trouvés").await;
        inspection.look("who-schools").await;
        widget.press("Continuer").await;
        widget.sees("Corrigez ces points pour continuer").await;
        inspection.look("who-two-persons-errors").await;
        inspection.end();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planted_flaw_is_found() {
    let wide_and_mute = (
        "<h1>",
        "<img src=\"ville.svg\" width=\"2000\" height=\"20\"><h1>",
    );
    journey(Setting::edited(&[wide_and_mute]), async |_, page| {
        page.go("transport.html").await;
        page.resize(320, Scheme::Light).await;
        let violations = page.violations().await;
        assert!(
            violations.iter().any(|one| one.starts_with("image-alt")),
            "{violations:?}"
        );
        assert!(page.scrolls_sideways().await);
    })
    .await;
}
