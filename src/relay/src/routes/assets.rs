//! The widget's files: hashed, immutable, compressed beforehand.

use std::borrow::Cow;

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::PageLang;
use crate::problem::{Reason, Refusal};

/// The built widget; empty when the relay was built without it.
#[derive(RustEmbed)]
#[folder = "../../pkg/dist/"]
#[allow_missing = true]
struct Built;

/// The file that pages name.
const LOADER: &str = "pre-remplir.js";
/// The list of the files, with their hashes.
const INTEGRITY: &str = "integrity.json";
/// For files whose name changes with their content.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// For files whose name stays.
const FIVE_MINUTES: &str = "public, max-age=300";

/// Whether the widget was built.
pub(crate) fn is_built() -> bool {
    Built::get(LOADER).is_some()
}

/// The version of the widget that is served: the hash of the list of its files, each with its own hash.
pub(crate) fn version() -> Option<String> {
    let list = Built::get(INTEGRITY)?;
    Some(format!(
        "sha256-{}",
        STANDARD.encode(Sha256::digest(&list.data))
    ))
}

/// `GET /pre-remplir.js`.
pub(crate) async fn loader(
    PageLang(lang): PageLang,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    file(LOADER, FIVE_MINUTES, &headers).ok_or_else(|| Reason::NotBuilt.in_lang(lang))
}

/// `GET /integrity.json`.
pub(crate) async fn integrity(
    PageLang(lang): PageLang,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    file(INTEGRITY, FIVE_MINUTES, &headers).ok_or_else(|| Reason::NotBuilt.in_lang(lang))
}

/// `GET /assets/{file}`.
pub(crate) async fn asset(
    name: Result<Path<String>, PathRejection>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    // A name, not a way to another folder.
    let name = name.ok().filter(|Path(name)| !name.contains('/'));
    name.and_then(|Path(name)| file(&format!("assets/{name}"), FOREVER, &headers))
        .ok_or_else(|| Reason::UnknownRoute.in_lang(lang))
}

fn file(name: &str, cache: &'static str, request: &HeaderMap) -> Option<Response> {
    let media_type = media_type(name)?;
    let (body, encoding) = best(name, request)?;
    let mut response = (StatusCode::OK, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("cross-origin"),
    );
    headers.extend(encoding.map(|name| (header::CONTENT_ENCODING, HeaderValue::from_static(name))));
    Some(response)
}

/// The smallest form of the file that the browser takes.
fn best(name: &str, request: &HeaderMap) -> Option<(Cow<'static, [u8]>, Option<&'static str>)> {
    let accepted = request
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let takes = |coding: &str| {
        accepted.split(',').any(|part| {
            let mut part = part.split(';').map(str::trim);
            part.next() == Some(coding) && !part.any(|weight| matches!(weight, "q=0" | "q=0.0"))
        })
    };
    let compressed = [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .find_map(|(coding, extension)| {
            let file = Built::get(&format!("{name}.{extension}")).filter(|_| takes(coding))?;
            Some((file.data, Some(coding)))
        });
    compressed.or_else(|| Some((Built::get(name)?.data, None)))
}

/// Only what the widget is made of is served: never a compressed file by its own name.
fn media_type(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "js" => Some("text/javascript; charset=utf-8"),
        "wasm" => Some("application/wasm"),
        "json" => Some("application/json"),
        "css" => Some("text/css; charset=utf-8"),
        _ => None,
    }
}
