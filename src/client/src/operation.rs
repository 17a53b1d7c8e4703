//! Operations as data: where each one lives, in which versions; and the call that is being prepared.

use std::{
    future::{Future, IntoFuture},
    marker::PhantomData,
    pin::Pin,
};

use http::{HeaderMap, HeaderName, HeaderValue};
use serde::de::DeserializeOwned;

use crate::{Argument, Client, Error, Param, Params, Response, Siret};

/// One operation of the API, described as data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// Provider and name, such as `dss.quotient_familial_identite`.
    pub name: &'static str,
    /// Its versions, the latest first.
    pub versions: &'static [Version],
}

/// One version of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Version {
    /// Its number: 3 for `/v3/…`.
    pub number: u8,
    /// Its path.
    pub path: &'static str,
    /// Whether the API announces its end; calling it warns.
    pub deprecated: bool,
}

impl Operation {
    /// The version of that number, or the latest when none is asked for.
    fn version(&self, asked: Option<u8>) -> Result<&'static Version, Error> {
        let found = match asked {
            Some(number) => self
                .versions
                .iter()
                .find(|version| version.number == number),
            None => self.versions.first(),
        };
        found.ok_or_else(|| {
            let known = self.versions.iter().map(|version| version.number).collect();
            Argument::UnknownVersion {
                operation: self.name.into(),
                asked: asked.unwrap_or_default(),
                known,
            }
            .into()
        })
    }
}

/// A call that is ready: adjust it, then `.await` it.
#[must_use = "nothing is sent until the call is awaited"]
pub struct Call<'a, T> {
    client: &'a Client,
    operation: &'static Operation,
    version: Option<u8>,
    params: Params,
    headers: HeaderMap,
    data: PhantomData<fn() -> T>,
}

impl<'a, T> Call<'a, T> {
    /// A call of an operation with its own parameters.
    pub(crate) fn new(client: &'a Client, operation: &'static Operation, params: Params) -> Self {
        Self {
            client,
            operation,
            version: None,
            params,
            headers: HeaderMap::new(),
            data: PhantomData,
        }
    }

    /// The administration that receives the data, instead of the default one.
    pub fn recipient(self, recipient: &Siret) -> Self {
        self.param("recipient", recipient)
    }

    /// One more parameter, such as `delegation_id`.
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

impl<'a, T: DeserializeOwned + 'a> IntoFuture for Call<'a, T> {
    type Output = Result<Response<T>, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let version = self.operation.version(self.version)?;
            if version.deprecated {
                let operation = self.operation.name;
                tracing::warn!(target: "api_particulier", operation, version = version.number, "deprecated version");
            }
            self.client
                .call(version.path, self.params, self.headers)
                .await
        })
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::Write,
        sync::{Arc, Mutex},
    };

    use super::*;
    use crate::Settings;

    const BOTH: Operation = Operation {
        name: "test.both",
        versions: &[
            Version {
                number: 4,
                path: "/v4/both",
                deprecated: false,
            },
            Version {
                number: 3,
                path: "/v3/both",
                deprecated: true,
            },
        ],
    };

    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_latest_version_is_the_default_and_another_can_be_pinned() {
        assert_eq!(BOTH.version(None).unwrap().path, "/v4/both");
        assert_eq!(BOTH.version(Some(3)).unwrap().path, "/v3/both");
        assert!(matches!(
            BOTH.version(Some(5)),
            Err(Error::Argument(Argument::UnknownVersion { .. }))
        ));
    }

    #[tokio::test]
    async fn only_a_deprecated_version_warns() {
        let log = Log::default();
        let writer = log.clone();
        let lines = tracing_subscriber::fmt()
            .with_writer(move || writer.clone())
            .finish();
        tracing::subscriber::set_global_default(lines).unwrap();
        let settings = Settings::builder()
            .base_url("http://127.0.0.1:1")
            .token("t")
            .build()
            .unwrap();
        let client = Client::new(settings).unwrap();
        let warned = || {
            String::from_utf8(log.0.lock().unwrap().clone())
                .unwrap()
                .contains("deprecated version")
        };
        assert!(
            Call::<serde_json::Value>::new(&client, &BOTH, Params::new())
                .await
                .is_err()
        );
        assert!(!warned());
        assert!(
            Call::<serde_json::Value>::new(&client, &BOTH, Params::new())
                .version(3)
                .await
                .is_err()
        );
        assert!(warned());
    }
}
