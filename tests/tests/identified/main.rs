//! People who are identified, against the relay as it is shipped: by the host's account, by FranceConnect, by an agent.
//! What is altered, old, used or meant for elsewhere opens nothing.

#![expect(clippy::unwrap_used, reason = "a test")]

mod editors;
mod enumeration;
mod matrix;
mod sources;

use serde_json::{Value, json};
use tests::identified::*;
use tests::{ORIGIN, Rig, Traveller, couple, hidden_fields};

async fn rig() -> Rig {
    Rig::with_config(&config(), sandbox::Options::default()).await
}

fn france_connect() -> Value {
    json!({ "mode": "france_connect" })
}

#[tokio::test]
async fn an_account_of_the_host_is_shown_what_comes() {
    let rig = rig().await;
    let ticket = ticket(&rig, &order(couple())).await;
    let definition = PAGE.definition(&rig).await;
    assert_eq!(definition["identified_only"], true);
    let person = PAGE
        .person(&rig, &definition["visit"], Some(&ticket))
        .await
        .body;
    assert_eq!(person["status"], "identified");
    assert_eq!(person["assurance"], "host_account");
    assert_eq!(person["identite"]["nom_naissance"], "Kermarrec");
    let items = person["items"].as_object().unwrap();
    assert!(items.contains_key("quotient_familial") && !items.contains_key("demandeur_emploi"));
    let answer = PAGE
        .prefill(
            &rig,
            &["quotient_familial"],
            json!({ "mode": "ticket" }),
            &ticket,
        )
        .await;
    assert_eq!(answer.result()["status"], "filled", "{:?}", answer.body);
    assert!(answer.result()["data"]["quotient_familial"]["valeur"].is_u64());
    let consent = &rig.records("consent")[0];
    assert_eq!(consent["assurance"], "host_account");
    assert_eq!(
        (&consent["case"], &consent["shown"]),
        (&json!("dossier-4821"), &json!(true))
    );
}

#[tokio::test]
async fn a_ticket_that_brought_nothing_serves_again_three_times_in_all() {
    let rig = rig().await;
    let nobody = tests::identite(json!({
        "nom_naissance": "Inconnu", "prenoms": ["Personne"], "sexe": "F",
        "date_naissance": { "annee": 1987, "mois": 3, "jour": 14 },
        "lieu_naissance": { "pays": "99100", "commune": "29019" }
    }));
    let ticket = ticket(&rig, &order(nobody)).await;
    let ask = async || {
        let subject = json!({ "mode": "ticket" });
        PAGE.prefill(&rig, &["quotient_familial"], subject, &ticket)
            .await
    };
    for _ in 0..3 {
        assert_eq!(ask().await.result()["status"], "not_found");
    }
    assert_eq!(ask().await.problem(), "ticket-used");
}

#[tokio::test]
async fn an_agent_is_traced_and_asks_no_more_than_the_role_allows() {
    let rig = Rig::with_config(
        &config(),
        sandbox::Options {
            agent_header: Some("x-agent-id".parse().unwrap()),
            ..sandbox::Options::default()
        },
    )
    .await;
    let ticket = ticket(&rig, &order_for_agent()).await;
    let definition = PAGE.definition(&rig).await;
    let person = PAGE
        .person(&rig, &definition["visit"], Some(&ticket))
        .await
        .body;
    assert_eq!(
        (&person["assurance"], &person["identite"]),
        (&json!("agent"), &Value::Null)
    );
    assert_eq!(
        person["items"],
        json!({ "quotient_familial": ["quotient_familial"] })
    );
    let text = person["notice"]["text"].as_str().unwrap();
    assert!(
        text.contains("Quotient familial") && !text.contains("Adresse"),
        "{text}"
    );
    let all = ["quotient_familial", "allocataires", "enfants", "adresse"];
    let answer = PAGE.prefill(&rig, &all, couple(), &ticket).await;
    assert_eq!(answer.result()["status"], "filled", "{:?}", answer.body);
    let consent = &rig.records("consent")[0];
    let role = json!({ "quotient_familial": ["quotient_familial"] });
    assert_eq!((&consent["offered"], &consent["agreed"]), (&role, &role));
    assert_eq!(consent["refused"], json!({}), "nobody offered the rest");
    assert_eq!(consent["notice"], person["notice"]["hash"]);
    let data = answer.result()["data"].as_object().unwrap();
    assert_eq!(data.keys().collect::<Vec<_>>(), ["quotient_familial"]);
    for kind in ["consent", "call"] {
        assert_eq!(rig.records(kind)[0]["agent"], "agent-17", "{kind}");
    }
    let call = &rig.records("call")[0];
    let kept = |name: &str| call[name].as_str().unwrap()[..4].parse::<i32>().unwrap();
    assert_eq!(kept("expires") - kept("at"), 3);
    let asked = rig.sandbox.as_ref().unwrap().calls();
    assert_eq!(asked[0].agent.as_deref(), Some("agent-17"));
}

#[tokio::test]
async fn france_connect_and_back_is_shown_what_comes() {
    let rig = rig().await;
    let definition = PAGE.definition(&rig).await;
    let visit = &definition["visit"];
    let path = definition["france_connect"].as_str().unwrap();
    assert_eq!(
        PAGE.person(&rig, visit, None).await.body["status"],
        "waiting"
    );
    let mut traveller = Traveller::new(&rig);
    traveller.identify(ORIGIN, path, "KERMARREC-SOLENN").await;
    let person = PAGE.person(&rig, visit, None).await.body;
    assert_eq!(person["status"], "identified", "{person}");
    assert_eq!(person["identite"]["nom_naissance"], "KERMARREC");
    assert_eq!(person["identite"]["prenoms"][0], "Solenn");
    assert!(person["expires_in"].as_u64().unwrap() <= 60);
    let ticket = person["ticket"].as_str().unwrap();
    let items = ["quotient_familial", "enfants"];
    let answer = PAGE.prefill(&rig, &items, france_connect(), ticket).await;
    assert_eq!(answer.result()["status"], "filled", "{:?}", answer.body);
    assert!(answer.result()["data"]["enfants"].is_array());
    assert_eq!(rig.records("consent")[0]["assurance"], "france_connect");
    let asked = &rig.sandbox.as_ref().unwrap().calls()[0];
    assert!(
        asked.person.is_some(),
        "the API is asked with FranceConnect's token"
    );
    assert_eq!(
        asked.parameters.get("recipient").unwrap(),
        &["13002526500013"]
    );
    // What is used is used, and the log knows nobody.
    let again = PAGE.prefill(&rig, &items, france_connect(), ticket).await;
    assert_eq!((again.status, again.problem()), (403, "ticket-used"));
    for secret in [
        "KERMARREC",
        "Solenn",
        ticket,
        tests::FC_SECRET,
        tests::TICKET_KEY,
    ] {
        assert!(!rig.log().contains(secret), "{secret} in the log");
    }
}

#[tokio::test]
async fn leaving_france_connect_ends_its_session() {
    let rig = rig().await;
    let definition = PAGE.definition(&rig).await;
    let path = definition["france_connect"].as_str().unwrap();
    let mut traveller = Traveller::new(&rig);
    traveller.identify(ORIGIN, path, "KERMARREC-SOLENN").await;
    let out = format!("{PUBLIC}{}", path.replace("/start", "/logout"))
        .parse()
        .unwrap();
    let stranger = Traveller::new(&rig);
    assert!(!stranger.come_back(&out).await.1.contains("id_token_hint"));
    let (status, page) = traveller.come_back(&out).await;
    assert_eq!(status, 200);
    let (action, fields) = hidden_fields(&page);
    assert!(action.ends_with("/franceconnect/api/v2/session/end"));
    assert!(
        fields
            .iter()
            .any(|(name, value)| name == "id_token_hint" && value.contains('.'))
    );
}

#[tokio::test]
async fn each_refusal_of_france_connect_has_its_sentence() {
    let rig = rig().await;
    for (name, value, problem) in [
        ("action", "annuler", "login-cancelled"),
        ("personne", "HOMONYME", "login-homonym"),
        ("action", "panne", "login-unavailable"),
    ] {
        let definition = PAGE.definition(&rig).await;
        let path = definition["france_connect"].as_str().unwrap();
        let mut traveller = Traveller::new(&rig);
        let (_, page) = traveller.leave(Some(ORIGIN), path).await;
        let back = traveller.choose(&page.unwrap(), name, value).await;
        traveller.come_back(&back).await;
        let person = PAGE.person(&rig, &definition["visit"], None).await.body;
        assert_eq!(person["status"], "refused", "{value}");
        let kind = person["problem"]["type"].as_str().unwrap();
        assert!(kind.ends_with(problem), "{value}: {kind}");
        assert!(!person["problem"]["next_step"].as_str().unwrap().is_empty());
    }
}
