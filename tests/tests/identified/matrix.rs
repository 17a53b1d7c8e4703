//! Every way of presenting what is not, or no longer, one's own: a ticket, a state, a login. None is accepted.

use serde_json::{Value, json};
use tests::identified::*;
use tests::tokens::SealingKeys;
use tests::{ORIGIN, Reply, Rig, Traveller, couple, hidden_fields, http};

/// A page of the other form, and pages that borrow one thing from it.
const OTHER_PAGE: Page = Page {
    form: OTHER,
    origin: OTHER_ORIGIN,
};
const OTHER_FORM: Page = Page {
    form: OTHER,
    origin: ORIGIN,
};
const OTHER_SITE: Page = Page {
    form: FORM,
    origin: OTHER_ORIGIN,
};

/// A word with its last letter changed.
fn altered(word: &str) -> String {
    let (head, last) = word.split_at(word.len() - 1);
    format!("{head}{}", if last == "A" { "B" } else { "A" })
}

async fn use_it(rig: &Rig, page: Page, ticket: &str, subject: Value) -> Reply {
    page.prefill(rig, &["quotient_familial"], subject, ticket)
        .await
}

/// Presents a ticket in every wrong way, then once in the right one.
async fn is_good_once_and_nowhere_else(rig: &Rig, ticket: &str, subject: Value) {
    let calls = rig.calls();
    let mut accepted = 0;
    for (page, word) in [
        (OTHER_PAGE, ticket.to_owned()),
        (OTHER_FORM, ticket.to_owned()),
        (OTHER_SITE, ticket.to_owned()),
        (PAGE, altered(ticket)),
        (PAGE, String::new()),
        (PAGE, ticket.to_uppercase()),
        (PAGE, format!("{ticket}A")),
    ] {
        let answer = use_it(rig, page, &word, subject.clone()).await;
        assert_eq!(answer.status, 403, "{page:?} {:?}", answer.body);
        accepted += usize::from(answer.body["results"].is_object());
        let person = page
            .person(rig, &page.definition(rig).await["visit"], Some(&word))
            .await;
        assert_eq!(person.status, 403, "{page:?}");
    }
    assert_eq!(
        without_origin(rig, ticket, subject.clone()).await.status,
        403
    );
    assert_eq!((accepted, rig.calls()), (0, calls));
    let answer = use_it(rig, PAGE, ticket, subject.clone()).await;
    assert_eq!(answer.result()["status"], "filled", "{:?}", answer.body);
    assert_eq!(
        use_it(rig, PAGE, ticket, subject).await.problem(),
        "ticket-used"
    );
    assert_eq!(rig.calls(), calls + 1);
}

/// A program that is no page.
async fn without_origin(rig: &Rig, ticket: &str, subject: Value) -> Reply {
    let definition = PAGE.definition(rig).await;
    let request = json!({
        "visit": definition["visit"], "subject": subject, "ticket": ticket,
        "consent": { "notice": definition["notice"]["hash"], "items": { "quotient_familial": ["quotient_familial"] } }
    });
    let url = format!("{}/v1/forms/{FORM}/prefill", rig.base);
    Reply::read(http().post(url).json(&request)).await
}

#[tokio::test]
async fn a_ticket_is_good_once_for_its_form_from_its_origin() {
    let rig = super::rig().await;
    let account = ticket(&rig, &order(couple())).await;
    is_good_once_and_nowhere_else(&rig, &account, json!({ "mode": "ticket" })).await;
    let agent = ticket(&rig, &order_for_agent()).await;
    is_good_once_and_nowhere_else(&rig, &agent, couple()).await;
    let definition = PAGE.definition(&rig).await;
    let path = definition["france_connect"].as_str().unwrap();
    Traveller::new(&rig)
        .identify(ORIGIN, path, "KERMARREC-SOLENN")
        .await;
    let person = PAGE.person(&rig, &definition["visit"], None).await.body;
    let word = person["ticket"].as_str().unwrap();
    is_good_once_and_nowhere_else(&rig, word, super::france_connect()).await;
}

#[tokio::test]
async fn a_ticket_holds_for_no_other_identity_than_its_own() {
    let rig = super::rig().await;
    let nobody = tests::identite(json!({
        "nom_naissance": "Inconnu", "prenoms": ["Personne"], "sexe": "F",
        "date_naissance": { "annee": 1987, "mois": 3, "jour": 14 },
        "lieu_naissance": { "pays": "99100", "commune": "29019" }
    }));
    let own = ticket(&rig, &order(nobody)).await;
    // A neighbour's identity beside one's own ticket is asked about by nobody.
    assert_eq!(use_it(&rig, PAGE, &own, couple()).await.problem(), "about");
    let definition = PAGE.definition(&rig).await;
    let path = definition["france_connect"].as_str().unwrap();
    Traveller::new(&rig)
        .identify(ORIGIN, path, "KERMARREC-SOLENN")
        .await;
    let person = PAGE.person(&rig, &definition["visit"], None).await.body;
    let word = person["ticket"].as_str().unwrap();
    assert_eq!(
        use_it(&rig, PAGE, word, couple()).await.problem(),
        "undisclosed"
    );
    // An account asks for nothing by FranceConnect, nor an agent.
    for order in [order(couple()), order_for_agent()] {
        let word = ticket(&rig, &order).await;
        let request = json!([super::france_connect()]);
        let answer = use_it(&rig, PAGE, &word, request[0].clone()).await;
        let is_own = answer.result()["status"] == "filled" && order["agent"].is_null();
        assert!(
            is_own || answer.problem() == "no-subject",
            "{:?}",
            answer.body
        );
    }
}

#[tokio::test]
async fn a_state_is_good_once_in_its_browser() {
    let rig = super::rig().await;
    let definition = PAGE.definition(&rig).await;
    let path = definition["france_connect"].as_str().unwrap();
    let mut traveller = Traveller::new(&rig);
    let (_, page) = traveller.leave(Some(ORIGIN), path).await;
    let back = traveller
        .choose(&page.unwrap(), "personne", "KERMARREC-SOLENN")
        .await;
    let with = |name: &str, value: Option<&str>| {
        let pairs: Vec<_> = back
            .query_pairs()
            .into_owned()
            .filter(|(key, _)| key != name)
            .collect();
        let mut other = back.clone();
        other.query_pairs_mut().clear().extend_pairs(pairs);
        if let Some(value) = value {
            other.query_pairs_mut().append_pair(name, value);
        }
        other
    };
    let state = back
        .query_pairs()
        .find(|(name, _)| name == "state")
        .unwrap()
        .1
        .into_owned();
    let stranger = Traveller::new(&rig);
    let mut other = Traveller::new(&rig);
    other
        .leave(Some(ORIGIN), path.replace("login=", "login=01").as_str())
        .await;
    let mut accepted = 0;
    for (browser, address) in [
        (&stranger, back.clone()),
        (&other, back.clone()),
        (&traveller, with("state", Some(&altered(&state)))),
        (&traveller, with("state", Some(""))),
        (&traveller, with("state", None)),
    ] {
        let (status, _) = browser.come_back(&address).await;
        assert_eq!(status, 403, "{address}");
        let person = PAGE.person(&rig, &definition["visit"], None).await.body;
        accepted += usize::from(person["status"] != "waiting");
    }
    assert_eq!(accepted, 0);
    let (status, page) = traveller.come_back(&back).await;
    assert_eq!(status, 200);
    let (_, fields) = hidden_fields(&page);
    let proof = fields[0].1.as_str();
    // The window tells it to the page that has opened it, and who only has the visit is told nothing.
    let person = PAGE.person(&rig, &definition["visit"], None).await.body;
    assert_eq!(person["status"], "waiting");
    for wrong in ["", &altered(proof)] {
        let person = PAGE.person_with(&rig, &definition["visit"], wrong).await;
        assert_eq!(person["status"], "waiting", "{wrong}");
    }
    let person = PAGE.person_with(&rig, &definition["visit"], proof).await;
    assert_eq!(person["status"], "identified");
    assert_eq!(traveller.come_back(&back).await.0, 403, "a second time");
    // The login is that of one visit, one form, one origin.
    for page in [OTHER_PAGE, OTHER_SITE] {
        let asked = page.person(&rig, &definition["visit"], None).await;
        assert_ne!(asked.body["status"], "identified", "{page:?}");
    }
    let another = PAGE.definition(&rig).await;
    assert_eq!(
        PAGE.person(&rig, &another["visit"], None).await.body["status"],
        "waiting"
    );
}

#[tokio::test]
async fn an_answer_of_another_provider_or_an_altered_code_identifies_nobody() {
    for (name, value) in [("iss", "https://ailleurs.exemple.fr"), ("code", "altered")] {
        let rig = super::rig().await;
        let definition = PAGE.definition(&rig).await;
        let path = definition["france_connect"].as_str().unwrap();
        let mut traveller = Traveller::new(&rig);
        let (_, page) = traveller.leave(Some(ORIGIN), path).await;
        let mut back = traveller
            .choose(&page.unwrap(), "personne", "KERMARREC-SOLENN")
            .await;
        let pairs = back.query_pairs().into_owned();
        let pairs: Vec<_> = pairs
            .map(|(key, old)| {
                if key == name {
                    (key, value.to_owned())
                } else {
                    (key, old)
                }
            })
            .collect();
        back.query_pairs_mut().clear().extend_pairs(pairs);
        traveller.come_back(&back).await;
        let person = PAGE.person(&rig, &definition["visit"], None).await.body;
        assert_eq!(person["status"], "refused", "{name}");
        assert!(person["ticket"].is_null());
    }
}

#[tokio::test]
async fn france_connect_begins_at_a_page_of_the_form_alone() {
    let rig = super::rig().await;
    let definition = PAGE.definition(&rig).await;
    let path = definition["france_connect"].as_str().unwrap();
    for origin in [
        None,
        Some("https://ailleurs.exemple.fr"),
        Some(OTHER_ORIGIN),
        Some("https://services.exemple.fr.mal.fr"),
    ] {
        let (status, page) = Traveller::new(&rig).leave(origin, path).await;
        assert_eq!((status, page), (403, None), "{origin:?}");
    }
    for wrong in ["form=autre", "form=", "form=sport", "x=y"] {
        let path = path.replace("form=cantine", wrong);
        let (status, page) = Traveller::new(&rig).leave(Some(ORIGIN), &path).await;
        assert_eq!((status, page), (403, None), "{wrong}");
    }
}

#[tokio::test]
async fn where_no_window_opens_the_person_says_so_by_the_relay_s_own_button() {
    let rig = super::rig().await;
    let definition = PAGE.definition(&rig).await;
    let path = definition["france_connect"].as_str().unwrap();
    let mut traveller = Traveller::new(&rig);
    let (_, html) = traveller.open(Some(ORIGIN), path).await;
    assert!(
        html.contains("Formulaire") && html.contains(ORIGIN),
        "what it is for"
    );
    for origin in [ORIGIN, OTHER_ORIGIN, "null", "https://ailleurs.exemple.fr"] {
        assert_eq!(
            traveller.confirm(origin, &html).await,
            (403, None),
            "{origin}"
        );
    }
    assert_eq!(
        Traveller::new(&rig).confirm(PUBLIC, &html).await,
        (403, None),
        "another browser"
    );
    assert_eq!(traveller.confirm(PUBLIC, &html).await.0, 303);
    // A login that the relay did not name is none.
    for login in [
        "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV.AAAA",
    ] {
        let path = format!("/v1/france-connect/start?form={FORM}&login={login}");
        assert_eq!(
            traveller.leave(Some(ORIGIN), &path).await,
            (403, None),
            "{login}"
        );
    }
}

#[tokio::test]
async fn a_ticket_tells_nothing_of_what_is_sealed() {
    let keys = SealingKeys::default();
    let folder = keys.folder().display();
    let sealed = config()
        .replace(
            "token_file =",
            &format!("seal_key = \"{folder}/seal/seal.pub.pem\"\ntoken_file ="),
        )
        .replace(
            "store =",
            &format!("keys = \"{folder}/keys\"\nsealed_after = \"1s\"\nstore ="),
        );
    let rig = Rig::with_config(&sealed, sandbox::Options::default()).await;
    let definition = PAGE.definition(&rig).await;
    assert_eq!(definition["sealed"], true);
    let own = ticket(&rig, &order(couple())).await;
    // Someone who is known and someone who is not: the ticket says the same of both.
    for name in ["nolwenn.tassel", "personne.inconnue"] {
        let definition = PAGE.definition(&rig).await;
        let request = json!({
            "visit": definition["visit"], "subjects": [{ "mode": "ticket" }, tests::identifiant(name)], "ticket": own,
            "consent": { "notice": definition["notice"]["hash"], "items": { "demandeur_emploi": ["inscription"] } }
        });
        assert_eq!(
            PAGE.send(&rig, &request).await.problem(),
            "undisclosed",
            "{name}"
        );
        let person = PAGE
            .person(&rig, &definition["visit"], Some(&own))
            .await
            .body;
        assert_eq!(person["status"], "identified", "{name}");
    }
    assert_eq!(rig.calls(), 0);
}

#[tokio::test]
async fn a_ticket_is_minted_for_who_has_the_key_and_knows_the_form() {
    let rig = super::rig().await;
    let url = format!("{}/v1/tickets", rig.base);
    let good = order(couple());
    let with = |name: &str, value: Value| {
        let mut order = good.clone();
        order[name] = value;
        order
    };
    let keyed = |key: &str, order: &Value| http().post(&url).bearer_auth(key).json(order);
    for (asked, status, problem) in [
        (http().post(&url).json(&good), 401, "ticket-key"),
        (keyed("", &good), 401, "ticket-key"),
        (keyed(&tests::TICKET_KEY[1..], &good), 401, "ticket-key"),
        (keyed("cle", &json!({})), 401, "ticket-key"),
        (
            keyed(tests::TICKET_KEY, &good).header("Origin", ORIGIN),
            403,
            "ticket-in-page",
        ),
        (
            keyed(tests::TICKET_KEY, &with("form", json!("autre"))),
            404,
            "unknown-form",
        ),
        (
            keyed(tests::TICKET_KEY, &with("origin", json!(OTHER_ORIGIN))),
            422,
            "ticket-origin",
        ),
        (
            keyed(tests::TICKET_KEY, &with("case", json!("Marie Dupont"))),
            422,
            "reference",
        ),
        (
            keyed(
                tests::TICKET_KEY,
                &with("agent", json!({ "id": "a@b.fr", "role": "guichet" })),
            ),
            422,
            "reference",
        ),
        (
            keyed(
                tests::TICKET_KEY,
                &with("agent", json!({ "id": "a", "role": "maire" })),
            ),
            422,
            "role",
        ),
        (
            keyed(tests::TICKET_KEY, &with("subject", Value::Null)),
            422,
            "no-subject",
        ),
        (
            keyed(
                tests::TICKET_KEY,
                &with("subject", json!({ "mode": "ine", "ine": "1" })),
            ),
            422,
            "no-subject",
        ),
        (
            keyed(
                tests::TICKET_KEY,
                &with("subject", json!({ "mode": "identite" })),
            ),
            422,
            "inputs",
        ),
        (
            keyed(tests::TICKET_KEY, &with("autre", json!(1))),
            400,
            "body",
        ),
    ] {
        let answer = Reply::read(asked).await;
        assert_eq!(
            (answer.status, answer.problem()),
            (status, problem),
            "{:?}",
            answer.body
        );
        let next_step = answer.body["next_step"].as_str().unwrap();
        let is_for_a_person = next_step.contains("Rechargez") || next_step.contains("vous-même");
        assert!(!next_step.is_empty() && !is_for_a_person, "{next_step}");
        for input in answer.body["fields"].as_array().into_iter().flatten() {
            let named = input["field"].as_str().unwrap();
            assert!(next_step.contains(named), "{named} in {next_step}");
        }
    }
    assert_eq!(mint(&rig, &good).await.status, 201);
}
