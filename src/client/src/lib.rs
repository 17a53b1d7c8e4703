#![doc = include_str!("../README.md")]

mod address;
mod answer;
mod api_error;
mod authentication;
mod client;
mod conceal;
mod error;
mod exchange;
mod identite;
mod operation;
mod params;
mod presence;
mod request;
mod response;
mod retry;
mod settings;
mod siret;
mod texts;

pub mod dss;
pub mod france_travail;

pub use address::Environment;
pub use answer::ErrorAnswer;
pub use api_error::ApiError;
pub use authentication::{Authentication, Authorizing, BearerToken, Credential, NoCredential};
pub use client::Client;
pub use error::{Argument, Denial, Error, Transport, TransportKind};
pub use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
pub use identite::{DateNaissance, Identite, LieuNaissance, Sexe};
pub use operation::{Call, Operation, Version};
pub use params::{Param, Params};
pub use presence::Presence;
pub use response::{RateLimit, Response};
pub use retry::Retry;
pub use secrecy::SecretString;
pub use settings::{Settings, SettingsBuilder};
pub use siret::Siret;
