//! An independent OpenID provider in the place of FranceConnect, by configuration alone.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::time::Duration;

use sandbox::Options;
use serde_json::{Value, json};
use tests::identified::PAGE;
use tests::openid_provider::{Access, PERSONAL, Provider, SECRET, Screen, Settings, Visitor};
use tests::{Reply, Rig, http};

/// The page that the person comes back to.
const IDENTIFIED: &str = "Vous êtes identifié";
/// The page that the provider shows to whom it does not know.
const ASKED: &str = "Se connecter";

/// A form's page and the browser that shows it.
struct Visit {
    definition: Value,
    visitor: Visitor,
}

impl Visit {
    async fn begin(rig: &Rig) -> Self {
        Self {
            definition: PAGE.definition(rig).await,
            visitor: Visitor::new(rig),
        }
    }

    /// Goes to the provider; gives its page, or the relay's where the person is known already or the relay cannot go on.
    async fn go(&mut self) -> Screen {
        let path = self.definition["france_connect"].as_str().unwrap();
        let page = self.visitor.open(path).await;
        match page.status {
            200 => self.visitor.go_on(&page).await,
            _ => page,
        }
    }

    /// Goes all the way, and makes this choice at the provider's; gives the relay's page.
    async fn choose(&mut self, choice: &str) -> Screen {
        let page = self.go().await;
        assert!(page.html.contains(ASKED), "{page:?}");
        self.visitor.press(&page, Some(("choice", choice))).await
    }

    /// Who the relay says the person is.
    async fn person(&self, rig: &Rig) -> Value {
        let visit = &self.definition["visit"];
        PAGE.person(rig, visit, None).await.body
    }
}

/// A relay that is told this of a provider.
async fn relay(provider: &Provider, access: &Access) -> Rig {
    Rig::with_config(&provider.config(access), Options::default()).await
}

/// That the relay logs this, if it has not yet.
async fn has_logged(rig: &Rig, text: &str) {
    let logged = async {
        while !rig.log().contains(text) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let logged = tokio::time::timeout(Duration::from_secs(60), logged).await;
    assert!(logged.is_ok(), "{}", rig.log());
}

/// That no log holds what the provider knows, nor the secret.
fn is_discreet(rig: &Rig) {
    let log = rig.log();
    let found = PERSONAL.into_iter().chain([SECRET]);
    let found: Vec<_> = found.filter(|word| log.contains(word)).collect();
    assert_eq!(found, Vec::<&str>::new());
}

/// That the relay takes nobody for known after a login, and tells its operator why in this sentence.
async fn is_refused(settings: Settings, change: impl FnOnce(&mut Access), sentence: &str) {
    let provider = Provider::start(settings).await;
    let mut access = provider.access();
    change(&mut access);
    let rig = relay(&provider, &access).await;
    let mut visit = Visit::begin(&rig).await;
    let page = visit.choose("login").await;
    assert_eq!(page.status, 503, "{page:?}");
    let person = visit.person(&rig).await;
    assert_eq!(person["status"], "refused");
    let kind = person["problem"]["type"].as_str().unwrap();
    assert!(kind.ends_with(":login-unavailable"), "{kind}");
    has_logged(&rig, sentence).await;
    is_discreet(&rig);
    let mut sent = page.address.query_pairs();
    let (_, code) = sent.find(|(name, _)| name == "code").unwrap();
    assert!(!rig.log().contains(&*code));
}

#[tokio::test]
async fn a_person_of_another_provider_is_identified() {
    for acr in ["eidas1", "eidas2", "eidas3"] {
        let settings = Settings {
            acr,
            ..Settings::default()
        };
        let provider = Provider::start(settings).await;
        let rig = relay(&provider, &provider.access()).await;
        let mut visit = Visit::begin(&rig).await;
        assert_eq!(visit.person(&rig).await["status"], "waiting");
        let page = visit.choose("login").await;
        assert!(page.html.contains(IDENTIFIED), "{}\n{page:?}", rig.log());
        let person = visit.person(&rig).await;
        assert_eq!(person["status"], "identified");
        assert_eq!(person["assurance"], "france_connect");
        assert_eq!(person["identite"]["nom_naissance"], "QUATREBARBES");
        assert_eq!(person["identite"]["prenoms"], json!(["Zéphirine", "Aude"]));
        assert_eq!(
            person["identite"]["date_naissance"],
            json!({ "annee": "1987", "mois": "03", "jour": "14" })
        );
        assert!(person["expires_in"].as_u64().unwrap() <= 600);
        is_discreet(&rig);
    }
}

#[tokio::test]
async fn the_api_alone_does_not_know_the_provider() {
    let provider = Provider::start(Settings::default()).await;
    let rig = relay(&provider, &provider.access()).await;
    let mut visit = Visit::begin(&rig).await;
    visit.choose("login").await;
    let person = visit.person(&rig).await;
    let ticket = person["ticket"].as_str().unwrap();
    let subject = json!({ "mode": "france_connect" });
    let reply = PAGE
        .prefill(&rig, &["quotient_familial"], subject, ticket)
        .await;
    assert_eq!(reply.result()["status"], "not_recognised", "{reply:?}");
    let problem = &reply.result()["problem"];
    assert_eq!(problem["title"], "Connexion à refaire");
    assert_eq!(
        problem["detail"],
        "Votre connexion FranceConnect a pris fin avant la réponse."
    );
    let calls = rig.sandbox.as_ref().unwrap().calls();
    let calls: Vec<_> = calls.iter().map(|call| (call.status, call.token)).collect();
    assert_eq!(calls, [(401, None)]);
    let (consents, records) = (rig.records("consent"), rig.records("call"));
    assert_eq!((consents.len(), records.len()), (1, 1));
    assert_eq!(consents[0]["assurance"], "france_connect");
    let told = (&records[0]["status"], &records[0]["outcome"]);
    assert_eq!(told, (&json!(401), &json!("not_recognised")));
    is_discreet(&rig);
}

#[tokio::test]
async fn who_leaves_the_provider_is_asked_again() {
    let provider = Provider::start(Settings::default()).await;
    let rig = relay(&provider, &provider.access()).await;
    let mut visit = Visit::begin(&rig).await;
    visit.choose("login").await;
    // The provider's session lasts, for any page of the same browser.
    visit.definition = PAGE.definition(&rig).await;
    let page = visit.go().await;
    assert!(page.html.contains(IDENTIFIED), "{page:?}");
    let start = visit.definition["france_connect"].as_str().unwrap();
    let leaving = visit
        .visitor
        .open(&start.replace("/start?", "/logout?"))
        .await;
    let asked = visit.visitor.press(&leaving, None).await;
    let left = visit.visitor.press(&asked, Some(("logout", "yes"))).await;
    assert!(left.address.path().ends_with("/left"), "{left:?}");
    assert!(left.html.contains("Vous êtes déconnecté"), "{left:?}");
    visit.definition = PAGE.definition(&rig).await;
    assert!(visit.go().await.html.contains(ASKED));
}

#[tokio::test]
async fn who_gives_up_at_the_provider_is_told_so() {
    let provider = Provider::start(Settings::default()).await;
    let rig = relay(&provider, &provider.access()).await;
    let mut visit = Visit::begin(&rig).await;
    visit.choose("cancel").await;
    let person = visit.person(&rig).await;
    assert_eq!(person["status"], "refused");
    let kind = person["problem"]["type"].as_str().unwrap();
    assert!(kind.ends_with(":login-cancelled"), "{kind}");
}

#[tokio::test]
async fn a_wrong_secret_identifies_nobody() {
    let change = |access: &mut Access| access.secret = "un-autre-secret";
    is_refused(Settings::default(), change, "gives no token for a code").await;
}

#[tokio::test]
async fn a_lower_level_than_was_asked_for_identifies_nobody() {
    let change = |access: &mut Access| access.acr = "eidas2";
    is_refused(Settings::default(), change, "gives a lower level").await;
}

#[tokio::test]
async fn an_identity_that_is_not_signed_identifies_nobody() {
    let settings = Settings {
        signature: None,
        ..Settings::default()
    };
    is_refused(settings, |_| (), "gives no signed identity").await;
}

#[tokio::test]
async fn a_provider_that_gives_itself_another_name_is_not_gone_to() {
    let provider = Provider::start(Settings::default()).await;
    let mut access = provider.access();
    access.issuer = access.issuer.replace("127.0.0.1", "localhost");
    let described = http().get(format!(
        "{}/.well-known/openid-configuration",
        access.issuer
    ));
    assert_eq!(Reply::read(described).await.body["issuer"], provider.issuer);
    let rig = relay(&provider, &access).await;
    let mut visit = Visit::begin(&rig).await;
    let page = visit.go().await;
    assert_eq!(page.status, 503);
    assert!(
        page.html.contains("FranceConnect ne répond pas"),
        "{page:?}"
    );
    has_logged(&rig, "does not describe itself at its discovery address").await;
    is_discreet(&rig);
}
