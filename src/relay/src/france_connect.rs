//! FranceConnect v2: the relay is one of its services, and the person in the page comes back from it with a ticket.
//!
//! Nothing personal is in an address, a cookie or the page: the page asks for its ticket with the visit that it alone has.
//! Three things tie the way there and back to one browser, or whoever sends their own link to someone else would be taken for
//! that person: the page's origin, which the browser says at the start; a cookie of the relay's own; and a proof that the window
//! tells to nobody but the page that opened it. Where there is no window, the person says by a button of the relay's own page
//! that they come from this form.

mod http;
mod logins;
mod pages;
mod provider;
pub(crate) mod userinfo;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};

use model::lang::Lang;
use secrecy::{ExposeSecret, SecretString};
use ulid::Ulid;

use crate::app::App;
use crate::catalogue::Catalogue;
use crate::config::{Config, Form, FranceConnectAccess, Organisation};
use crate::ticket::{Holder, Identified, LIFETIME, Ticket};
use crate::word;
pub(crate) use logins::{Browser, Found, Login, Logins};
pub(crate) use pages::{Said, back, ended, home, refused, start};
use provider::{Answer, Provider};

/// How long the person may take to come back: the session of FranceConnect itself.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30 * 60);
/// The way of asking that this is for.
pub(crate) const MODE: &str = "france_connect";
/// Where FranceConnect sends the person back, from the relay's address.
pub(crate) const CALLBACK: &str = "/v1/france-connect/callback";
/// Where it sends them once they have left it.
const LEFT: &str = "/v1/france-connect/left";
/// What the stand-in of the sandbox knows the relay by, and where it is.
const SANDBOX: [&str; 2] = ["france-connect-test", "france-connect-secret"];
const SANDBOX_PATH: &str = "/franceconnect/api/v2";

/// Why FranceConnect did not say who the person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotKnown {
    /// The person does not come from a page of the form, as far as their browser says.
    Page,
    /// The answer is to no question of this browser, or to one of too long ago.
    Foreign,
    /// The person went back.
    Cancelled,
    /// The person could not be told from another, or is not in the register.
    Homonym,
    /// FranceConnect does not answer, or not as it should.
    Unavailable,
}

/// FranceConnect, as this relay's administrations may ask it.
pub(crate) struct FranceConnect {
    providers: BTreeMap<String, Provider>,
    pub(crate) logins: Logins,
}

/// Where FranceConnect sent the person back with, as it stands in the address.
#[derive(serde::Deserialize)]
pub(crate) struct Returned {
    state: Option<String>,
    code: Option<String>,
    iss: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
}

impl FranceConnect {
    /// The access of each administration; with the sandbox at `sandbox`, to its stand-in.
    pub(crate) fn new(config: &Config, sandbox: Option<&str>) -> Result<Self, crate::Error> {
        let mut providers = BTreeMap::new();
        for form in config.forms.iter().filter(|form| is_offered(form)) {
            let organisation = &form.organisation;
            let access = access(organisation, sandbox);
            if let Some(access) = access {
                let provider = Provider::new(access, &config.public_url)?;
                providers.insert(organisation.id.clone(), provider);
            }
        }
        Ok(Self {
            providers,
            logins: Logins::default(),
        })
    }

    fn provider(&self, form: &Form) -> Option<&Provider> {
        let offered = Some(form).filter(|form| is_offered(form))?;
        self.providers.get(&offered.organisation.id)
    }
}

/// Whether a form offers FranceConnect.
pub(crate) fn is_offered(form: &Form) -> bool {
    let mut modes = form.sources.iter().flat_map(|used| &used.modes);
    modes.any(|mode| mode == MODE)
}

/// Begins a login for a page of `form`. The page is told too when it cannot.
pub(crate) async fn begin(app: &App, form: &Form, place: Place) -> Result<Begun, NotKnown> {
    let until = SystemTime::now() + PATIENCE;
    let begun = question(app, form, &place, until).await;
    if let Err(why) = begun {
        let found = Found::refused(form.id.clone(), place.origin, why);
        let logins = &app.france_connect.logins;
        logins.end(place.visit, found, place.browser, until);
    }
    begun
}

/// Where a login begins: the visit that the page has, the page's origin, the person's browser.
pub(crate) struct Place {
    pub(crate) visit: Ulid,
    pub(crate) origin: String,
    pub(crate) browser: Browser,
    pub(crate) lang: Lang,
}

/// A login that has begun: where to send the person who comes from a window that the page opened, and what the button says.
pub(crate) struct Begun {
    pub(crate) url: String,
    pub(crate) state: SecretString,
}

async fn question(
    app: &App,
    form: &Form,
    place: &Place,
    until: SystemTime,
) -> Result<Begun, NotKnown> {
    let provider = app.france_connect.provider(form).ok_or(NotKnown::Page)?;
    let question = provider.question(&scopes(form, &app.catalogue)).await?;
    let login = Login {
        form: form.id.clone(),
        origin: place.origin.clone(),
        visit: place.visit,
        nonce: question.nonce,
        verifier: question.verifier,
        browser: place.browser.clone(),
        lang: place.lang,
        until,
        url: question.url.clone(),
        proof: Some(word::fresh().map_err(|_| NotKnown::Unavailable)?),
    };
    let logins = &app.france_connect.logins;
    logins.begin(&question.state, login, SystemTime::now());
    Ok(Begun {
        url: question.url,
        state: question.state,
    })
}

/// Where to send a person who has said, by the relay's own button, that they come from the form.
pub(crate) fn confirmed(app: &App, state: &str, browser: &[Browser]) -> Option<String> {
    let logins = &app.france_connect.logins;
    logins.confirm(state, browser, SystemTime::now())
}

/// Whether a person who is back has said so by the relay's own button: their window has lost the page that opened it.
pub(crate) fn released(app: &App, proof: &str, browser: &[Browser]) -> bool {
    app.france_connect.logins.release(proof, browser)
}

/// Who came back: for which form, the language of their page, where it is, and what proves to it that its own window is meant.
pub(crate) struct Back {
    pub(crate) form: String,
    pub(crate) lang: Lang,
    pub(crate) origin: String,
    pub(crate) proof: Option<String>,
    pub(crate) known: Result<(), NotKnown>,
}

/// Takes a person back: who they are is kept for their page, and so is why they are not known.
///
/// # Errors
/// [`NotKnown::Foreign`] when this answers no question of this browser.
pub(crate) async fn finish(
    app: &App,
    returned: Returned,
    browser: &[Browser],
) -> Result<Back, NotKnown> {
    let logins = &app.france_connect.logins;
    let state = returned.state.as_deref().unwrap_or_default();
    let login = logins.take(state, browser, SystemTime::now())?;
    let (visit, browser, until) = (login.visit, login.browser.clone(), login.until);
    let (form, origin, proof) = (
        login.form.clone(),
        login.origin.clone(),
        login.proof.clone(),
    );
    let mut back = Back {
        form: form.clone(),
        lang: login.lang,
        origin: origin.clone(),
        proof: proof.clone(),
        known: Ok(()),
    };
    let found = match known(app, returned, login).await {
        Ok((word, hint)) => Found {
            form,
            origin,
            result: Ok(word),
            hint,
            proof,
        },
        Err(why) => {
            back.known = Err(why);
            Found::refused(form, origin, why)
        }
    };
    logins.end(visit, found, browser, until);
    Ok(back)
}

/// The ticket of the person that FranceConnect sends back, and what it is left with.
async fn known(
    app: &App,
    returned: Returned,
    login: Login,
) -> Result<(SecretString, Option<SecretString>), NotKnown> {
    let form = app.config.form(&login.form).ok_or(NotKnown::Foreign)?;
    let provider = app.france_connect.provider(form).ok_or(NotKnown::Foreign)?;
    let answer = answer(returned, provider, login.nonce, login.verifier).await?;
    let ticket = Ticket {
        form: login.form,
        origin: login.origin,
        until: SystemTime::now() + answer.lifetime.min(LIFETIME),
        case: None,
        subjects: Vec::new(),
        holder: Holder::FranceConnect(Box::new(Identified {
            identite: answer.identite,
            access_token: answer.access_token,
        })),
    };
    let word = app.tickets.keep(ticket, SystemTime::now());
    let word = word.map_err(|_| NotKnown::Unavailable)?;
    Ok((word.into(), answer.id_token))
}

async fn answer(
    returned: Returned,
    provider: &Provider,
    nonce: SecretString,
    verifier: SecretString,
) -> Result<Answer, NotKnown> {
    // Another provider's answer (RFC 9207) is none to this question.
    let is_other = |iss: &String| *iss != provider.issuer();
    if returned.iss.as_ref().is_some_and(is_other) {
        return Err(NotKnown::Foreign);
    }
    if let Some(error) = &returned.error {
        return Err(refusal(error, returned.error_description.as_deref()));
    }
    let code = returned.code.ok_or(NotKnown::Foreign)?;
    provider.answer(&code, &nonce, &verifier).await
}

/// What FranceConnect's own refusals come to. A name shared by several people, or by none, has a code in the description.
fn refusal(error: &str, description: Option<&str>) -> NotKnown {
    const HOMONYMS: [&str; 2] = ["Y010004", "Y010006"];
    let has_code = |code: &&str| description.is_some_and(|text| text.contains(*code));
    match error {
        _ if HOMONYMS.iter().any(has_code) => NotKnown::Homonym,
        "access_denied" => NotKnown::Cancelled,
        _ => NotKnown::Unavailable,
    }
}

/// Where a person goes to leave FranceConnect, who came from there for this visit, and the fields that it takes.
pub(crate) async fn leaving(
    app: &App,
    visit: Ulid,
    browser: &[Browser],
) -> Option<(String, Vec<(&'static str, String)>)> {
    let (form, hint) = app.france_connect.logins.hint(visit, browser)?;
    let provider = app.france_connect.provider(app.config.form(&form)?)?;
    let address = provider.end_session().await?;
    let back = format!("{}{LEFT}", app.config.public_url);
    let fields = vec![
        ("id_token_hint", hint.expose_secret().to_owned()),
        ("post_logout_redirect_uri", back),
        ("state", Ulid::generate().to_string()),
    ];
    Some((address, fields))
}

/// Where the page sends the person, from the relay's address: nothing personal, and good for one visit.
pub(crate) fn start_path(form: &Form, visit: &str, lang: Lang) -> Option<String> {
    let path = format!(
        "/v1/france-connect/start?form={}&login={visit}&lang={}",
        form.id,
        lang.tag()
    );
    is_offered(form).then_some(path)
}

/// What the items of the form need: the API masks what was not asked of FranceConnect.
fn scopes(form: &Form, catalogue: &Catalogue) -> BTreeSet<String> {
    let mut scopes = BTreeSet::new();
    for used in &form.sources {
        let source = catalogue.get(&used.id);
        let source = source.filter(|_| used.modes.iter().any(|mode| mode == MODE));
        let fields = source.into_iter().flat_map(|source| {
            let items = used.items.iter();
            items.flat_map(|item| source.fields_under(item))
        });
        scopes.extend(fields.filter_map(|field| field.scope.clone()));
    }
    scopes
}

fn access(organisation: &Organisation, sandbox: Option<&str>) -> Option<FranceConnectAccess> {
    let own = organisation.france_connect.as_ref().cloned();
    own.or_else(|| {
        let [client_id, secret] = SANDBOX;
        Some(FranceConnectAccess {
            issuer: format!("{}{SANDBOX_PATH}", sandbox?),
            client_id: client_id.to_owned(),
            client_secret: SecretString::from(secret),
            acr: "eidas1".to_owned(),
        })
    })
}
