//! One call at a time, over real sockets: who may call, what is checked, what is counted, what is answered.

#![allow(clippy::unwrap_used, reason = "a test stops where it is surprised")]

mod support;

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use jiff::ToSpan;
use sandbox::{Clock, Options, Sandbox, personas};
use support::{Answer, QF, RECIPIENT, STATUT, get, now, open, request, send, still, unhurried};

const KERMARREC: &str = "nomNaissance=Kermarrec&prenoms[]=SOLENN&prenoms[]=Ma%C3%ABlle&anneeDateNaissance=1987\
    &moisDateNaissance=3&jourDateNaissance=14&sexeEtatCivil=f&codeCogInseePaysNaissance=99100";

async fn start(options: Options) -> Sandbox {
    sandbox::start(options).await.unwrap()
}

#[tokio::test]
async fn a_family_is_found_whatever_the_capitals_the_order_and_the_blanks() {
    let sandbox = start(still()).await;
    let by_code =
        format!("mois=&codeCogInseeCommuneNaissance=29019&nomUsage=&{KERMARREC}&{RECIPIENT}");
    let answer = get(&sandbox, QF, &by_code).await;
    assert_eq!((answer.status, answer.whole), (200, true));
    assert_eq!(
        answer.header("content-type"),
        Some("application/vnd.api+json; charset=utf-8")
    );
    assert_eq!(answer.json()["data"]["quotient_familial"]["valeur"], 845);
    assert_eq!(
        answer.json()["data"]["enfants"].as_array().unwrap().len(),
        2
    );
}

#[tokio::test]
async fn the_same_call_may_come_again_once_answered() {
    let sandbox = start(still()).await;
    let call = format!("{RECIPIENT}&identifiant=karim.ouazzar31");
    assert_eq!(get(&sandbox, STATUT, &call).await.status, 200);
    assert_eq!(get(&sandbox, STATUT, &call).await.status, 200);
}

#[tokio::test]
async fn a_commune_may_be_given_by_its_name() {
    let sandbox = start(still()).await;
    let by_name = format!(
        "{RECIPIENT}&{KERMARREC}&nomCommuneNaissance=brest&codeCogInseeDepartementNaissance=29"
    );
    assert_eq!(get(&sandbox, QF, &by_name).await.status, 200);
}

#[tokio::test]
async fn an_accent_missing_or_a_month_added_is_another_person() {
    let sandbox = start(still()).await;
    let whole = format!("{RECIPIENT}&{KERMARREC}&codeCogInseeCommuneNaissance=29019");
    for other in [
        whole.replace("%C3%AB", "e"),
        format!("{whole}&annee=2026&mois=10"),
    ] {
        let answer = get(&sandbox, QF, &other).await;
        assert_eq!(
            (answer.status, answer.codes()),
            (404, vec!["35003".to_owned()])
        );
    }
}

#[tokio::test]
async fn every_error_comes_at_once() {
    let sandbox = start(still()).await;
    let answer = get(
        &sandbox,
        QF,
        "recipient=1&annee=2022&mois=13&sexeEtatCivil=X&jourDateNaissance=32&nomUsage=4",
    )
    .await;
    let expected = [
        "00210", "00356", "00354", "00427", "00400", "00363", "00367", "00420", "00366",
    ];
    assert_eq!(
        (answer.status, answer.codes()),
        (422, expected.map(str::to_owned).to_vec())
    );
    assert_eq!(
        answer.header("content-type"),
        Some("application/vnd.api+json; charset=utf-8")
    );
    let first = &answer.json()["errors"][0];
    assert_eq!(first["source"]["parameter"], "recipient");
    assert!(first["title"].is_string() && first["detail"].is_string() && first["meta"].is_object());
}

#[tokio::test]
async fn a_missing_identifier_and_an_unreadable_query_are_refused() {
    let sandbox = start(still()).await;
    assert_eq!(get(&sandbox, STATUT, RECIPIENT).await.codes(), ["00380"]);
    let unreadable = get(&sandbox, STATUT, &format!("{RECIPIENT}&identifiant=%FF")).await;
    assert_eq!(
        (unreadable.status, unreadable.codes()),
        (400, vec!["00401".to_owned()])
    );
}

#[tokio::test]
async fn the_token_comes_before_the_parameters() {
    let sandbox = start(still()).await;
    for (headers, status, code) in [
        ("", 401, "00101"),
        ("X-Api-Key: test-token\r\n", 401, "00101"),
        ("Authorization: Bearer expired-token\r\n", 401, "00103"),
        ("Authorization: Bearer blacklisted-token\r\n", 401, "00105"),
        ("Authorization: Bearer no-scope-token\r\n", 403, "00100"),
    ] {
        let answer = send(&sandbox, QF, headers).await;
        assert_eq!(
            (answer.status, answer.codes()),
            (status, vec![code.to_owned()])
        );
        assert_eq!(
            answer.header("content-type"),
            Some("application/json; charset=utf-8")
        );
        assert_eq!(answer.json()["errors"][0]["source"]["parameter"], "token");
    }
    assert!(sandbox.calls().iter().all(|call| call.token.is_none()));
}

#[tokio::test]
async fn the_twenty_first_call_of_a_second_is_refused() {
    let second = Arc::new(AtomicI64::new(0));
    let read = Arc::clone(&second);
    let clock = Clock::new(move || now() + read.load(Ordering::SeqCst).seconds());
    let sandbox = start(Options {
        clock,
        ..Options::default()
    })
    .await;
    let reset = (now().as_second() + 1).to_string();
    for left in (0..20).rev() {
        let answer = get(&sandbox, STATUT, RECIPIENT).await;
        assert_eq!(
            rate(&answer),
            (
                Some("20"),
                Some(left.to_string().as_str()),
                Some(reset.as_str())
            )
        );
        assert_eq!((answer.status, answer.header("retry-after")), (422, None));
    }
    let refused = get(&sandbox, QF, RECIPIENT).await;
    assert_eq!(
        (refused.status, refused.codes()),
        (429, vec!["00429".to_owned()])
    );
    assert_eq!(
        refused.header("content-type"),
        Some("application/json; charset=utf-8")
    );
    assert_eq!(
        (rate(&refused).1, refused.header("retry-after")),
        (Some("0"), Some("1"))
    );
    second.store(1, Ordering::SeqCst);
    assert_eq!(rate(&get(&sandbox, STATUT, RECIPIENT).await).1, Some("19"));
}

fn rate(answer: &Answer) -> (Option<&str>, Option<&str>, Option<&str>) {
    (
        answer.header("ratelimit-limit"),
        answer.header("ratelimit-remaining"),
        answer.header("ratelimit-reset"),
    )
}

#[tokio::test]
async fn an_identical_call_in_flight_is_a_conflict_until_the_first_ends() {
    let folder = statut_folder(&[("404", "nobody", 404, 0), ("slow", "slow", 504, 3_600_000)]);
    let sandbox = start(Options {
        cases: Some(folder.path().to_owned()),
        ..unhurried()
    })
    .await;
    let target = format!("{STATUT}?{RECIPIENT}&identifiant=slow");
    let headers = "Authorization: Bearer test-token\r\n";
    let first = open(&sandbox, &target, headers).await;
    statuses(&sandbox, 1).await;
    let twin = send(&sandbox, &target.replace("slow", "SLOW"), headers).await;
    assert_eq!((twin.status, twin.codes()), (409, vec!["00015".to_owned()]));
    assert_eq!(
        send(&sandbox, &target.replace("slow", "other"), headers)
            .await
            .status,
        404
    );
    drop(first);
    // The caller left: as soon as the server sees it, an identical call is let in again.
    loop {
        let seen = sandbox.calls().len();
        let _again = open(&sandbox, &target, headers).await;
        if statuses(&sandbox, seen + 1).await.last() == Some(&504) {
            break;
        }
    }
}

/// A folder of cases for job-seekers: file name, identifier, status, delay in milliseconds.
fn statut_folder(cases: &[(&str, &str, u16, u64)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let own = folder
        .path()
        .join("api_particulier_v3_france_travail_statut_with_identifiant");
    fs::create_dir_all(&own).unwrap();
    for (file, identifiant, status, delay) in cases {
        let text = format!(
            "description: x\nparams: {{identifiant: {identifiant}}}\nstatus: {status}\ndelay_ms: {delay}\n\
             payload: '{{\"errors\":[]}}'\n"
        );
        fs::write(own.join(format!("{file}.yaml")), text).unwrap();
    }
    folder
}

/// The statuses decided, once there are this many.
async fn statuses(sandbox: &Sandbox, count: usize) -> Vec<u16> {
    while sandbox.calls().len() < count {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    sandbox.calls().iter().map(|call| call.status).collect()
}

#[tokio::test]
async fn every_persona_gets_the_status_it_announces() {
    let sandbox = start(Options {
        retired_routes: true,
        ..unhurried()
    })
    .await;
    for (index, persona) in personas().into_iter().enumerate() {
        let (target, headers) = request(&sandbox, &persona.path, &persona.params).await;
        let _stream = open(&sandbox, &target, &headers).await;
        assert_eq!(
            statuses(&sandbox, index + 1).await[index],
            persona.status,
            "{}/{}",
            persona.operation,
            persona.name
        );
    }
}

#[tokio::test]
async fn headers_of_social_security_and_of_every_answer() {
    let sandbox = start(still()).await;
    let found = get(
        &sandbox,
        QF,
        &format!("{RECIPIENT}&{KERMARREC}&codeCogInseeCommuneNaissance=29019"),
    )
    .await;
    assert_eq!(found.header("x-response-cached"), Some("false"));
    assert_eq!(found.header("x-cache-expires-in"), Some(""));
    let other = get(
        &sandbox,
        STATUT,
        &format!("{RECIPIENT}&identifiant=karim.ouazzar31"),
    )
    .await;
    assert_eq!(
        (other.status, other.header("x-response-cached")),
        (200, None)
    );
    let lost = send(&sandbox, "/nowhere", "").await;
    let ids =
        [&found, &other, &lost].map(|answer| answer.header("x-request-id").unwrap().to_owned());
    assert!(ids.iter().all(|id| id.len() == 36) && ids[0] != ids[1] && ids[1] != ids[2]);
    let recorded: Vec<_> = sandbox
        .calls()
        .into_iter()
        .map(|call| call.request_id)
        .collect();
    assert_eq!(recorded, ids[..2]);
}

#[tokio::test]
async fn a_case_that_is_a_429_says_when_to_come_back() {
    let sandbox = start(still()).await;
    let answer = get(
        &sandbox,
        STATUT,
        &format!("{RECIPIENT}&identifiant=trop.presse"),
    )
    .await;
    assert_eq!(
        (answer.status, answer.header("retry-after")),
        (429, Some("7"))
    );
    assert_eq!(answer.header("ratelimit-remaining"), Some("19"));
}

#[tokio::test]
async fn other_versions_and_other_addresses_are_not_found() {
    let sandbox = start(still()).await;
    let version = send(&sandbox, "/v9/dss/quotient_familial/identite", "").await;
    assert_eq!(
        (version.status, version.codes()),
        (404, vec!["00402".to_owned()])
    );
    let lost = send(&sandbox, "/v3/dss", "").await;
    assert_eq!(lost.status, 404);
    assert!(String::from_utf8(lost.body).unwrap().contains(QF));
}

#[tokio::test]
async fn a_call_is_recorded_without_its_query_in_the_path() {
    let options = Options {
        tokens: vec!["one".to_owned(), "two".to_owned()],
        ..still()
    };
    let sandbox = start(options).await;
    let target = format!("{STATUT}?{RECIPIENT}&identifiant=karim.ouazzar31");
    send(&sandbox, &target, "Authorization: Bearer two\r\n").await;
    let calls = sandbox.calls();
    let [call] = calls.as_slice() else {
        panic!("{} calls", calls.len())
    };
    assert_eq!(
        (call.path.as_str(), call.token, call.status, call.at),
        (STATUT, Some(1), 200, now())
    );
    assert_eq!(call.parameters["identifiant"], ["karim.ouazzar31"]);
}

#[tokio::test]
async fn latency_is_at_least_what_was_asked() {
    let latency = Duration::from_millis(80);
    let sandbox = start(Options { latency, ..still() }).await;
    let before = Instant::now();
    assert_eq!(send(&sandbox, QF, "").await.status, 401);
    assert!(before.elapsed() >= latency);
}

#[tokio::test]
async fn a_folder_of_ones_own_replaces_the_families() {
    let folder = statut_folder(&[("404", "nobody", 404, 0)]);
    let sandbox = start(Options {
        cases: Some(folder.path().to_owned()),
        ..still()
    })
    .await;
    let answer = get(
        &sandbox,
        STATUT,
        &format!("{RECIPIENT}&identifiant=karim.ouazzar31"),
    )
    .await;
    assert_eq!(
        (answer.status, answer.json()),
        (404, serde_json::json!({ "errors": [] }))
    );
    assert!(
        get(&sandbox, QF, "")
            .await
            .header("content-type")
            .unwrap()
            .starts_with("text/plain")
    );
    // Every other operation is told to have no case.
    let told = |line: &&String| line.ends_with("has no case: not served");
    let untold = sandbox.warnings().iter().find(|line| !told(line));
    assert_eq!(untold, None);
    assert!(
        !sandbox
            .warnings()
            .iter()
            .any(|line| line.contains("france_travail_statut"))
    );
}

#[tokio::test]
async fn it_stops_and_gives_its_address_back() {
    let sandbox = start(still()).await;
    let address = sandbox.address();
    let taken = sandbox::start(Options {
        listen: address,
        ..still()
    })
    .await;
    assert!(
        taken
            .err()
            .unwrap()
            .to_string()
            .contains("choose another address")
    );
    sandbox.run_until(async {}).await;
    let again = start(Options {
        listen: address,
        ..still()
    })
    .await;
    assert_eq!(again.base_url(), format!("http://{address}"));
}

#[tokio::test]
async fn a_stop_does_not_wait_for_ever_for_an_answer() {
    let folder = statut_folder(&[("404", "nobody", 404, 3_600_000)]);
    let sandbox = start(Options {
        cases: Some(folder.path().to_owned()),
        ..still()
    })
    .await;
    let target = format!("{STATUT}?{RECIPIENT}&identifiant=x");
    let _waiting = open(&sandbox, &target, "Authorization: Bearer test-token\r\n").await;
    statuses(&sandbox, 1).await;
    sandbox.stop().await;
}

#[tokio::test]
async fn health_needs_no_token_and_is_not_counted() {
    let sandbox = start(still()).await;
    assert_eq!(send(&sandbox, "/api/ping", "").await.status, 200);
    let list = send(&sandbox, "/api/pings", "").await.json();
    for provider in list.as_array().unwrap() {
        let answer = send(&sandbox, provider["url"].as_str().unwrap(), "").await;
        assert_eq!(
            (answer.status, answer.json()["status"].as_str()),
            (200, Some("ok"))
        );
    }
    assert!(sandbox.calls().is_empty());
}
