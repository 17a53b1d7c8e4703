//! What this relay does, in the open.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;

use super::PageLang;
use crate::app::App;
use crate::dpo;

/// `GET /transparence`: a page for anyone, from the configuration and the catalogue.
pub(crate) async fn transparency(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
) -> Response {
    let html = dpo::transparency(&app.config, &app.catalogue, lang);
    super::page(StatusCode::OK, html)
}
