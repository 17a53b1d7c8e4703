//! A call of an operation, adjusted before it is awaited.

use std::{
    future::{Future, IntoFuture},
    marker::PhantomData,
    pin::Pin,
};

use http::{HeaderMap, HeaderName, HeaderValue};
use serde::de::DeserializeOwned;

use crate::{
    BearerToken, Client, DelegationId, Error, Identite, Operation, Param, Params, Response, Siret,
    request::{self, Ask},
};

/// A call that is ready: adjust it, then `.await` it.
#[must_use = "nothing is sent until the call is awaited"]
pub struct Call<T> {
    client: Client,
    operation: &'static Operation,
    version: Option<u8>,
    params: Params,
    headers: HeaderMap,
    data: PhantomData<fn() -> T>,
}

/// What the API makes, beside the data, for a third party to check later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// A link and a code, in [`Response::meta`]: `pdf_verification_link` and `pdf_verification_code`.
    Link,
    /// These and a document, at the short-lived address `attestation_pdf` of [`Response::links`].
    Pdf,
}

impl<T> Call<T> {
    /// A call of an operation with its own parameters.
    pub(crate) fn new(client: &Client, operation: &'static Operation, params: Params) -> Self {
        Self {
            client: client.clone(),
            operation,
            version: None,
            params,
            headers: HeaderMap::new(),
            data: PhantomData,
        }
    }

    /// A call about the person of this civil status: of it, what the operation takes is sent.
    pub(crate) fn by_identite(
        client: &Client,
        operation: &'static Operation,
        identite: &Identite,
    ) -> Self {
        Self::new(client, operation, identite.params(operation))
    }

    /// A call about the citizen of this FranceConnect token, which authenticates it.
    pub(crate) fn by_france_connect(
        client: &Client,
        operation: &'static Operation,
        citizen: &BearerToken,
    ) -> Self {
        let client = client.with_authentication(citizen.clone());
        Self::new(&client, operation, Params::new())
    }

    /// The administration that receives the data, instead of the default one.
    pub fn recipient(self, recipient: &Siret) -> Self {
        self.param(request::RECIPIENT, recipient)
    }

    /// The delegation under which the data is asked, instead of the default one.
    pub fn delegation_id(self, delegation: &DelegationId) -> Self {
        self.param(request::DELEGATION_ID, delegation)
    }

    /// Asks for a proof as well; an operation that makes none answers as usual.
    pub fn generate_proof(self, proof: Proof) -> Self {
        let value = match proof {
            Proof::Link => HeaderValue::from_static("proof-only"),
            Proof::Pdf => HeaderValue::from_static("pdf"),
        };
        self.header(HeaderName::from_static("x-generate-proof"), value)
    }

    /// One more parameter.
    pub fn param(mut self, name: &str, value: impl Into<Param>) -> Self {
        self.params = self.params.with(name, value);
        self
    }

    /// One more header, such as `Cache-Control: no-cache`.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// Pins a version, instead of the latest.
    pub fn version(mut self, number: u8) -> Self {
        self.version = Some(number);
        self
    }
}

impl<T: DeserializeOwned + 'static> IntoFuture for Call<T> {
    type Output = Result<Response<T>, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let version = self.operation.version(self.version)?;
            self.operation.check(version, &self.params)?;
            if version.deprecated {
                let operation = self.operation.name;
                tracing::warn!(target: "api_particulier", operation, version = version.number, "deprecated version");
            }
            let ask = Ask::plain(version.path, self.params, self.headers);
            self.client.call(ask).await
        })
    }
}
