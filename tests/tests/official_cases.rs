//! The API's own sandbox cases, when they are beside the project: each is asked through sandbox, client and relay, and what
//! comes out is compared field by field with what the case says.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sandbox::Options;
use serde_json::{Map, Value, json};
use tests::{Rig, TOWN};

/// Cases that no caller can get, each with the reason.
const UNREACHABLE: [(&str, &str); 13] = [
    (
        "v3_cnav_quotient_familial_with_civility/404.yaml",
        NO_SUCH_COMMUNE,
    ),
    (
        "v3_cnav_participation_familiale_eaje_with_civility/404.yaml",
        NO_SUCH_COMMUNE,
    ),
    (
        "v3_mesri_statut_etudiant_with_civility/404.yaml",
        "it has an INE, which this way of asking does not take",
    ),
    (
        "v3_cnav_complementaire_sante_solidaire_with_civility/200-giraud-ines-feminin-enfant.yaml",
        "it has no country",
    ),
    (
        "v3_cnav_revenu_solidarite_active_with_civility/429.yaml",
        MISSPELT,
    ),
    (
        "v3_cnav_revenu_solidarite_active_with_civility/504.yaml",
        MISSPELT,
    ),
    (
        "v3_dsnj_service_national_with_civility/200_indetermine.yaml",
        TOO_OLD,
    ),
    (
        "v3_dsnj_service_national_with_civility/200_non_concerne.yaml",
        TOO_OLD,
    ),
    (
        "v3_dsnj_service_national_with_civility/200_pas_en_regle.yaml",
        TOO_OLD,
    ),
    (
        "v3_dsnj_service_national_with_civility/403_access_denied.yaml",
        TOO_OLD,
    ),
    ("v3_dsnj_service_national_with_civility/404.yaml", TOO_OLD),
    (
        "v3_dsnj_service_national_with_civility/502_bad_gateway.yaml",
        TOO_OLD,
    ),
    (
        "v3_dsnj_service_national_with_civility/504_gateway_timeout.yaml",
        TOO_OLD,
    ),
];
const NO_SUCH_COMMUNE: &str = "it has no first name and a commune code that the API itself refuses";
const MISSPELT: &str = "it misspells a parameter, which no caller can do";
const TOO_OLD: &str = "the API takes people from 16 to 25 and refuses this one's age";

/// The way of asking that is not served yet.
const LATER: &str = "france_connect";

/// A way of asking, as the catalogue describes it.
struct Route {
    source: String,
    mode: String,
    /// Checked input by upstream parameter.
    inputs: BTreeMap<String, String>,
    /// The source's own options, by upstream parameter.
    options: BTreeMap<String, String>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// The ways of asking, by upstream path.
fn routes() -> BTreeMap<String, Route> {
    let mut routes = BTreeMap::new();
    for file in std::fs::read_dir(root().join("src/relay/catalogue")).unwrap() {
        let file = file.unwrap().path();
        let source = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let table: toml::Table = std::fs::read_to_string(&file).unwrap().parse().unwrap();
        let texts = |table: Option<&toml::Value>, key: &str| -> BTreeMap<String, String> {
            let entries = table.and_then(toml::Value::as_table).into_iter().flatten();
            let text = |value: &toml::Value| {
                value
                    .as_str()
                    .or_else(|| value.get(key)?.as_str())
                    .map(str::to_owned)
            };
            entries
                .filter_map(|(name, value)| Some((name.clone(), text(value)?)))
                .collect()
        };
        for (mode, described) in table
            .get("modes")
            .and_then(toml::Value::as_table)
            .into_iter()
            .flatten()
        {
            let options = texts(table.get("options"), "parameter");
            let route = Route {
                source: source.clone(),
                mode: mode.clone(),
                inputs: texts(described.get("parameters"), ""),
                options: options
                    .into_iter()
                    .map(|(name, parameter)| (parameter, name))
                    .collect(),
            };
            if mode != LATER {
                routes.insert(described["path"].as_str().unwrap().to_owned(), route);
            }
        }
    }
    routes
}

/// The upstream path of each operation, from the API's own description.
fn paths(upstream: &Path) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(upstream.join("openapi-particulier-v3.yaml")).unwrap();
    let description: Value = serde_norway::from_str(&text).unwrap();
    let mut paths = BTreeMap::new();
    for (path, operation) in description["paths"].as_object().unwrap() {
        if let Some(id) = operation
            .pointer("/get/responses/200/x-operationId")
            .or(operation.pointer("/get/x-operationId"))
        {
            paths.insert(id.as_str().unwrap().to_owned(), path.clone());
        }
    }
    paths
}

/// The case files of a folder, however deep.
fn cases(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    found.sort();
    found
        .into_iter()
        .flat_map(|path| {
            if path.is_dir() {
                cases(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// The request that leads to a case: the inverse of what the catalogue does.
fn request(route: &Route, params: &Map<String, Value>) -> (Value, Value) {
    let mut subject = json!({ "mode": route.mode });
    let mut options = Map::new();
    for (parameter, value) in params {
        let input = route
            .inputs
            .get(parameter)
            .or_else(|| route.inputs.get(&format!("{parameter}[]")));
        match (input.map(String::as_str), route.options.get(parameter)) {
            (Some(name @ ("annee" | "mois" | "jour")), _) => {
                subject["identite"]["date_naissance"][name] = value.clone()
            }
            (Some(name @ ("pays" | "commune" | "nom_commune" | "departement")), _) => {
                subject["identite"]["lieu_naissance"][name] = value.clone();
            }
            (Some("commune_ou_pays"), _) => {
                let abroad = value.as_str().is_some_and(|code| code.starts_with("99"));
                let place = if abroad {
                    json!({ "pays": value })
                } else {
                    json!({ "pays": "99100", "commune": value })
                };
                subject["identite"]["lieu_naissance"] = place;
            }
            (Some("premier_prenom"), _) => subject["identite"]["prenoms"] = value.clone(),
            (Some(name @ ("nom_naissance" | "nom_usage" | "prenoms" | "sexe")), _) => {
                subject["identite"][name] = value.clone();
            }
            (Some(name), _) => subject[name] = value.clone(),
            (None, Some(option)) => {
                options.insert(option.clone(), value.clone());
            }
            (None, None) => {}
        }
    }
    (subject, json!({ &route.source: options }))
}

/// The outcomes that a status may have for the person.
fn outcomes(status: u64) -> &'static [&'static str] {
    match status {
        200 => &["filled", "partial"],
        404 => &["not_found"],
        409 => &["ambiguous", "busy"],
        422 => &["not_recognised", "invalid", "ambiguous"],
        429 => &["busy"],
        _ => &["unavailable"],
    }
}

/// Where `expected` is not in `got`, path by path.
fn differences(expected: &Value, got: &Value, place: &str, found: &mut Vec<String>) {
    match (expected, got) {
        (Value::Object(members), Value::Object(_)) => {
            for (name, value) in members {
                differences(
                    value,
                    got.get(name).unwrap_or(&Value::Null),
                    &format!("{place}.{name}"),
                    found,
                );
            }
        }
        (Value::Array(elements), Value::Array(others)) if elements.len() == others.len() => {
            for (rank, (element, other)) in elements.iter().zip(others).enumerate() {
                differences(element, other, &format!("{place}[{rank}]"), found);
            }
        }
        _ if expected == got => {}
        _ => found.push(format!("{place}: {expected} became {got}")),
    }
}

/// One form per source, that offers everything the source has.
fn config(routes: &BTreeMap<String, Route>) -> String {
    let mut config = TOWN.to_owned();
    let sources: BTreeSet<_> = routes.values().map(|route| route.source.as_str()).collect();
    for source in sources {
        let file = root().join(format!("src/relay/catalogue/{source}.toml"));
        let table: toml::Table = std::fs::read_to_string(file).unwrap().parse().unwrap();
        let items: Vec<_> = table["item"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["path"].to_string())
            .collect();
        let modes: Vec<_> = routes
            .values()
            .filter(|route| route.source == source)
            .map(|route| format!("{:?}", route.mode))
            .collect();
        config.push_str(&format!(
            "[[form]]\nid = \"{form}\"\norganisation = \"ville-exemple\"\ntitle = {{ fr = \"Essai\" }}\n\
             purpose = {{ fr = \"Essayer\" }}\nlegal_basis = \"essai\"\nretention = \"aucune\"\ntags = [\"education\"]\n\
             origins = [\"https://services.exemple.fr\"]\n[form.sources.{source}]\nmodes = [{}]\nitems = [{}]\n",
            modes.join(", "),
            items.join(", "),
            form = source.replace('_', "-"),
        ));
    }
    config
}

#[tokio::test]
async fn every_official_case_comes_out_as_it_went_in() {
    let upstream = root().join("../shared/upstream");
    if !upstream.join("cases").is_dir() {
        println!("skipped: the API's own cases are not beside the project");
        return;
    }
    let (routes, paths) = (routes(), paths(&upstream));
    let options = Options {
        cases: Some(upstream.join("cases")),
        ..Options::default()
    };
    let rig = Rig::with_config(&config(&routes), options).await;
    let (mut replayed, mut wrong) = (0, Vec::new());
    for folder in std::fs::read_dir(upstream.join("cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        let operation = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let Some(route) = paths.get(&operation).and_then(|path| routes.get(path)) else {
            continue;
        };
        for file in cases(&folder) {
            let name = format!(
                "{operation}/{}",
                file.strip_prefix(&folder).unwrap().display()
            );
            if UNREACHABLE
                .iter()
                .any(|(unreachable, _)| name.ends_with(unreachable))
            {
                continue;
            }
            let case: Value =
                serde_norway::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
            let (subject, options) = request(route, case["params"].as_object().unwrap());
            let form = route.source.replace('_', "-");
            let mut body = rig.request(&form, subject).await;
            body["options"] = options;
            let reply = rig.send(&form, &body).await;
            replayed += 1;
            let status = case["status"].as_u64().unwrap();
            let outcome = reply.result()["status"].as_str().unwrap_or(reply.problem());
            if !outcomes(status).contains(&outcome) {
                wrong.push(format!("{name}: {status} became {outcome}"));
            }
            if status == 200 {
                let payload: Value =
                    serde_json::from_str(case["payload"].as_str().unwrap()).unwrap();
                let mut found = Vec::new();
                differences(
                    &payload["data"],
                    &reply.result()["data"],
                    "data",
                    &mut found,
                );
                wrong.extend(
                    found
                        .into_iter()
                        .map(|difference| format!("{name}: {difference}")),
                );
            }
        }
    }
    println!("{replayed} official cases replayed");
    assert!(replayed > 100);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
