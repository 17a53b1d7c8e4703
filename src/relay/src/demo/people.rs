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

/// The operations of the sandbox that the demonstration's forms use.
const SOURCES: [(&str, &str); 2] = [
    (
        "api_particulier_v3_cnav_quotient_familial_with_civility",
        "quotient_familial",
    ),
    (
        "api_particulier_v3_france_travail_statut_with_identifiant",
        "demandeur_emploi",
    ),
];

/// Everyone there is to try.
pub fn people() -> Vec<Person> {
    let places = Places::load();
    sandbox::personas()
        .into_iter()
        .filter_map(|persona| person(persona, &places))
        .collect()
}

fn person(persona: Persona, places: &Places) -> Option<Person> {
    let (_, source) = SOURCES
        .into_iter()
        .find(|(operation, _)| *operation == persona.operation)?;
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
    let abroad = || {
        Some(
            places
                .pays
                .iter()
                .find(|pays| Some(pays.code) == text("codeCogInseePaysNaissance").as_deref())?
                .nom
                .to_owned(),
        )
    };
    let birthplace = text("codeCogInseeCommuneNaissance")
        .map(|code| {
            places.commune(&code).map_or(code, |commune| {
                format!("{} ({})", commune.nom, commune.departement)
            })
        })
        .or_else(abroad);
    let all = [
        ("Nom de naissance", text("nomNaissance")),
        ("Nom d’usage", text("nomUsage")),
        ("Prénoms", text("prenoms")),
        ("Sexe", sexe),
        ("Date de naissance", date),
        ("Lieu de naissance", birthplace),
        ("Identifiant", text("identifiant")),
    ];
    all.into_iter()
        .filter_map(|(label, value)| Some((label, value?)))
        .collect()
}

fn outcome(persona: &Persona) -> &'static str {
    match persona.status {
        200 if !persona.delay.is_zero() => "La réponse tarde, puis le formulaire est rempli.",
        200 => "Le formulaire est rempli.",
        404 => "Aucun dossier n’est trouvé.",
        409 => "Plusieurs personnes correspondent.",
        422 => "La personne n’est pas reconnue.",
        429 => "Trop de demandes en ce moment.",
        504 => "L’administration met trop de temps à répondre.",
        _ => "L’administration ne répond pas.",
    }
}
