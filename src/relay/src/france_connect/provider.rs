//! FranceConnect as an OpenID provider: the question, and the answer once everything in it is checked.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use model::identite::Draft;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdTokenClaims,
    CoreJwsSigningAlgorithm, CoreTokenResponse,
};
use openidconnect::{
    AccessToken, AccessTokenHash, AuthType, AuthenticationContextClass, AuthorizationCode,
    ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl,
    Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, ProviderMetadataWithLogout,
    RedirectUrl, Scope, TokenResponse,
};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;

use super::http::Http;
use super::userinfo::{self, Expected, Userinfo};
use super::{CALLBACK, NotKnown};
use crate::config::FranceConnectAccess;

/// The identity that the API itself needs of FranceConnect.
const IDENTITY: [&str; 6] = [
    "given_name",
    "family_name",
    "birthdate",
    "gender",
    "birthplace",
    "birthcountry",
];
/// What FranceConnect may sign with.
const SIGNED_WITH: [CoreJwsSigningAlgorithm; 2] = [
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
];
/// How many random bytes a state and a nonce have: FranceConnect wants 22 characters at least.
const RANDOM: u32 = 32;
/// How long the provider's description and keys are kept.
const KEPT: Duration = Duration::from_secs(60 * 60);
/// How soon after reading the keys they are read again for a signature that none of them made.
const READ_AGAIN: Duration = Duration::from_secs(60);
/// How long an access token lasts that does not say so.
const DEFAULT_LIFETIME: Duration = Duration::from_secs(60);

/// The client, once the provider has described itself.
type Described = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// FranceConnect, as it knows one administration.
pub(super) struct Provider {
    access: FranceConnectAccess,
    callback: RedirectUrl,
    http: Http,
    /// What the provider says of itself, and when it said so.
    described: Mutex<Option<(ProviderMetadataWithLogout, Instant)>>,
}

/// A question to send a person with.
pub(super) struct Question {
    pub(super) url: String,
    pub(super) state: SecretString,
    pub(super) nonce: SecretString,
    pub(super) verifier: SecretString,
}

/// What FranceConnect says of a person.
pub(super) struct Answer {
    pub(super) identite: Draft,
    pub(super) access_token: SecretString,
    /// How long the access token lasts.
    pub(super) lifetime: Duration,
    /// What FranceConnect wants to see again when the person leaves it.
    pub(super) id_token: Option<SecretString>,
}

impl Provider {
    pub(super) fn new(access: FranceConnectAccess, public_url: &str) -> Result<Self, crate::Error> {
        let callback = RedirectUrl::new(format!("{public_url}{CALLBACK}"));
        Ok(Self {
            access,
            callback: callback.map_err(|_| crate::Error::FranceConnect)?,
            http: Http::new().map_err(|_| crate::Error::FranceConnect)?,
            described: Mutex::new(None),
        })
    }

    pub(super) fn issuer(&self) -> &str {
        &self.access.issuer
    }

    /// A fresh question for these scopes of data.
    pub(super) async fn question(&self, scopes: &BTreeSet<String>) -> Result<Question, NotKnown> {
        let client = self.client(KEPT).await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let scopes = IDENTITY
            .into_iter()
            .chain(scopes.iter().map(String::as_str));
        let (url, state, nonce) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new_random_len(RANDOM),
                || Nonce::new_random_len(RANDOM),
            )
            .add_scopes(scopes.map(|scope| Scope::new(scope.to_owned())))
            .add_auth_context_value(AuthenticationContextClass::new(self.access.acr.clone()))
            .set_pkce_challenge(challenge)
            .url();
        Ok(Question {
            url: url.into(),
            state: state.into_secret().into(),
            nonce: nonce.secret().clone().into(),
            verifier: verifier.into_secret().into(),
        })
    }

    /// Who the person is, for the code they came back with.
    pub(super) async fn answer(
        &self,
        code: &str,
        nonce: &SecretString,
        verifier: &SecretString,
    ) -> Result<Answer, NotKnown> {
        let client = self.client(KEPT).await?;
        let tokens = self.tokens(&client, code, verifier).await?;
        // A key that was exchanged since its list was read is no forgery.
        let client = match self.claims(&client, &tokens, nonce) {
            Ok(_) => client,
            Err(_) => self.client(READ_AGAIN).await?,
        };
        let claims = self.claims(&client, &tokens, nonce)?;
        let access_token = tokens.access_token();
        let person = self.person(access_token, &claims).await?;
        Ok(Answer {
            identite: person.identite(),
            access_token: access_token.secret().clone().into(),
            lifetime: tokens.expires_in().unwrap_or(DEFAULT_LIFETIME),
            id_token: tokens.id_token().map(|token| token.to_string().into()),
        })
    }

    /// Where a person leaves the provider, when it has such an address.
    pub(super) async fn end_session(&self) -> Option<String> {
        let described = self.description(KEPT).await.ok()?;
        let address = &described.additional_metadata().end_session_endpoint;
        address.as_ref().map(|address| address.to_string())
    }

    async fn tokens(
        &self,
        client: &Described,
        code: &str,
        verifier: &SecretString,
    ) -> Result<CoreTokenResponse, NotKnown> {
        let exchange = client.exchange_code(AuthorizationCode::new(code.to_owned()));
        let verifier = PkceCodeVerifier::new(verifier.expose_secret().to_owned());
        let exchange = exchange
            .map_err(|_| self.broken("has no token endpoint"))?
            .set_pkce_verifier(verifier);
        let sent = exchange.request_async(&self.http).await;
        sent.map_err(|_| self.broken("gives no token for a code"))
    }

    /// The signed statement of who the person is, with the level that was asked for and the hash of this very token.
    fn claims(
        &self,
        client: &Described,
        tokens: &CoreTokenResponse,
        nonce: &SecretString,
    ) -> Result<CoreIdTokenClaims, NotKnown> {
        let id_token = tokens
            .id_token()
            .ok_or_else(|| self.broken("gives no ID token"))?;
        let verifier = client.id_token_verifier().set_allowed_algs(SIGNED_WITH);
        let nonce = Nonce::new(nonce.expose_secret().to_owned());
        let claims = id_token
            .claims(&verifier, &nonce)
            .map_err(|_| self.broken("signs an ID token that is not valid"))?;
        let level = claims.auth_context_ref().map(|level| level.as_str());
        // The names of the levels are in their order.
        if level.is_none_or(|level| level < self.access.acr.as_str()) {
            return Err(self.broken("gives a lower level of assurance than was asked for"));
        }
        if let Some(expected) = claims.access_token_hash() {
            let actual = id_token.signing_alg().ok().and_then(|alg| {
                let key = id_token.signing_key(&verifier).ok()?;
                AccessTokenHash::from_token(tokens.access_token(), alg, key).ok()
            });
            if actual.as_ref() != Some(expected) {
                return Err(self.broken("gives an access token that the ID token is not about"));
            }
        }
        Ok(claims.clone())
    }

    /// What the provider signs of the person's identity, for this token alone.
    async fn person(
        &self,
        token: &AccessToken,
        claims: &CoreIdTokenClaims,
    ) -> Result<Userinfo, NotKnown> {
        let described = self.description(KEPT).await?;
        let address = described.userinfo_endpoint();
        let address = address.ok_or_else(|| self.broken("has no userinfo endpoint"))?;
        let signed = self.http.get_jwt(address.as_str(), token.secret()).await;
        let signed = signed.map_err(|_| self.broken("gives no signed identity"))?;
        let expected = Expected {
            issuer: &self.access.issuer,
            audience: &self.access.client_id,
            subject: claims.subject().as_str(),
        };
        userinfo::read(&signed, described.jwks(), &SIGNED_WITH, &expected)
            .ok_or_else(|| self.broken("signs an identity that is not valid"))
    }

    /// The client, of a description that is not older than `age`.
    async fn client(&self, age: Duration) -> Result<Described, NotKnown> {
        let secret = self.access.client_secret.expose_secret().to_owned();
        let described = self.description(age).await?;
        let ways = described.token_endpoint_auth_methods_supported();
        // FranceConnect lists this one alone; a provider that lists none takes the other (OpenID Connect Discovery 1.0, section 3).
        let in_body =
            ways.is_some_and(|ways| ways.contains(&CoreClientAuthMethod::ClientSecretPost));
        let client = CoreClient::from_provider_metadata(
            described,
            ClientId::new(self.access.client_id.clone()),
            Some(ClientSecret::new(secret)),
        );
        let way = if in_body {
            AuthType::RequestBody
        } else {
            AuthType::BasicAuth
        };
        let client = client.set_redirect_uri(self.callback.clone());
        Ok(client.set_auth_type(way))
    }

    async fn description(&self, age: Duration) -> Result<ProviderMetadataWithLogout, NotKnown> {
        let mut kept = self.described.lock().await;
        if let Some((described, since)) = &*kept
            && since.elapsed() < age
        {
            return Ok(described.clone());
        }
        let issuer = IssuerUrl::new(self.access.issuer.clone());
        let issuer = issuer.map_err(|_| self.broken("has an issuer that is no address"))?;
        let described = ProviderMetadataWithLogout::discover_async(issuer, &self.http).await;
        let described = described
            .map_err(|_| self.broken("does not describe itself at its discovery address"))?;
        *kept = Some((described.clone(), Instant::now()));
        Ok(described)
    }

    /// What whoever runs the relay must know: the sentence holds nothing of the person.
    fn broken(&self, what: &str) -> NotKnown {
        tracing::error!(
            issuer = self.access.issuer,
            "FranceConnect {what}: check the issuer, the client and its rights"
        );
        NotKnown::Unavailable
    }
}
