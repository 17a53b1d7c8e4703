//! The people to try, from the sandbox's own cases: what is listed is what is answered.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use sandbox::Persona;
use serde::Serialize;

use crate::places::Places;

/// Someone to try in a form of the demonstration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The person in a few words.
    pub title: String,
    /// The person in a sentence.
    pub description: String,
    /// The source that knows them.
    pub source: &'static str,
    /// What to type, by the label of the widget's input.
    pub fields: IndexMap<&'static str, String>,
    /// What happens then.
    pub outcome: &'static str,
}

/// The operations of the sandbox that the demonstration's forms use, and the source of each.
const SOURCES: [(&str, &str); 12] = [
    (
        "api_particulier_v3_cnav_quotient_familial_with_civility",
        "quotient_familial",
    ),
    (
        "api_particulier_v3_france_travail_statut_with_identifiant",
        "demandeur_emploi",
    ),
    (
        "api_particulier_v3_mesri_statut_etudiant_with_civility",
        "statut_etudiant",
    ),
    (
        "api_particulier_v3_mesri_statut_etudiant_with_ine",
        "statut_etudiant",
    ),
    (
        "api_particulier_v4_cnous_etudiant_boursier_with_civility",
        "etudiant_boursier",
    ),
    (
        "api_particulier_v4_cnous_etudiant_boursier_with_ine",
        "etudiant_boursier",
    ),
    (
        "api_particulier_v3_cnav_revenu_solidarite_active_with_civility",
        "revenu_solidarite_active",
    ),
    (
        "api_particulier_v3_cnav_prime_activite_with_civility",
        "prime_activite",
    ),
    (
        "api_particulier_v3_cnav_allocation_adulte_handicape_with_civility",
        "allocation_adulte_handicape",
    ),
    (
        "api_particulier_v3_cnav_complementaire_sante_solidaire_with_civility",
        "complementaire_sante_solidaire",
    ),
    (
        "api_particulier_v5_men_scolarites_with_civility",
        "eleve_scolarise",
    ),
    (
        "api_impot_particulier_situations_ir_assiettes",
        "avis_imposition",
    ),
];

/// Parameters that no form of the demonstration asks for: whoever needs one cannot be tried there.
const NEVER_ASKED: [&str; 2] = ["campaignYear", "degreEtablissement"];

/// Everyone there is to try.
pub fn people() -> Vec<Person> {
    let places = Places::load(None);
    sandbox::personas()
        .into_iter()
        .filter_map(|persona| person(persona, &places))
        .collect()
}

fn person(persona: Persona, places: &Places) -> Option<Person> {
    let (_, source) = SOURCES
        .into_iter()
        .find(|(operation, _)| *operation == persona.operation)?;
    if NEVER_ASKED
        .iter()
        .any(|name| persona.params.contains_key(*name))
    {
        return None;
    }
    let outcome = outcome(&persona);
    let fields = fields(&persona.params, places);
    Some(Person {
        title: persona.title,
        description: persona.description,
        source,
        fields,
        outcome,
    })
}

fn fields(
    params: &BTreeMap<String, Vec<String>>,
    places: &Places,
) -> IndexMap<&'static str, String> {
    let text = |name: &str| params.get(name).map(|values| values.join(", "));
    let date = [
        "jourDateNaissance",
        "moisDateNaissance",
        "anneeDateNaissance",
    ]
    .into_iter()
    .filter_map(text);
    let date = Some(date.collect::<Vec<_>>().join("/")).filter(|date| !date.is_empty());
    let sexe = text("sexeEtatCivil")
        .map(|sexe| if sexe == "F" { "Féminin" } else { "Masculin" }.to_owned());
    let birthplace = text("codeCogInseeCommuneNaissance")
        .or_else(|| text("codeCogInseePaysNaissance"))
        .map(|code| place(&code, places));
    let all = [
        ("Nom de naissance", text("nomNaissance")),
        ("Nom d’usage", text("nomUsage")),
        ("Prénoms", text("prenoms")),
        ("Sexe", sexe),
        ("Date de naissance", date),
        ("Lieu de naissance", birthplace),
        ("École, collège ou lycée", text("codeEtablissement")),
        ("Année scolaire", text("anneeScolaire")),
        ("Identifiant France Travail", text("identifiant")),
        ("Numéro INE", text("ine")),
        ("Numéro fiscal", text("spi")),
        ("Année des revenus", text("annrev")),
    ];
    all.into_iter()
        .filter_map(|(label, value)| Some((label, value?)))
        .collect()
}

/// The commune or the country of this code, as the lists to choose from call it.
fn place(code: &str, places: &Places) -> String {
    let commune = places
        .communes
        .get(code)
        .map(|commune| format!("{} ({})", commune.nom, commune.departement));
    let pays = || places.pays.iter().find(|pays| pays.code == code);
    commune
        .or_else(|| Some(pays()?.nom.to_owned()))
        .unwrap_or_else(|| code.to_owned())
}

fn outcome(persona: &Persona) -> &'static str {
    match persona.status {
        200 if !persona.delay.is_zero() => "La réponse tarde, puis le formulaire est rempli.",
        200 => "Le formulaire est rempli.",
        204 | 404 | 410 => "Aucun dossier n’est trouvé.",
        409 => "Plusieurs personnes correspondent.",
        422 => "La personne n’est pas reconnue.",
        429 => "Trop de demandes en ce moment.",
        504 => "L’administration met trop de temps à répondre.",
        _ => "L’administration ne répond pas.",
    }
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn every_operation_has_someone_to_try() {
        for (operation, _) in SOURCES {
            let known = sandbox::personas()
                .iter()
                .any(|persona| persona.operation == operation);
            assert!(known, "nobody to try with {operation}");
        }
    }

    #[test]
    fn what_to_type_bears_the_label_of_the_input() {
        let (catalogue, people) = (Catalogue::load().unwrap(), people());
        let folder = tempfile::tempdir().unwrap();
        let text = crate::demo::text("http://127.0.0.1:9");
        let (config, _) = crate::demo::config(&text, folder.path(), &catalogue).unwrap();
        for used in config.forms.iter().flat_map(|form| &form.sources) {
            let source = catalogue.get(&used.id).unwrap();
            let inputs = used
                .modes
                .iter()
                .flat_map(|mode| &source.modes[mode].inputs);
            for label in inputs.map(|input| input.label.fr.as_str()) {
                let told =
                    |person: &Person| person.source == used.id && person.fields.contains_key(label);
                assert!(people.iter().any(told), "{} asks for {label}", used.id);
            }
        }
    }

    #[test]
    fn a_birthplace_is_named_as_the_lists_name_it() {
        let places = Places::load(None);
        assert_eq!(place("35238", &places), "Rennes (35)");
        assert_eq!(place("99139", &places), "Portugal");
        assert_eq!(place("00000", &places), "00000");
    }
}
