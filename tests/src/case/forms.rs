//! What the canteen form and the transport form must send for a person of the cases.

use serde_json::json;

use super::Case;
use super::sent::{Sent, members, text};
use crate::site::Fields;

impl Case {
    /// What the canteen form must send when all of it was filled, empty fields left out.
    pub fn canteen(&self) -> Fields {
        let data = self.data();
        let mut fields = Sent::default();
        let quotient = &data["quotient_familial"];
        fields.add("qf", &quotient["valeur"]);
        fields.add("qf_mois", &quotient["mois"]);
        fields.add("qf_annee", &quotient["annee"]);
        fields.add("caisse", &quotient["fournisseur"]);
        if quotient["fournisseur"] == "MSA" {
            fields.add("releve_msa", &json!("MSA"));
        }
        for (rank, parent) in members(&data["allocataires"]) {
            let civilite = if parent["sexe"] == "F" {
                "Madame"
            } else {
                "Monsieur"
            };
            fields.add(&format!("parents[{rank}][civilite]"), &json!(civilite));
            for name in ["nom_naissance", "nom_usage", "prenoms", "date_naissance"] {
                fields.add(&format!("parents[{rank}][{name}]"), &parent[name]);
            }
        }
        for (rank, child) in members(&data["enfants"]) {
            let born = text(&child["date_naissance"]);
            let mut born = born.split('-').rev();
            fields.add(&format!("enfants[{rank}][nom]"), &child["nom_naissance"]);
            fields.add(&format!("enfants[{rank}][prenoms]"), &child["prenoms"]);
            for part in ["jour", "mois", "annee"] {
                fields.add(&format!("enfants[{rank}][{part}]"), &json!(born.next()));
            }
            fields.add(&format!("enfants[{rank}][sexe]"), &child["sexe"]);
        }
        fields.address(&data["adresse"]);
        fields.0
    }

    /// What the transport form must send when all of it was filled, empty fields left out.
    pub fn transport(&self) -> Fields {
        let data = self.data();
        let mut fields = Sent::default();
        for name in ["civilite", "nom_naissance", "prenom", "date_naissance"] {
            fields.add(name, &data["identite"][name]);
        }
        let inscription = &data["inscription"];
        if inscription["date_fin"].is_null() {
            fields.add("inscription_en_cours", &json!("oui"));
        }
        fields.add("categorie", &inscription["categorie"]["code"]);
        fields.add("date_debut", &inscription["date_debut"]);
        fields.add("date_fin", &inscription["date_fin"]);
        let adresse = &data["adresse"];
        fields.add("adresse_voie", &adresse["ligne_voie"]);
        fields.add("code_postal", &adresse["code_postal"]);
        let localite = text(&adresse["localite"]);
        let commune = localite.split_once(' ').map(|(_, commune)| commune);
        fields.add("commune", &json!(commune));
        fields.add("courriel", &data["contact"]["email"]);
        fields.add("telephone", &data["contact"]["telephone"]);
        fields.0
    }
}
