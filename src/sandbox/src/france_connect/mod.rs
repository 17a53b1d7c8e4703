//! FranceConnect v2 on your own machine: an OpenID provider whose people are those of the cases.
//!
//! In the order of a connection: `request` checks what a service asks, `authorize` puts it to the person on a `page`, `token` changes the code
//! that comes of it, `userinfo` tells who they are, and `session_end` lets them go. `people` is who may connect, `scopes` what each
//! scope opens, `store` what is remembered meanwhile, `discovery` what the provider says of itself.

mod authorize;
mod discovery;
mod page;
mod people;
mod request;
mod routes;
mod scopes;
mod session_end;
mod slug;
mod store;
mod token;
mod userinfo;

use std::sync::Arc;

use axum::http::HeaderMap;

use crate::{
    Clock, FranceConnectOptions,
    jose::Key,
    library::Library,
    texts::{self, Text},
    tokens,
};
use store::Store;

pub(crate) use people::{Person, others, told};
use routes::Asked;
pub(crate) use routes::routes;
pub(crate) use store::Access;

/// Where the provider stands, below the sandbox's own address.
pub(crate) const ROOT: &str = "/franceconnect/api/v2";

/// The provider.
pub(crate) struct FranceConnect {
    options: FranceConnectOptions,
    clock: Clock,
    issuer: String,
    key: Key,
    /// Most useful first.
    people: Vec<Arc<Person>>,
    store: Store,
}

impl FranceConnect {
    /// A provider for the people of `library`, at the address of the sandbox.
    pub(crate) fn new(
        options: FranceConnectOptions,
        clock: Clock,
        base_url: &str,
        library: &Library,
    ) -> Self {
        Self {
            options,
            clock,
            issuer: format!("{base_url}{ROOT}"),
            key: Key::fresh(),
            people: people::all(library),
            store: Store::default(),
        }
    }

    /// What identifies the provider.
    pub(crate) fn issuer(&self) -> &str {
        &self.issuer
    }

    /// What the token of a call opens at the API: it must be there, live, and give the whole identity.
    ///
    /// Returns the token and what it opens, or the text of the refusal, always a 401.
    pub(crate) fn introspect(&self, headers: &HeaderMap) -> Result<(String, Access), Text> {
        let token = tokens::bearer(headers).ok_or(texts::FRANCE_CONNECT_ABSENT)?;
        if !is_written_as_a_token(token) {
            return Err(texts::FRANCE_CONNECT_MALFORMED);
        }
        let access = self.store.access(token, self.clock.now());
        let access = access.ok_or(texts::FRANCE_CONNECT_UNKNOWN)?;
        if !scopes::give_pivot(&access.scopes) {
            return Err(texts::FRANCE_CONNECT_IDENTITY);
        }
        Ok((token.to_owned(), access))
    }

    fn person(&self, slug: &str) -> Option<&Arc<Person>> {
        self.people.iter().find(|person| person.slug == slug)
    }
}

/// The characters of RFC 6750 §2.1.
fn is_written_as_a_token(token: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    !token.is_empty() && token.bytes().all(known)
}
