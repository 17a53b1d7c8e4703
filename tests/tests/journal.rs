//! The journal of a relay at work, through the program: what is recorded, checked, given out and erased.

use sandbox::Options;
use serde_json::{Value, json};
use tests::postgres::Server;
use tests::{Rig, couple, town_with};

#[tokio::test]
async fn the_record_says_what_was_put_to_the_person_and_how_they_agreed() {
    let rig = Rig::start(Options::default()).await;
    let mut request = rig.request("cantine", couple()).await;
    let gesture = json!({ "by": "pointer", "trusted": true, "visible_ms": 5200 });
    request["consent"]["gesture"] = gesture.clone();
    request["consent"]["items"] =
        json!({ "quotient_familial": ["quotient_familial", "adresse.commune"] });
    let reply = rig.send("cantine", &request).await;
    let (consent, call) = (&rig.records("consent")[0], &rig.records("call")[0]);
    let of = |items: Value| json!({ "quotient_familial": items });
    for (field, value) in [
        ("receipt", reply.body["receipt"]["id"].clone()),
        ("form", json!("cantine")),
        (
            "controller",
            json!({ "siret": "13002526500013", "name": "Ville d'Exemple", "dpo": "dpo@exemple.fr" }),
        ),
        ("purpose", json!("Calculer le tarif")),
        (
            "legal_basis",
            json!("mission d'intérêt public (L114-8 CRPA)"),
        ),
        ("notice", request["consent"]["notice"].clone()),
        ("assurance", json!("declared")),
        (
            "offered",
            of(json!([
                "quotient_familial",
                "allocataires",
                "enfants",
                "adresse"
            ])),
        ),
        (
            "agreed",
            of(json!(["quotient_familial", "adresse.commune"])),
        ),
        ("refused", of(json!(["allocataires", "enfants"]))),
        ("providers", of(json!("CNAF & MSA"))),
        ("gesture", gesture),
    ] {
        assert_eq!(consent[field], value, "{field}");
    }
    let (years, months) = (
        consent["expires"].as_str().unwrap(),
        call["expires"].as_str().unwrap(),
    );
    let year = |text: &str| text[..4].parse::<u16>().unwrap();
    let now = year(consent["at"].as_str().unwrap());
    assert_eq!((year(years), year(months)), (now + 5, now + 3));
    assert_eq!(call["receipt"], consent["receipt"]);
    let asked = &rig.sandbox.as_ref().unwrap().calls()[0];
    assert_eq!(
        (&call["request_id"], &call["outcome"]),
        (&json!(asked.request_id), &json!("filled"))
    );
}

#[tokio::test]
async fn a_gesture_that_is_none_is_refused_and_nothing_is_asked() {
    let rig = Rig::start(Options::default()).await;
    let mut request = rig.request("cantine", couple()).await;
    for gesture in [
        json!({ "by": "voice", "trusted": true, "visible_ms": 1 }),
        json!({ "by": "pointer", "trusted": true, "visible_ms": -1 }),
        json!({ "by": "pointer", "trusted": true, "visible_ms": 1, "name": "x" }),
        json!("clic"),
    ] {
        request["consent"]["gesture"] = gesture;
        assert_eq!(rig.send("cantine", &request).await.problem(), "body");
    }
    assert_eq!((rig.calls(), rig.records("consent").len()), (0, 0));
}

#[tokio::test]
async fn a_journal_is_checked_while_the_relay_works_and_a_change_is_told() {
    let rig = Rig::start(Options::default()).await;
    rig.prefill("cantine", couple()).await;
    let (status, text) = rig.journal(&["verify"]).await;
    assert_eq!(status, 0, "{text}");
    assert!(text.starts_with("valid: 2 records"), "{text}");
    let key = text.rsplit("public key: ").next().unwrap().trim();
    let by_store = [
        "verify",
        "--store",
        "sqlite:journal.db",
        "--public-key",
        key,
    ];
    assert_eq!(rig.journal(&by_store).await.0, 0);
    let file = rusqlite::Connection::open(rig.folder().join("journal.db")).unwrap();
    let forged = "UPDATE records SET text = replace(text, 'declared', 'france_connect')";
    file.execute(forged, []).unwrap();
    let (status, text) = rig.journal(&["verify"]).await;
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("record 1 was changed"), "{text}");
    let (status, text) = rig
        .journal(&["verify", "--store", "sqlite:absent.db", "--public-key", key])
        .await;
    assert_eq!(status, 2, "{text}");
    assert!(text.contains("no journal there"), "{text}");
}

#[tokio::test]
async fn a_check_says_what_it_had_to_compare_with() {
    let rig = Rig::start(Options::default()).await;
    rig.prefill("cantine", couple()).await;
    let named = ["verify", "--checkpoints", "absent"];
    let (status, text) = rig.journal(&named).await;
    assert_eq!(status, 2, "{text}");
    assert!(text.contains("holds no checkpoint"), "{text}");
    std::fs::remove_file(rig.folder().join("journal.checkpoints")).unwrap();
    let (status, text) = rig.journal(&["verify"]).await;
    assert_eq!(status, 0, "{text}");
    assert!(
        text.contains("an older copy that was put back would not be seen"),
        "{text}"
    );
}

#[tokio::test]
async fn a_person_gets_their_own_traces_from_their_receipt() {
    let rig = Rig::start(Options::default()).await;
    rig.prefill("cantine", couple()).await;
    let reply = rig.prefill("cantine", couple()).await;
    let receipt = reply.body["receipt"]["id"].as_str().unwrap();
    let (status, text) = rig.journal(&["export", "--receipt", receipt]).await;
    assert_eq!(status, 0, "{text}");
    let kinds: Vec<_> = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["kind"].clone())
        .collect();
    assert_eq!(kinds, ["notice", "consent", "call"]);
    assert_eq!(text.matches(receipt).count(), 2);
    let (_, whole) = rig.journal(&["export", "--format", "dpv"]).await;
    let graph: Value = serde_json::from_str(&whole).unwrap();
    assert_eq!(graph["@graph"].as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn what_has_not_expired_is_not_erased() {
    let rig = Rig::start(Options::default()).await;
    rig.prefill("cantine", couple()).await;
    assert_eq!(
        rig.journal(&["purge"]).await,
        (0, "0 records erased\n".to_owned())
    );
    assert_eq!(rig.records("consent").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_relays_share_a_database_and_refuse_when_it_is_gone() {
    let mut server = Server::start();
    let config = town_with("sqlite:journal.db", &server.store());
    let one = Rig::with_config(&config, Options::default()).await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(
        one.folder().join("journal.key"),
        folder.path().join("journal.key"),
    )
    .unwrap();
    let other = one.twin(folder.path()).await;
    for rig in [&one, &other, &one] {
        assert_eq!(rig.prefill("cantine", couple()).await.status, 200);
    }
    let (status, text) = one.journal(&["verify"]).await;
    assert!(
        status == 0 && text.starts_with("valid: 6 records"),
        "{text}"
    );
    let calls = one.calls();
    let (at_one, at_other) = (
        one.request("cantine", couple()).await,
        other.request("cantine", couple()).await,
    );
    server.kill();
    for (rig, request) in [(&one, &at_one), (&other, &at_other)] {
        let reply = rig.send("cantine", request).await;
        assert_eq!((reply.status, reply.problem()), (503, "journal"));
    }
    assert_eq!(one.calls(), calls, "nothing was asked");
    server.resume();
    for rig in [&one, &other] {
        assert_eq!(rig.prefill("cantine", couple()).await.status, 200);
    }
    assert_eq!(one.journal(&["verify"]).await.0, 0);
}
