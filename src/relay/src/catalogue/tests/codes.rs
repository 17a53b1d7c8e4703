//! Every code that the API documents, in both of its numberings, leads to the meaning that is meant for it.

use model::lang::Lang;
use model::protocol::Status::{
    self, Ambiguous, Busy, Invalid, NotFound, NotRecognised, Unavailable,
};

use super::super::file::ErrorFile;
use super::super::{COMMON, Catalogue, Errors, Files, text_of};

/// The page's input that a meaning flags; empty for none.
type Flag = &'static str;

/// What every source says the same way: code, HTTP status, meaning, flag.
#[rustfmt::skip]
const EVERYWHERE: [(&str, u16, Status, Flag); 46] = [
    ("00015", 409, Busy, ""),
    ("00100", 403, Unavailable, ""), ("00101", 401, Unavailable, ""), ("00103", 401, Unavailable, ""),
    ("00105", 401, Unavailable, ""), ("00107", 403, Unavailable, ""), ("00108", 401, Unavailable, ""),
    ("00109", 401, Unavailable, ""),
    ("00203", 422, Unavailable, ""), ("00210", 422, Unavailable, ""), ("00212", 422, Unavailable, ""),
    ("00213", 403, Unavailable, ""),
    ("00353", 422, Invalid, ""), ("00354", 422, Invalid, ""), ("00356", 422, Invalid, ""),
    ("00363", 422, Invalid, "identite.date_naissance.annee"),
    ("00365", 422, Invalid, "identite.lieu_naissance.commune"),
    ("00367", 422, Invalid, "identite.prenoms[0]"),
    ("00400", 422, Invalid, "identite.lieu_naissance.commune"),
    ("00401", 400, Unavailable, ""), ("00402", 404, Unavailable, ""),
    ("00420", 422, Invalid, "identite.nom_naissance"), ("00421", 422, Invalid, "identite.prenoms[0]"),
    ("00422", 422, Invalid, "identite.date_naissance.annee"), ("00423", 422, Invalid, "identite.date_naissance.annee"),
    ("00424", 422, Invalid, "identite.date_naissance.annee"), ("00425", 422, Invalid, "identite.date_naissance.annee"),
    ("00426", 422, Invalid, "identite.lieu_naissance.commune"), ("00427", 422, Invalid, "identite.sexe"),
    ("00428", 422, Invalid, "identite.lieu_naissance.commune"),
    ("00429", 429, Busy, ""), ("00500", 500, Unavailable, ""), ("00501", 502, Unavailable, ""), ("00501", 504, Unavailable, ""),
    ("50001", 401, NotRecognised, ""), ("50002", 401, NotRecognised, ""), ("50003", 401, NotRecognised, ""),
    ("50004", 401, NotRecognised, ""),
    ("51501", 401, NotRecognised, ""), ("51502", 401, NotRecognised, ""), ("51503", 401, Unavailable, ""),
    ("51504", 401, NotRecognised, ""),
    ("27003", 410, Unavailable, ""), ("20001", 502, Unavailable, ""), ("20003", 404, NotFound, ""), ("40015", 409, Ambiguous, ""),
];

/// The last three digits, whatever the provider, and their HTTP status.
const SUBCODES: [(&str, u16, Status); 18] = [
    ("000", 502, Unavailable),
    ("001", 502, Unavailable),
    ("001", 504, Unavailable),
    ("002", 504, Unavailable),
    ("003", 404, NotFound),
    ("004", 502, Unavailable),
    ("005", 451, Unavailable),
    ("008", 502, Unavailable),
    ("009", 502, Unavailable),
    ("011", 502, Unavailable),
    ("015", 409, Ambiguous),
    ("020", 503, Unavailable),
    ("560", 422, NotRecognised),
    ("561", 422, NotRecognised),
    ("562", 422, Invalid),
    ("563", 422, Ambiguous),
    ("998", 502, Unavailable),
    ("999", 502, Unavailable),
];

/// The benefits of the CAF and the MSA.
const DSS: [&str; 9] = [
    "quotient_familial",
    "participation_familiale_eaje",
    "revenu_solidarite_active",
    "complementaire_sante_solidaire",
    "prime_activite",
    "allocation_adulte_handicape",
    "allocation_enfant_handicape",
    "allocation_soutien_familial",
    "allocation_rentree_scolaire",
];

/// Which providers answer for which sources.
const PROVIDERS: [(&[&str], &[&str]); 9] = [
    (&["10", "23", "35", "36", "37", "40"], &DSS),
    (&["24"], &["demandeur_emploi", "indemnites_emploi"]),
    (&["25"], &["statut_etudiant"]),
    (&["26"], &["etudiant_boursier"]),
    (&["30"], &["eleve_scolarise"]),
    (&["31"], &["service_civique"]),
    (&["39"], &["service_national"]),
    (&["41"], &["statut_sportif"]),
    (&["42"], &["immatriculation_vehicule"]),
];

/// What a source says in its own way: sources, or one way of asking them, code, HTTP status, meaning, flag.
#[rustfmt::skip]
const OWN: [(&[&str], &str, u16, Status, Flag); 30] = [
    (&["quotient_familial"], "00355", 422, NotRecognised, ""),
    (&["quotient_familial"], "35565", 422, Invalid, ""),
    (&DSS, "00366", 422, NotRecognised, ""),
    (&["etudiant_boursier", "eleve_scolarise", "service_national"], "00366", 422, NotRecognised, ""),
    (&["statut_sportif", "demandeur_emploi", "indemnites_emploi"], "00366", 422, Invalid, "identifiant"),
    (&["statut_etudiant", "etudiant_boursier"], "00360", 422, Invalid, "ine"),
    (&["etudiant_boursier"], "00368", 422, Invalid, ""),
    (&["statut_sportif", "demandeur_emploi", "indemnites_emploi"], "00380", 422, Invalid, "identifiant"),
    (&["statut_sportif", "demandeur_emploi", "indemnites_emploi"], "00308", 422, Invalid, "identifiant"),
    (&["service_civique"], "00391", 422, Ambiguous, ""),
    (&["service_civique"], "31563", 422, Ambiguous, ""),
    (&["service_national"], "39400", 422, Invalid, "identite.date_naissance.annee"),
    (&["immatriculation_vehicule"], "00430", 422, Invalid, "immatriculation"),
    (&["eleve_scolarise"], "00410", 422, Invalid, "etablissement"),
    (&["eleve_scolarise"], "00415", 422, Invalid, "etablissement"),
    (&["eleve_scolarise"], "00411", 422, Invalid, "annee_scolaire"),
    (&["eleve_scolarise"], "00412", 422, Unavailable, ""),
    (&["eleve_scolarise"], "00416", 422, Unavailable, ""),
    (&["eleve_scolarise"], "00419", 422, Unavailable, ""),
    (&["eleve_scolarise"], "30004", 404, NotFound, ""),
    (&["eleve_scolarise"], "30004", 504, Unavailable, ""),
    (&["etudiant_boursier"], "26015", 409, Ambiguous, ""),
    (&["avis_imposition/numero_fiscal"], "4001", 400, Invalid, "numero_fiscal"),
    (&["avis_imposition/numero_fiscal"], "4002", 400, Invalid, "annee"),
    (&["avis_imposition/numero_fiscal"], "4101", 410, NotFound, ""),
    (&["avis_imposition/numero_fiscal"], "4102", 410, NotFound, ""),
    (&["avis_imposition/avis"], "4101", 410, Unavailable, ""),
    (&["avis_imposition/avis"], "bad_request", 400, Invalid, "numero_fiscal"),
    (&["quotient_familial/allocataire"], "not_found", 404, NotFound, ""),
    (&["service_national"], "39001", 403, Unavailable, ""),
];

/// What a code that nobody knows means, and an answer without any.
const STATUSES: [(u16, Status); 14] = [
    (0, Unavailable),
    (400, Invalid),
    (401, Unavailable),
    (403, Unavailable),
    (404, NotFound),
    (409, Ambiguous),
    (410, Unavailable),
    (418, Unavailable),
    (422, Invalid),
    (429, Busy),
    (451, Unavailable),
    (502, Unavailable),
    (503, Unavailable),
    (504, Unavailable),
];

/// What an error must mean.
struct Expected {
    http: u16,
    code: Option<String>,
    status: Status,
    /// None when it does not matter.
    flag: Option<Flag>,
}

impl Expected {
    /// Checks every way of asking a source, or the one that `of` names after a slash.
    fn check(&self, catalogue: &Catalogue, of: &str) {
        let (id, only) = of
            .split_once('/')
            .map_or((of, None), |(id, mode)| (id, Some(mode)));
        let modes = catalogue.get(id).unwrap().modes.iter();
        for (name, mode) in modes.filter(|(name, _)| only.is_none_or(|only| *name == only)) {
            let meaning = mode.errors.meaning(self.http, self.code.as_deref());
            let place = format!("{id} by {name}: {} {:?}", self.http, self.code);
            assert_eq!(meaning.status, self.status, "{place}");
            if let Some(flag) = self.flag {
                let fields = meaning.problem(Lang::Fr, None).fields;
                let flagged = fields.first().map_or("", |field| field.field.as_str());
                assert_eq!(flagged, flag, "{place}");
            }
        }
    }
}

/// Every source, but for the way of asking that says with a 410 that it has no result.
fn all_for(catalogue: &Catalogue, http: u16) -> impl Iterator<Item = &str> {
    let is_apart = move |id: &str| id == "avis_imposition" && http == 410;
    catalogue.ids().map(move |id| {
        if is_apart(id) {
            "avis_imposition/avis"
        } else {
            id
        }
    })
}

#[test]
fn every_code_leads_to_its_meaning() {
    let catalogue = Catalogue::load().unwrap();
    let expected = |code: &str, http, status, flag| Expected {
        http,
        code: Some(code.to_owned()),
        status,
        flag: Some(flag),
    };
    for (code, http, status, flag) in EVERYWHERE {
        for id in all_for(&catalogue, http) {
            expected(code, http, status, flag).check(&catalogue, id);
        }
    }
    for (ids, code, http, status, flag) in OWN {
        for id in ids {
            expected(code, http, status, flag).check(&catalogue, id);
        }
    }
}

#[test]
fn every_provider_says_the_same_with_the_same_last_digits() {
    let catalogue = Catalogue::load().unwrap();
    for (prefixes, ids) in PROVIDERS {
        for (prefix, (subcode, http, status)) in prefixes
            .iter()
            .flat_map(|prefix| SUBCODES.map(|known| (prefix, known)))
        {
            let expected = Expected {
                http,
                code: Some(format!("{prefix}{subcode}")),
                status,
                flag: None,
            };
            ids.iter().for_each(|id| expected.check(&catalogue, id));
        }
    }
}

#[test]
fn not_found_is_explained_by_each_source_in_its_own_words() {
    let catalogue = Catalogue::load().unwrap();
    let common = Errors::parse(COMMON, &text_of(COMMON).unwrap()).unwrap();
    let shared = common.meaning(404, None).problem(Lang::Fr, None);
    for (prefixes, ids) in PROVIDERS {
        for (prefix, id) in prefixes
            .iter()
            .flat_map(|prefix| ids.iter().map(move |id| (prefix, id)))
        {
            let source = catalogue.get(id).unwrap();
            for mode in source.modes.values() {
                let meaning = mode.errors.meaning(404, Some(&format!("{prefix}003")));
                let own = meaning.problem(Lang::Fr, None);
                assert_ne!(own.detail, shared.detail, "{id} {prefix}003");
            }
        }
    }
}

#[test]
fn the_code_that_may_be_about_homonyms_says_so() {
    let catalogue = Catalogue::load().unwrap();
    for id in DSS {
        let errors = &catalogue.get(id).unwrap().modes["identite"].errors;
        let problem = errors.meaning(422, Some("00366")).problem(Lang::Fr, None);
        assert!(problem.detail.contains("plusieurs personnes"), "{id}");
        assert!(problem.next_step.contains("tous les prénoms"), "{id}");
    }
}

#[test]
fn an_unknown_code_means_what_its_status_does() {
    let catalogue = Catalogue::load().unwrap();
    let codes = [
        None,
        Some("99999"),
        Some("00999"),
        Some("not_found"),
        Some("é"),
    ];
    for (http, status) in STATUSES {
        for code in codes {
            let expected = Expected {
                http,
                code: code.map(str::to_owned),
                status,
                flag: None,
            };
            all_for(&catalogue, http).for_each(|id| expected.check(&catalogue, id));
        }
    }
    for http in [204, 404, 410] {
        let expected = Expected {
            http,
            code: None,
            status: NotFound,
            flag: Some(""),
        };
        expected.check(&catalogue, "avis_imposition/numero_fiscal");
    }
}

#[test]
fn every_meaning_is_said_in_both_languages_as_they_are_printed() {
    for name in Files::iter() {
        let file: Said = toml::from_str(&text_of(&name).unwrap()).unwrap();
        for error in file.error {
            for text in [error.title, error.detail, error.next_step] {
                assert!(
                    text.en
                        .as_ref()
                        .is_some_and(|en| !en.is_empty() && *en != text.fr),
                    "{name}: {}",
                    text.fr
                );
                assert!(
                    !text.fr.is_empty() && !text.fr.contains(['\'', '"']),
                    "{name}: a typewriter quote in {}",
                    text.fr
                );
            }
        }
    }
}

/// The errors of any file.
#[derive(serde::Deserialize)]
struct Said {
    error: Vec<ErrorFile>,
}
