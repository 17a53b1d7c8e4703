//! The relay over real sockets, with the sandbox behind it: what is delivered, and each refusal with its sentence.

#![expect(clippy::unwrap_used, reason = "a test")]

use sandbox::{Fault, Options};
use serde_json::{Value, json};
use tests::{ORIGIN, Reply, Rig, TOWN, couple, http, identifiant, identite};
use tokio::net::TcpListener;

/// A problem's sentences are there, in words and not in codes.
fn speaks(reply: &Reply) {
    let problem = if reply.body["type"].is_string() {
        &reply.body
    } else {
        &reply.result()["problem"]
    };
    for part in ["title", "detail", "next_step"] {
        assert!(
            problem[part].as_str().is_some_and(|text| text.len() > 10),
            "{part} of {}",
            reply.body
        );
    }
}

async fn with_fault(fault: &str) -> Reply {
    let fault = Some(fault.parse::<Fault>().unwrap());
    let rig = Rig::start(Options {
        fault,
        ..Options::default()
    })
    .await;
    rig.prefill("cantine", couple()).await
}

#[tokio::test]
async fn a_family_is_delivered_as_the_api_gives_it_with_its_derived_fields() {
    let rig = Rig::start(Options::default()).await;
    let reply = rig.prefill("cantine", couple()).await;
    let result = reply.result();
    assert_eq!((reply.status, &result["status"]), (200, &json!("filled")));
    assert_eq!(result["provider"], "CNAF");
    assert_eq!(result["period"]["annee"], 2026);
    let data = &result["data"];
    assert_eq!(data["enfants"].as_array().unwrap().len(), 2);
    assert_eq!(data["enfants.nombre"], 2);
    assert_eq!(data["allocataires"][0]["civilite"], "Madame");
    assert!(
        data["adresse"]["code_postal"]
            .as_str()
            .is_some_and(|code| code.len() == 5)
    );
    assert_eq!(reply.body["receipt"]["id"].as_str().unwrap().len(), 26);
    assert_eq!(reply.header("cache-control"), "no-store");
    assert_eq!(reply.header("access-control-allow-origin"), ORIGIN);
}

#[tokio::test]
async fn the_same_answer_comes_line_by_line_to_who_asks_for_it() {
    let rig = Rig::start(Options::default()).await;
    let request = rig.request("cantine", couple()).await;
    let url = format!("{}/v1/forms/cantine/prefill", rig.base);
    let asked = http()
        .post(url)
        .header("Accept", "application/x-ndjson")
        .json(&request);
    let answer = asked.send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "application/x-ndjson");
    let text = answer.text().await.unwrap();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["results"]["quotient_familial"]["status"], "filled");
    assert_eq!(lines[1]["receipt"]["id"].as_str().unwrap().len(), 26);
}

#[tokio::test]
async fn a_job_seeker_is_delivered_and_an_ended_registration_is_told() {
    let rig = Rig::start(Options::default()).await;
    let current = rig
        .prefill("transport", identifiant("nolwenn.tassel"))
        .await;
    assert_eq!(current.result()["data"]["inscription"]["en_cours"], true);
    let ended = rig
        .prefill("transport", identifiant("suzon.verdelhan"))
        .await;
    assert_eq!(ended.result()["data"]["inscription"]["en_cours"], false);
    assert_eq!(current.result()["provider"], "France Travail");
}

#[tokio::test]
async fn only_what_was_ticked_is_delivered_and_written_down() {
    let rig = Rig::start(Options::default()).await;
    let mut request = rig.request("cantine", couple()).await;
    request["consent"]["items"] = json!({ "quotient_familial": ["quotient_familial.valeur", "enfants.nombre"],
                                          "demandeur_emploi": ["identite"] });
    let reply = rig.send("cantine", &request).await;
    let data = &reply.result()["data"];
    assert!(data["quotient_familial"]["valeur"].is_i64());
    let mut keys: Vec<_> = data.as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["enfants.nombre", "quotient_familial"]);
    assert_eq!(data["quotient_familial"].as_object().unwrap().len(), 1);
    assert_eq!(
        rig.records("consent")[0]["agreed"],
        json!({ "quotient_familial": ["quotient_familial.valeur", "enfants.nombre"] })
    );
}

#[tokio::test]
async fn an_agreement_is_recorded_as_exactly_what_form_and_person_share() {
    let rig = Rig::start(Options::default()).await;
    let mut request = rig.request("cantine", couple()).await;
    for (agreed, recorded) in [
        (
            json!(["enfants[].prenoms", "enfants[0].sexe", "nir"]),
            json!(["enfants[].prenoms"]),
        ),
        (json!(["adresse", "adresse"]), json!(["adresse"])),
    ] {
        request["consent"]["items"] = json!({ "quotient_familial": agreed });
        assert_eq!(rig.send("cantine", &request).await.status, 200);
        assert_eq!(
            rig.records("consent").last().unwrap()["agreed"],
            json!({ "quotient_familial": recorded })
        );
    }
    request["consent"]["items"] = json!({ "quotient_familial": ["enfants[0].prenoms"] });
    assert_eq!(
        rig.send("cantine", &request).await.problem(),
        "nothing-agreed"
    );
}

#[tokio::test]
async fn nothing_is_asked_without_an_agreement_that_stands() {
    let rig = Rig::start(Options::default()).await;
    let whole = rig.request("cantine", couple()).await;
    let changed = |pointer: &str, value: Value| {
        let mut request = whole.clone();
        *request.pointer_mut(pointer).unwrap() = value;
        request
    };
    for (request, status, problem) in [
        (changed("/consent/items", json!({})), 422, "nothing-agreed"),
        (
            changed("/consent/items", json!({ "quotient_familial": [] })),
            422,
            "nothing-agreed",
        ),
        (
            changed("/consent/items", json!({ "quotient_familial": ["nir"] })),
            422,
            "nothing-agreed",
        ),
        (
            changed(
                "/consent/items",
                json!({ "demandeur_emploi": ["identite"] }),
            ),
            422,
            "nothing-agreed",
        ),
        (
            changed("/consent/items", json!({ "quotient_familial": ["a..b"] })),
            400,
            "body",
        ),
        (
            changed("/consent/notice", json!("sha256-autre")),
            409,
            "notice-changed",
        ),
        (changed("/consent", json!(true)), 400, "body"),
        (changed("/visit", json!("faux")), 403, "visit"),
        (
            changed(
                "/subject",
                json!({ "mode": "identifiant", "identifiant": "x" }),
            ),
            422,
            "no-subject",
        ),
        (
            changed("/subject", json!({ "mode": "ticket" })),
            422,
            "no-subject",
        ),
        (changed("/subject", Value::Null), 422, "no-subject"),
    ] {
        let reply = rig.send("cantine", &request).await;
        assert_eq!(
            (reply.status, reply.problem()),
            (status, problem),
            "{request}"
        );
        assert_eq!(reply.header("content-type"), "application/problem+json");
        speaks(&reply);
    }
    let other_form = rig.request("transport", identifiant("x")).await;
    assert_eq!(rig.send("cantine", &other_form).await.problem(), "visit");
    assert_eq!(rig.calls(), 0);
}

#[tokio::test]
async fn wrong_inputs_are_all_told_at_once_in_the_language_of_the_page() {
    let rig = Rig::start(Options::default()).await;
    let subject = identite(
        json!({ "nom_naissance": "R2D2", "prenoms": [], "date_naissance": { "annee": 1850 },
                                   "lieu_naissance": { "pays": "99100" } }),
    );
    let french = rig.prefill("cantine", subject.clone()).await;
    assert_eq!((french.status, french.problem()), (422, "inputs"));
    let fields: Vec<_> = french.body["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["field"].clone())
        .collect();
    let expected = [
        "nom_naissance",
        "prenoms[0]",
        "date_naissance.annee",
        "lieu_naissance.commune",
    ];
    assert_eq!(
        fields,
        expected.map(|field| json!(format!("identite.{field}")))
    );
    assert!(!french.body.to_string().contains("R2D2"));
    let url = format!("{}/v1/forms/cantine?lang=en", rig.base);
    let definition: Value = http().get(url).send().await.unwrap().json().await.unwrap();
    let request = json!({ "visit": definition["visit"], "subject": subject,
        "consent": { "notice": definition["notice"]["hash"], "items": { "quotient_familial": ["enfants"] } } });
    let english = rig.send("cantine", &request).await;
    assert_eq!(english.header("content-language"), "en");
    assert_eq!(english.body["title"], "Details to correct");
    assert_eq!(rig.calls(), 0);
}

#[tokio::test]
async fn options_are_whole_numbers_that_the_source_knows() {
    let rig = Rig::start(Options::default()).await;
    let mut request = rig.request("cantine", couple()).await;
    for (options, status) in [
        (json!({ "quotient_familial": { "annee": null } }), 200),
        (json!({ "quotient_familial": { "annee": "2026" } }), 422),
        (json!({ "quotient_familial": { "siret": 1 } }), 422),
        (
            json!({ "quotient_familial": { "annee": 2020, "mois": 1 } }),
            200,
        ),
    ] {
        request["options"] = options.clone();
        assert_eq!(
            rig.send("cantine", &request).await.status,
            status,
            "{options}"
        );
    }
    assert_eq!(
        rig.send("cantine", &request).await.result()["status"],
        "invalid"
    );
}

#[tokio::test]
async fn unknown_forms_routes_methods_and_bodies_get_a_problem() {
    let rig = Rig::start(Options::default()).await;
    let url = |path: &str| format!("{}{path}", rig.base);
    let prefill = url("/v1/forms/cantine/prefill");
    let over = "x".repeat(16 * 1024 + 1);
    for (request, status, problem) in [
        (http().get(url("/v1/forms/inconnu")), 404, "unknown-form"),
        (http().get(url("/v1/forms/%ff")), 404, "unknown-form"),
        (http().get(url("/assets/%ff.js")), 404, "unknown-route"),
        (
            http().get(url("/assets/..%2fpre-remplir.js")),
            404,
            "unknown-route",
        ),
        (http().get(url("/nulle-part")), 404, "unknown-route"),
        (http().delete(url("/v1/forms/cantine")), 405, "method"),
        (
            http()
                .post(&prefill)
                .header("content-type", "application/json")
                .body("{"),
            400,
            "body",
        ),
        (http().post(&prefill).body("{}"), 415, "media-type"),
        (
            http()
                .post(&prefill)
                .header("content-type", "application/json")
                .body(over),
            413,
            "too-large",
        ),
    ] {
        let reply = Reply::read(request).await;
        assert_eq!((reply.status, reply.problem()), (status, problem));
        speaks(&reply);
    }
}

#[tokio::test]
async fn a_page_of_another_origin_gets_nothing() {
    let rig = Rig::start(Options::default()).await;
    let url = format!("{}/v1/forms/cantine", rig.base);
    let host = ORIGIN.trim_start_matches("https://");
    let near = [
        "null".to_owned(),
        "https://transport.exemple.fr".to_owned(),
        format!("http://{host}"),
        format!("{ORIGIN}/"),
        format!("{ORIGIN}:443"),
        format!("{ORIGIN}.pirate.fr"),
        format!("https://x.{host}"),
        ORIGIN.to_uppercase(),
        format!("{ORIGIN} {ORIGIN}"),
    ];
    for origin in near {
        let reply = Reply::read(http().get(&url).header("Origin", &origin)).await;
        assert_eq!((reply.status, reply.problem()), (403, "origin"), "{origin}");
        assert_eq!(reply.header("access-control-allow-origin"), "", "{origin}");
    }
    let preflight = http().request(reqwest::Method::OPTIONS, format!("{url}/prefill"));
    let allowed = Reply::read(
        preflight
            .header("Origin", ORIGIN)
            .header("Access-Control-Request-Method", "POST"),
    )
    .await;
    assert_eq!(allowed.header("access-control-allow-origin"), ORIGIN);
    assert_eq!(allowed.header("access-control-allow-credentials"), "");
}

#[tokio::test]
async fn people_the_api_does_not_know_or_cannot_tell_apart() {
    let rig = Rig::start(Options::default()).await;
    for (user, status, problem) in [
        ("personne.inconnue", "not_found", "not-found"),
        ("en.panne", "unavailable", "unavailable"),
        ("sans.reponse", "unavailable", "unavailable"),
        ("trop.presse", "busy", "busy"),
    ] {
        let reply = rig.prefill("transport", identifiant(user)).await;
        assert_eq!((reply.status, reply.problem()), (200, problem), "{user}");
        assert_eq!(reply.result()["status"], status, "{user}");
        speaks(&reply);
    }
}

#[tokio::test]
async fn each_way_an_api_can_fail_has_its_sentence_and_its_record() {
    for (fault, status) in [
        ("down", "unavailable"),
        ("bad-gateway", "unavailable"),
        ("timeout", "unavailable"),
        ("garbage", "unavailable"),
        ("html", "unavailable"),
        ("wrong-shape", "unavailable"),
        ("reset", "unavailable"),
        ("huge", "unavailable"),
        ("unauthorized", "unavailable"),
        ("too-many", "busy"),
        ("conflict", "busy"),
    ] {
        let reply = with_fault(fault).await;
        assert_eq!(
            (reply.status, &reply.result()["status"]),
            (200, &json!(status)),
            "{fault}"
        );
        assert!(reply.result()["data"].is_null(), "{fault}");
        speaks(&reply);
    }
}

#[tokio::test]
async fn an_api_that_is_not_there_is_said_and_the_relay_stays_ready() {
    let free = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let rig = Rig::with_upstream(&format!("http://{free}")).await;
    let reply = rig.prefill("cantine", couple()).await;
    assert_eq!(reply.result()["status"], "unavailable");
    speaks(&reply);
    let ready = Reply::read(http().get(format!("{}/readyz", rig.base))).await;
    assert_eq!(ready.status, 200);
}

#[tokio::test]
async fn anyone_may_read_what_the_relay_does_and_no_secret_is_in_it() {
    let rig = Rig::start(sandbox::Options::default()).await;
    let address = format!("{}/transparence?lang=en", rig.base);
    let reply = http().get(&address).send().await.unwrap();
    let policy = reply.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    let page = reply.text().await.unwrap();
    assert!(page.contains("<h1>What this service does</h1>"), "{page}");
    assert!(
        page.contains("Ville d'Exemple (SIRET 13002526500013)"),
        "{page}"
    );
    assert!(!page.contains(tests::TOKEN) && !page.contains(tests::TICKET_KEY));
}

#[tokio::test]
async fn an_api_that_never_answers_is_given_up_within_its_deadline() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let rig = Rig::with_upstream(&format!("http://{}", silent.local_addr().unwrap())).await;
    let reply = rig.prefill("cantine", couple()).await;
    assert_eq!(reply.result()["status"], "unavailable");
    assert_eq!(reply.result()["problem"]["title"], "Réponse trop longue");
}

#[tokio::test]
async fn twins_asking_at_once_are_one_call_and_both_are_answered() {
    let rig = Rig::start(Options {
        latency: std::time::Duration::from_millis(300),
        ..Options::default()
    })
    .await;
    let (first, second) = tokio::join!(
        rig.prefill("cantine", couple()),
        rig.prefill("cantine", couple())
    );
    assert_eq!(
        (&first.result()["status"], &second.result()["status"]),
        (&json!("filled"), &json!("filled"))
    );
    assert_ne!(first.body["receipt"]["id"], second.body["receipt"]["id"]);
    assert_eq!(rig.calls(), 1);
}

#[tokio::test]
async fn two_people_asked_about_at_once_each_get_their_own() {
    let options = Options {
        latency: std::time::Duration::from_millis(300),
        ..Options::default()
    };
    let rig = Rig::with_config(&format!("{TOWN}{TAX_FORM}"), options).await;
    let of = |numero: &str| {
        let subject = json!({ "mode": "numero_fiscal", "numero_fiscal": numero, "annee": 2025 });
        let rig = &rig;
        async move { rig.prefill("tarif", subject).await.result().clone() }
    };
    let people: Vec<_> = tax_numbers();
    let (first, second) = tokio::join!(of(&people[0]), of(&people[1]));
    let alone = of(&people[1]).await;
    assert_eq!(
        (&first["status"], &second["status"]),
        (&json!("filled"), &json!("filled"))
    );
    assert_ne!(first["data"], second["data"]);
    assert_eq!(second["data"], alone["data"]);
    assert!(people.iter().all(|number| !rig.log().contains(number)));
}

/// A form that asks the tax administration.
const TAX_FORM: &str = r#"
[[form]]
id = "tarif"
organisation = "ville-exemple"
title = { fr = "Tarif" }
purpose = { fr = "Calculer le tarif" }
legal_basis = "essai"
retention = "un an"
origins = ["https://services.exemple.fr"]
[form.sources.avis_imposition]
modes = ["numero_fiscal"]
items = ["revenus", "declarants"]
"#;

/// The tax numbers of two households that the sandbox knows.
fn tax_numbers() -> Vec<String> {
    let people = sandbox::personas().into_iter();
    let known = people.filter(|person| {
        person.status == 200 && person.operation.ends_with("situations_ir_assiettes")
    });
    let numbers: Vec<_> = known
        .filter(|person| person.params["annrev"] == ["2025"])
        .map(|person| person.params["spi"][0].clone())
        .collect();
    assert!(numbers.len() > 1, "the sandbox knows two households");
    numbers
}

#[tokio::test]
async fn without_a_record_nothing_is_asked() {
    let rig = Rig::start(Options::default()).await;
    let request = rig.request("cantine", couple()).await;
    let journal = rusqlite::Connection::open(rig.folder().join("journal.db")).unwrap();
    journal.execute_batch("DROP TABLE records;").unwrap();
    let reply = rig.send("cantine", &request).await;
    assert_eq!((reply.status, reply.problem()), (503, "journal"));
    speaks(&reply);
    assert_eq!(rig.calls(), 0);
}

#[tokio::test]
async fn a_relay_that_is_told_to_stop_answers_what_it_was_asked_first() {
    let mut rig = Rig::start(Options {
        latency: std::time::Duration::from_millis(800),
        ..Options::default()
    })
    .await;
    let request = rig.request("cantine", couple()).await;
    let url = format!("{}/v1/forms/cantine/prefill", rig.base);
    let answer = tokio::spawn(Reply::read(http().post(url).json(&request)));
    while !rig.log().contains("called") && rig.calls() == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        if answer.is_finished() {
            break;
        }
    }
    rig.stop().await;
    assert_eq!(answer.await.unwrap().result()["status"], "filled");
}
