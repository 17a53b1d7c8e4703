//! The people of the sandbox, read from its case files: what they type, and what the forms must send for them.

use std::path::Path;

use serde_json::{Value, json};

use crate::site::Fields;

/// The folder of the family quotient's cases.
const QUOTIENT_FAMILIAL: &str = "api_particulier_v3_cnav_quotient_familial_with_civility";
/// The folder of the job-seekers' cases.
const DEMANDEUR_EMPLOI: &str = "api_particulier_v3_france_travail_statut_with_identifiant";

/// Where people of the cases were born: Insee code, what they type, and the option that they choose.
const TOWNS: [(&str, &str, &str); 7] = [
    (
        "13208",
        "marseille 8",
        "Marseille 8e Arrondissement (Bouches",
    ),
    ("29019", "brest", "Brest (Finistère"),
    ("34172", "Montpellier", "Montpellier (Hérault"),
    ("35238", "renn", "Rennes (Ille-et-Vilaine"),
    ("69387", "Lyon 7", "Lyon 7e Arrondissement (Rhône"),
    ("75114", "paris 14", "Paris 14e Arrondissement (Paris"),
    ("76540", "Rouen", "Rouen (Seine-Maritime"),
];

/// A case of the sandbox.
pub struct Case {
    params: Value,
    payload: Value,
}

impl Case {
    /// A family.
    pub fn family(name: &str) -> Self {
        Self::read(QUOTIENT_FAMILIAL, name)
    }

    /// A job-seeker.
    pub fn job_seeker(name: &str) -> Self {
        Self::read(DEMANDEUR_EMPLOI, name)
    }

    fn read(folder: &str, name: &str) -> Self {
        let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/sandbox/cases");
        let text = std::fs::read_to_string(cases.join(folder).join(format!("{name}.yaml")));
        let case: Value = serde_norway::from_str(&text.unwrap()).unwrap();
        let payload = case["payload"].as_str().unwrap();
        Self {
            params: case["params"].clone(),
            payload: serde_json::from_str(payload).unwrap(),
        }
    }

    /// A parameter as a person types it; empty when the case has none.
    pub fn param(&self, name: &str) -> String {
        text(&self.params[name])
    }

    /// The first names, one by one.
    pub fn prenoms(&self) -> Vec<String> {
        let prenoms = self.params["prenoms"].as_array().unwrap();
        prenoms.iter().map(text).collect()
    }

    /// What to type to find the town of birth, and the option to choose.
    pub fn town(&self) -> (&'static str, &'static str) {
        let code = self.param("codeCogInseeCommuneNaissance");
        let town = TOWNS.iter().find(|(known, ..)| *known == code);
        town.map(|(_, typed, option)| (*typed, *option)).unwrap()
    }

    /// What the API answers about this person.
    pub fn data(&self) -> &Value {
        &self.payload["data"]
    }

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

/// Fields in the making: what the API does not know is not sent.
#[derive(Default)]
struct Sent(Fields);

impl Sent {
    fn add(&mut self, name: &str, value: &Value) {
        if !value.is_null() {
            self.0.push((name.to_owned(), text(value)));
        }
    }

    /// The lines as given, the postcode and the town apart, and all of it as on an envelope.
    fn address(&mut self, adresse: &Value) {
        self.add("adresse_voie", &adresse["numero_libelle_voie"]);
        let geographic = "complement_information_geographique";
        self.add("adresse_complement", &adresse[geographic]);
        let town = text(&adresse["code_postal_ville"]);
        let (code, town) = town.split_once(' ').unwrap();
        self.add("code_postal", &json!(code));
        self.add("commune", &json!(town));
        let lines = [
            "destinataire",
            "complement_information",
            geographic,
            "numero_libelle_voie",
            "lieu_dit",
            "code_postal_ville",
            "pays",
        ];
        let lines = lines.map(|name| text(&adresse[name]));
        let lines: Vec<_> = lines.iter().filter(|line| !line.is_empty()).collect();
        let lines: Vec<_> = lines.into_iter().map(String::as_str).collect();
        self.add("adresse_complete", &json!(lines.join("\r\n")));
    }
}

fn members(list: &Value) -> impl Iterator<Item = (usize, &Value)> {
    list.as_array().unwrap().iter().enumerate()
}

/// A value as a field holds it.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
