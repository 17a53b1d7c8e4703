//! What the forms for students, social aid, pupils and taxpayers must send for a person of the cases.

use serde_json::{Value, json};

use super::Case;
use super::sent::{Sent, members, text};
use crate::site::Fields;

/// The letter of a family situation, and the value of its option in the form.
const SITUATIONS: [(&str, &str); 5] = [
    ("C", "celibataire"),
    ("D", "divorce"),
    ("M", "marie"),
    ("O", "pacse"),
    ("V", "veuf"),
];

impl Case {
    /// What the student card's form must send of a student, empty fields left out.
    pub fn student_card(&self) -> Fields {
        let data = self.data();
        let mut fields = Sent::default();
        for name in ["nom_naissance", "prenom", "date_naissance"] {
            fields.add(name, &data["identite"][name]);
        }
        for (rank, admission) in members(&data["admissions"]) {
            let mut add = |name: &str, value: &Value| {
                fields.add(&format!("inscriptions[{rank}][{name}]"), value);
            };
            let registered = admission["est_inscrit"].as_bool();
            let statut = registered.map(|yes| if yes { "inscrit" } else { "admis" });
            add("etablissement", &admission["etablissement_etudes"]["nom"]);
            add("statut", &json!(statut));
            add("regime", &admission["regime_formation"]["code"]);
            add("debut", &admission["date_debut"]);
            add("fin", &admission["date_fin"]);
        }
        fields.0
    }

    /// What the student card's form must send of a scholarship, empty fields left out.
    pub fn scholarship_on_card(&self) -> Fields {
        let data = self.data();
        let statut = &data["statut_boursier"];
        let mut fields = Sent::default();
        fields.add_answer("boursier", &statut["est_boursier"]);
        fields.add_answer("bourse_retiree", &statut["est_radie"]);
        fields.add("bourse_retiree_le", &statut["date_radiation"]);
        fields.add("echelon", &data["echelon_bourse"]["echelon"]);
        fields.add(
            "commune_etudes",
            &data["etablissement_etudes"]["nom_commune"],
        );
        fields.0
    }

    /// What the social aid's form must send of a benefit that it calls `name`, empty fields left out.
    pub fn social_aid(&self, name: &str) -> Fields {
        let data = self.data();
        let mut fields = Sent::default();
        fields.add_answer(name, &data["est_beneficiaire"]);
        fields.add_answer(
            &format!("{name}_participation"),
            &data["avec_participation"],
        );
        fields.add(&format!("{name}_debut"), &data["date_debut_droit"]);
        fields.0
    }

    /// What the lycée's form must send of a pupil, empty fields left out.
    pub fn lycee(&self) -> Fields {
        let data = self.data();
        let identite = &data["identite"];
        let mut fields = Sent::default();
        fields.add("eleve_nom", &identite["nom"]);
        fields.add("eleve_prenom", &identite["prenom"]);
        fields.add("eleve_naissance", &identite["date_naissance"]);
        fields.add("eleve_sexe", &identite["sexe"]);
        fields.add("annee_scolaire", &data["annee_scolaire"]);
        fields.add("code_uai", &data["etablissement"]["code_uai"]);
        fields.add(
            "formation",
            &data["module_elementaire_formation"]["libelle"],
        );
        fields.add("statut", &data["statut_eleve"]["code"]);
        fields.add("regime", &data["regime_pensionnat"]["code"]);
        fields.add_answer("bourse", &data["est_boursier"]);
        fields.add("echelon", &data["echelon_bourse"]);
        fields.0
    }

    /// What the tariff's form must send of a household, empty fields left out.
    pub fn tariff(&self) -> Fields {
        let avis = &self.payload;
        let mut fields = Sent::default();
        fields.add("revenu_fiscal_reference", &avis["rfr"]);
        fields.add("nombre_parts", &json!(parts(&avis["nbPart"])));
        fields.add("date_avis", &json!(date(text(&avis["datEtab"]).split('/'))));
        let situation = SITUATIONS
            .iter()
            .find(|(letter, _)| avis["sitFam"] == *letter);
        fields.add("situation", &json!(situation.unwrap().1));
        fields.add("personnes_charge", &avis["pac"]["nbPac"]);
        for rank in [1, 2] {
            fields.declarant(avis, rank);
        }
        let adresse = &avis["aftDetail"];
        fields.add("adresse_voie", &adresse["voie"]);
        fields.add("code_postal", &adresse["getcodePostal"]);
        fields.add("commune", &adresse["getcommune"]);
        fields.0
    }
}

impl Sent {
    /// A person of the household, whom the API counts from 1 and the form from 0.
    fn declarant(&mut self, avis: &Value, rank: usize) {
        let place = rank - 1;
        for (name, key) in [
            ("nom_naissance", "nmNai"),
            ("nom_usage", "nmUsa"),
            ("prenoms", "prnm"),
        ] {
            let value = &avis[format!("{key}Dec{rank}")];
            self.add(&format!("declarants[{place}][{name}]"), value);
        }
        let born = &avis[format!("dateNaisDec{rank}")];
        if born.is_object() {
            let parts = ["jour", "mois", "annee"].map(|part| text(&born[part]));
            let born = date(parts.iter().map(String::as_str));
            self.add(
                &format!("declarants[{place}][date_naissance]"),
                &json!(born),
            );
        }
    }
}

/// A day as a date field holds it, from its day, month and year.
fn date<'a>(parts: impl DoubleEndedIterator<Item = &'a str>) -> String {
    parts.rev().collect::<Vec<_>>().join("-")
}

/// A number of shares as French people write it: a whole one has no decimals.
fn parts(value: &Value) -> String {
    value.as_f64().unwrap().to_string().replace('.', ",")
}
