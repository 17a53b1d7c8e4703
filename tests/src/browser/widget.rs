//! What a person does in the widget, step after step.

use super::area::Area;
use super::page::Page;
use crate::case::Case;

impl Page {
    /// Goes to a page and opens its widget.
    pub async fn start(&self, path: &str) {
        self.go(path).await;
        self.open().await;
    }

    /// Opens the widget of the page.
    pub async fn open(&self) {
        self.widget()
            .press("Remplir avec mes données de l’administration")
            .await;
        self.widget().arrives("Étape 1 sur 3").await;
    }

    /// Types the civil status of a person of the sandbox, place of birth included.
    pub async fn identify(&self, person: &Case) {
        self.widget().identify(person).await;
    }

    /// From who they are to the answer of the API: types, agrees to all, asks.
    pub async fn ask_as(&self, person: &Case) {
        self.identify(person).await;
        self.agree_to_all().await;
    }

    /// As [`Page::ask_as`], for a user name of France Travail.
    pub async fn ask_with(&self, identifiant: &str) {
        self.widget()
            .write("Identifiant France Travail", identifiant)
            .await;
        self.agree_to_all().await;
    }

    /// From the inputs to the answer, everything ticked.
    pub async fn agree_to_all(&self) {
        let widget = self.widget();
        widget.press("Continuer").await;
        widget.arrives("Votre accord").await;
        widget.press("Tout cocher").await;
        widget.press("Demander ces informations").await;
    }

    /// Fills the form with what came.
    pub async fn fill(&self) {
        let widget = self.widget();
        widget.arrives("Vérifier et remplir").await;
        widget.press("Remplir le formulaire").await;
        widget.arrives("Le formulaire est rempli").await;
    }

    /// Fills in by hand what the canteen form asks and the API does not give.
    pub async fn finish_canteen(&self) {
        let form = self.form();
        form.choose("École", "École de la Rivière").await;
        form.tick("Lundi").await;
        form.tick("Jeudi").await;
    }
}

impl Area<'_> {
    /// Types the civil status of a person of the sandbox, place of birth included.
    pub async fn identify(&self, person: &Case) {
        self.identify_without_birthplace(person).await;
        let (typed, option) = person.town();
        self.tick("En France").await;
        self.write("Commune de naissance", typed).await;
        self.suggestion(option).await;
    }

    /// Chooses to type who they are, where there is another way.
    pub async fn by_typing(&self) {
        if self.has_label("En écrivant mon identité").await {
            self.tick("En écrivant mon identité").await;
        }
    }

    /// Types the civil status of a person of the sandbox, where the place of birth is not asked.
    pub async fn identify_without_birthplace(&self, person: &Case) {
        self.by_typing().await;
        let name = person.param("nomNaissance");
        self.write("Nom de naissance", &name).await;
        for (rank, prenom) in person.prenoms().iter().enumerate() {
            let label = match rank {
                0 => "Premier prénom".to_owned(),
                _ => format!("Prénom n° {}", rank + 1),
            };
            if rank > 0 {
                self.press("Ajouter un prénom").await;
            }
            self.write(&label, prenom).await;
        }
        let sexe = person.param("sexeEtatCivil");
        let sexe = if sexe == "F" { "Féminin" } else { "Masculin" };
        self.tick(sexe).await;
        for (label, name) in [
            ("Jour", "jourDateNaissance"),
            ("Mois", "moisDateNaissance"),
            ("Année", "anneeDateNaissance"),
        ] {
            self.write(label, &person.param(name)).await;
        }
    }
}
