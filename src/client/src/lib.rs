#![doc = include_str!("../README.md")]

mod address;
mod answer;
mod api_error;
mod authentication;
mod call;
mod client;
mod client_credentials;
mod clock;
mod conceal;
mod connection;
mod delegation;
mod dialect;
mod dpop;
mod error;
mod exchange;
mod identite;
mod ine;
mod operation;
mod params;
mod presence;
mod request;
mod response;
mod retry;
mod settings;
mod siret;
mod texts;
mod token_server;

pub mod ants;
pub mod cnous;
pub mod dsnj;
pub mod dss;
pub mod france_travail;
pub mod gip_mds;
pub mod impot_particulier;
pub mod men;
pub mod mesri;
pub mod operations;
pub mod sdh;
pub mod v2;

pub use address::Environment;
pub use answer::ErrorAnswer;
pub use api_error::ApiError;
pub use authentication::{
    ApiToken, Authentication, Authorizing, BearerToken, Credential, NoCredential,
};
pub use call::{Call, Proof};
pub use client::Client;
pub use client_credentials::ClientCredentials;
pub use delegation::DelegationId;
pub use dpop::DpopKey;
pub use error::{Argument, Denial, Error, Transport, TransportKind};
pub use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
pub use identite::{DateNaissance, Identite, LieuNaissance, Sexe};
pub use impot_particulier::ImpotParticulier;
pub use ine::Ine;
pub use operation::{Operation, Parameter, Version};
pub use params::{Param, Params};
pub use presence::Presence;
pub use response::{RateLimit, Response};
pub use retry::Retry;
pub use secrecy::SecretString;
pub use settings::{Settings, SettingsBuilder};
pub use siret::Siret;
