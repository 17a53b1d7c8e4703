//! The lists that birthplaces are chosen from.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use http::header;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::places::{Commune, Pays};

/// How long a browser may keep the countries: they hardly ever change.
const ONE_DAY: &str = "private, max-age=86400";

#[derive(Deserialize)]
pub(crate) struct Search {
    #[serde(default)]
    q: String,
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
    let query = search.map(|search| search.0.q).unwrap_or_default();
    Json(Communes {
        communes: app.places.communes(&query),
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
