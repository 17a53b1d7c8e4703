//! The lists that birthplaces and schools are chosen from.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::header;
use serde::{Deserialize, Serialize};

use super::PageLang;
use crate::app::App;
use crate::places::{Commune, Pays};
use crate::problem::{Reason, Refusal};

/// How long a browser may keep the countries: they hardly ever change.
const ONE_DAY: &str = "private, max-age=86400";

#[derive(Deserialize)]
pub(crate) struct Search {
    #[serde(default)]
    q: String,
}

fn typed(search: Result<Query<Search>, QueryRejection>) -> String {
    search.map(|search| search.0.q).unwrap_or_default()
}

#[derive(Serialize)]
pub(crate) struct Communes {
    communes: Vec<Commune>,
}

#[derive(Serialize)]
struct AllPays<'a> {
    pays: &'a [Pays],
}

/// `GET /v1/communes?q=`. The list has no dates: for a commune that no longer exists, a name and a département will do.
pub(crate) async fn communes(
    State(app): State<Arc<App>>,
    search: Result<Query<Search>, QueryRejection>,
) -> Json<Communes> {
    Json(Communes {
        communes: app.places.communes.search(&typed(search)),
    })
}

/// `GET /v1/pays`.
pub(crate) async fn pays(State(app): State<Arc<App>>) -> impl IntoResponse {
    (
        [(header::CACHE_CONTROL, ONE_DAY)],
        Json(AllPays {
            pays: &app.places.pays,
        })
        .into_response(),
    )
}

/// `GET /v1/etablissements?q=`. Without a directory the school's code is typed.
pub(crate) async fn etablissements(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    search: Result<Query<Search>, QueryRejection>,
) -> Result<Response, Refusal> {
    let directory = app.places.etablissements.as_ref();
    let directory = directory.ok_or_else(|| Reason::NoDirectory.in_lang(lang))?;
    Ok(Json(directory.search(&typed(search))).into_response())
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use http::{Request, StatusCode};
    use serde_json::{Value, json};
    use tower::ServiceExt;

    use super::*;
    use crate::app::router;
    use crate::catalogue::Catalogue;
    use crate::config::Config;

    const SCHOOL: &str = r#"
[relay]
listen = "127.0.0.1:0"
public_url = "https://relay.exemple.fr"
store = "sqlite:journal.db"
[[organisation]]
id = "ville"
name = "Ville d'Exemple"
siret = "13002526500013"
dpo = "dpo@exemple.fr"
[[form]]
id = "lycee"
organisation = "ville"
title = { fr = "Lycée" }
purpose = { fr = "Inscrire" }
legal_basis = "essai"
retention = "un an"
origins = ["https://services.exemple.fr"]
[form.sources.eleve_scolarise]
modes = ["identite"]
items = ["identite"]
"#;

    /// What a relay answers at `path`, whether it has a directory of schools or none.
    async fn get(path: &str, with_directory: bool) -> (StatusCode, Value) {
        let folder = tempfile::tempdir().unwrap();
        let catalogue = Catalogue::load().unwrap();
        let mut config = Config::parse(SCHOOL, folder.path(), &catalogue).unwrap();
        config.etablissements = config.etablissements.filter(|_| with_directory);
        let app = App::new(config, catalogue, "http://127.0.0.1:9")
            .await
            .unwrap();
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = router(app).oneshot(request).await.unwrap();
        let status = answer.status();
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice(&body).unwrap())
    }

    #[tokio::test]
    async fn schools_are_answered_as_they_are_to_be_chosen() {
        let (status, found) = get("/v1/etablissements?q=kermarrec%20rennes", true).await;
        let school = json!({ "uai": "0359801A", "nom": "Cité scolaire Awen-Kermarrec",
                             "commune": "Rennes", "code_postal": "35000" });
        assert_eq!((status, found), (StatusCode::OK, json!([school])));
        assert_eq!(get("/v1/etablissements", true).await.1, json!([]));
    }

    #[tokio::test]
    async fn without_a_directory_the_code_is_typed() {
        let (status, problem) = get("/v1/etablissements?q=rennes&lang=en", false).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(problem["type"], "urn:pre-remplir:problem:no-directory");
        assert!(
            problem["next_step"]
                .as_str()
                .unwrap()
                .starts_with("Type the UAI")
        );
        let input = |definition: &Value| definition["modes"][0]["inputs"][0].clone();
        let typed = input(&get("/v1/forms/lycee", false).await.1);
        let chosen = input(&get("/v1/forms/lycee", true).await.1);
        assert_eq!(
            (&typed["picker"], &chosen["picker"]),
            (&Value::Null, &json!("etablissements"))
        );
        let helps = [&typed, &chosen].map(|input| input["help"].as_str().unwrap());
        assert!(helps[0].starts_with("Tapez") && helps[1].starts_with("Cherchez"));
    }
}
