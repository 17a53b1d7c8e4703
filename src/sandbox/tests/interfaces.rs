//! What sets the interfaces and the environments apart, over real sockets: the first generation, the tax interface, FranceConnect,
//! scopes that hide, presets.

#![allow(clippy::unwrap_used, reason = "a test stops where it is surprised")]

mod support;

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use jiff::ToSpan;
use sandbox::{Clock, Environment, Fault, ImpotClient, Options, Sandbox};
use support::{
    Answer, CORRELATION, QF, RECIPIENT, STATUT, get, impot_headers, now, post, send, still,
    unhurried,
};

const SITUATION: &str =
    "/impotparticulier/1.0/spi/1562456789521/situations/ir/assiettes/annrev/2025";
const DERNIERE: &str =
    "/impotparticulier/1.0/spi/1562456789521/dernieresituation/ir/assiettes/annrev/2025";
const DEUX_ANS: &str =
    "/impotparticulier/1.0/spi/1562456789521/dernieresituation/ir/assiettes/deuxans";
const ALLOCATAIRE: &str =
    "/api/v2/composition-familiale?numeroAllocataire=0000354&codePostal=99148";
const AVIS: &str = "/api/v2/avis-imposition?numeroFiscal=1562456789521&referenceAvis=1512456789521";
const API_KEY: &str = "X-Api-Key: test-token\r\n";
const KERMARREC: &str = "nomNaissance=Kermarrec&prenoms[]=Solenn&prenoms[]=Ma%C3%ABlle&anneeDateNaissance=1987\
    &moisDateNaissance=3&jourDateNaissance=14&sexeEtatCivil=F&codeCogInseePaysNaissance=99100\
    &codeCogInseeCommuneNaissance=29019";
const PUPIL: &str = "nomNaissance=Le%20Bihan&prenoms[]=Malo&anneeDateNaissance=2015&moisDateNaissance=6\
    &jourDateNaissance=30&sexeEtatCivil=M&codeEtablissement=0359801A&anneeScolaire=2026";

async fn start(options: Options) -> Sandbox {
    sandbox::start(options).await.unwrap()
}

async fn preset(environment: Environment) -> Sandbox {
    let Options { clock, .. } = unhurried();
    start(Options {
        clock,
        ..Options::preset(environment)
    })
    .await
}

fn told(answer: &Answer) -> (u16, String) {
    (
        answer.status,
        answer.json()["error"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    )
}

// The first generation.

#[tokio::test]
async fn v2_has_its_header_and_its_errors() {
    let sandbox = start(unhurried()).await;
    let call = "/api/v2/situations-pole-emploi?identifiant=karim.ouazzar31";
    let found = send(&sandbox, call, API_KEY).await;
    assert_eq!(
        (
            found.status,
            found.json()["codeCategorieInscription"].as_u64()
        ),
        (200, Some(1))
    );
    assert!(
        found
            .header("content-type")
            .unwrap()
            .starts_with("application/json")
    );
    for (target, headers, status, slug) in [
        (call, "", 401, "access_denied"),
        (
            call,
            "Authorization: Bearer test-token\r\n",
            401,
            "access_denied",
        ),
        (call, "X-Api-Key: no-scope-token\r\n", 401, "access_denied"),
        (
            "/api/v2/situations-pole-emploi",
            API_KEY,
            400,
            "bad_request",
        ),
        (
            "/api/v2/situations-pole-emploi?identifiant=x&recipient=1",
            API_KEY,
            400,
            "bad_request",
        ),
        (
            "/api/v2/situations-pole-emploi?identifiant=x",
            API_KEY,
            404,
            "not_found",
        ),
    ] {
        let answer = send(&sandbox, target, headers).await;
        assert_eq!(told(&answer), (status, slug.to_owned()), "{target}");
        assert!(answer.json()["reason"].is_string() && answer.json()["message"].is_string());
    }
}

#[tokio::test]
async fn v2_counts_apart_from_v3_and_says_it_its_own_way() {
    let sandbox = start(still()).await;
    for _ in 0..20 {
        assert_eq!(
            send(&sandbox, "/api/v2/paiements-pole-emploi", API_KEY)
                .await
                .status,
            400
        );
    }
    let refused = send(&sandbox, "/api/v2/etudiants", API_KEY).await;
    assert_eq!(
        (refused.status, refused.header("retry-after")),
        (429, Some("1"))
    );
    assert!(refused.json()["errors"][0].is_string());
    assert_eq!(get(&sandbox, STATUT, RECIPIENT).await.status, 422);
}

#[tokio::test]
async fn v2_turns_the_failures_of_a_provider_into_503() {
    for (fault, status, slug) in [
        (Fault::Down, 503, "data_provider_error"),
        (Fault::BadGateway, 503, "data_provider_error"),
        (Fault::Timeout, 504, "timeout_error"),
        (Fault::Conflict, 409, "conflict"),
    ] {
        let sandbox = start(Options {
            fault: Some(fault),
            ..still()
        })
        .await;
        let answer = send(&sandbox, "/api/v2/prime-activite", API_KEY).await;
        assert_eq!(told(&answer), (status, slug.to_owned()));
    }
}

#[tokio::test]
async fn a_retired_route_is_gone_today_and_answered_in_the_first_environments() {
    let today = start(unhurried()).await;
    for target in [ALLOCATAIRE, AVIS] {
        let gone = send(&today, target, API_KEY).await;
        assert_eq!(
            (gone.status, gone.header("content-type")),
            (410, Some("text/plain; charset=utf-8"))
        );
    }
    let then = preset(Environment::Test).await;
    let family = send(&then, ALLOCATAIRE, API_KEY).await;
    assert_eq!(
        (family.status, family.json()["quotientFamilial"].as_u64()),
        (200, Some(350))
    );
    let tax = send(&then, AVIS, API_KEY).await;
    assert_eq!(
        (tax.status, tax.json()["revenuFiscalReference"].as_u64()),
        (200, Some(36220))
    );
    assert_eq!(
        send(&then, &ALLOCATAIRE.replace("99148", "35000"), API_KEY)
            .await
            .status,
        404
    );
    assert_eq!(
        send(&then, &ALLOCATAIRE.replace("99148", "9914"), API_KEY)
            .await
            .status,
        400
    );
}

// Versions and FranceConnect.

#[tokio::test]
async fn each_version_has_its_own_fields() {
    let sandbox = start(unhurried()).await;
    let regime = async |version: u8| {
        let path = format!("/v{version}/men/scolarites/identite");
        let answer = get(&sandbox, &path, &format!("{PUPIL}&{RECIPIENT}")).await;
        assert_eq!(answer.status, 200);
        answer.json()["data"].get("regime_pensionnat").is_some()
    };
    assert_eq!(
        [regime(3).await, regime(4).await, regime(5).await],
        [false, false, true]
    );
    let ine = format!("{RECIPIENT}&ine=1706052041H");
    let grant = async |version: u8| {
        let path = format!("/v{version}/cnous/etudiant_boursier/ine");
        let data = get(&sandbox, &path, &ine).await.json()["data"].clone();
        [
            data.get("est_boursier"),
            data.get("statut_boursier"),
            data.get("ine"),
        ]
        .map(|field| field.is_some())
    };
    assert_eq!(grant(3).await, [true, false, false]);
    assert_eq!(grant(4).await, [false, true, false]);
    assert_eq!(grant(5).await, [false, true, true]);
    for lost in [
        "/v6/men/scolarites/identite",
        "/v2/dss/quotient_familial/identite",
        "/v4/dss/quotient_familial/france_connect",
    ] {
        let answer = send(&sandbox, lost, "").await;
        assert_eq!(
            (answer.status, answer.codes()),
            (404, vec!["00402".to_owned()]),
            "{lost}"
        );
    }
}

#[tokio::test]
async fn a_campaign_year_counts_from_v4_on() {
    let sandbox = start(unhurried()).await;
    let call = format!("{RECIPIENT}&ine=1706052041H&campaignYear=2023");
    let v5 = get(&sandbox, "/v5/cnous/etudiant_boursier/ine", &call).await;
    assert_eq!(v5.json()["data"]["echelon_bourse"]["echelon"], "6");
    let v3 = get(&sandbox, "/v3/cnous/etudiant_boursier/ine", &call).await;
    assert_eq!(v3.json()["data"]["echelon_bourse"]["echelon"], "4");
    let wrong = get(
        &sandbox,
        "/v5/cnous/etudiant_boursier/ine",
        &call.replace("2023", "2020"),
    )
    .await;
    assert_eq!(
        (wrong.status, wrong.codes()),
        (422, vec!["00368".to_owned()])
    );
}

#[tokio::test]
async fn franceconnect_asks_to_connect_again() {
    let sandbox = start(unhurried()).await;
    let path = "/v3/dss/quotient_familial/france_connect";
    for (headers, code) in [("", "51504"), ("Authorization: Bearer fc\r\n", "51502")] {
        let answer = send(&sandbox, path, headers).await;
        assert_eq!(
            (answer.status, answer.codes()),
            (401, vec![code.to_owned()])
        );
    }
}

// Scopes and presets.

#[tokio::test]
async fn scopes_hide_fields_in_production_and_not_on_staging() {
    let target = format!("{QF}?{RECIPIENT}&{KERMARREC}");
    let token = "Authorization: Bearer scopes:cnaf_quotient_familial+cnaf_enfants\r\n";
    let keys = async |environment: Environment| {
        let data = send(&preset(environment).await, &target, token)
            .await
            .json()["data"]
            .clone();
        let mut keys: Vec<_> = data.as_object().unwrap().keys().cloned().collect();
        keys.sort();
        keys
    };
    let all = ["adresse", "allocataires", "enfants", "quotient_familial"];
    assert_eq!(
        keys(Environment::Production).await,
        ["enfants", "quotient_familial"]
    );
    assert_eq!(keys(Environment::Staging).await, all);
    assert_eq!(keys(Environment::Mocks).await, all);
}

#[tokio::test]
async fn a_token_without_a_scope_of_the_operation_is_refused_everywhere() {
    for environment in [Environment::Production, Environment::Staging] {
        let sandbox = preset(environment).await;
        let token = "Authorization: Bearer scopes:pole_emploi_identite\r\n";
        let refused = send(&sandbox, &format!("{QF}?{RECIPIENT}&{KERMARREC}"), token).await;
        assert_eq!(
            (refused.status, refused.codes()),
            (403, vec!["00100".to_owned()])
        );
        let opened = send(
            &sandbox,
            &format!("{STATUT}?{RECIPIENT}&identifiant=x"),
            token,
        )
        .await;
        assert_eq!(opened.status, 404);
    }
}

#[tokio::test]
async fn each_environment_has_its_token() {
    let code = async |environment: Environment, token: &str| {
        let answer = send(
            &preset(environment).await,
            STATUT,
            &format!("Authorization: Bearer {token}\r\n"),
        )
        .await;
        (answer.status, answer.codes().remove(0))
    };
    let passed = (422, "00203".to_owned());
    for environment in [
        Environment::Staging,
        Environment::Test,
        Environment::Dev,
        Environment::Mocks,
    ] {
        assert_eq!(code(environment, "test-token").await, passed);
        assert_eq!(
            code(environment, "production-token").await,
            (401, "00108".to_owned())
        );
    }
    assert_eq!(
        code(Environment::Production, "production-token").await,
        passed
    );
    assert_eq!(
        code(Environment::Production, "test-token").await,
        (401, "00109".to_owned())
    );
}

#[tokio::test]
async fn the_rate_is_not_limited_where_the_preset_says_so() {
    for (environment, last) in [(Environment::Test, 429), (Environment::Dev, 422)] {
        let Options { clock, .. } = still();
        let sandbox = start(Options {
            clock,
            ..Options::preset(environment)
        })
        .await;
        for _ in 0..20 {
            assert_eq!(get(&sandbox, STATUT, "").await.status, 422);
        }
        assert_eq!(get(&sandbox, STATUT, "").await.status, last);
    }
}

// API Impôt particulier.

#[tokio::test]
async fn a_tax_notice_is_found_with_a_token_and_a_correlation() {
    let sandbox = start(unhurried()).await;
    let headers = impot_headers(&sandbox).await;
    let found = send(&sandbox, SITUATION, &headers).await;
    assert_eq!(
        (found.status, found.json()["rfr"].as_u64()),
        (200, Some(36220))
    );
    assert_eq!(
        found.header("content-type"),
        Some("application/prs.dgfip.part.situations.ir.assiettes.v1+json")
    );
    for last in [DERNIERE, DEUX_ANS] {
        let found = send(&sandbox, last, &headers).await;
        assert_eq!(
            (found.status, found.json()["annRevenu"].as_u64()),
            (200, Some(2025))
        );
        let media = "application/prs.dgfip.part.derniere.situations.ir.assiettes.v1+json";
        assert_eq!(found.header("content-type"), Some(media));
    }
}

#[tokio::test]
async fn a_tax_number_stays_out_of_the_path_that_is_kept() {
    let sandbox = start(unhurried()).await;
    let headers = impot_headers(&sandbox).await;
    send(&sandbox, SITUATION, &headers).await;
    let calls = sandbox.calls();
    let [call] = calls.as_slice() else {
        panic!("{} calls", calls.len())
    };
    assert_eq!(
        call.path,
        "/impotparticulier/1.0/spi/{spi}/situations/ir/assiettes/annrev/{annrev}"
    );
    assert_eq!(call.parameters["spi"], ["1562456789521"]);
}

#[tokio::test]
async fn the_tax_interface_has_its_refusals() {
    let sandbox = start(unhurried()).await;
    let headers = impot_headers(&sandbox).await;
    let uncorrelated = headers.replace(CORRELATION, "");
    let twisted = headers.replace("7f3c2a10-", "7f3c2a10");
    for (target, headers, status, code) in [
        (SITUATION.to_owned(), "", 401, "401"),
        (
            SITUATION.to_owned(),
            "Authorization: Bearer test-token\r\n",
            401,
            "401",
        ),
        (SITUATION.to_owned(), uncorrelated.as_str(), 400, "400"),
        (SITUATION.to_owned(), twisted.as_str(), 400, "400"),
        (
            SITUATION.replace("/1562456789521/", "/156245678952/"),
            headers.as_str(),
            400,
            "4001",
        ),
        (
            SITUATION.replace("2025", "25"),
            headers.as_str(),
            400,
            "4002",
        ),
        (
            SITUATION.replace("2025", "1999"),
            headers.as_str(),
            404,
            "404",
        ),
        (
            SITUATION.replace("1562456789521", "3012345678410"),
            headers.as_str(),
            410,
            "4101",
        ),
    ] {
        let answer = send(&sandbox, &target, headers).await;
        assert_eq!(
            (answer.status, answer.json()["codeapp"].as_str()),
            (status, Some(code)),
            "{target}"
        );
    }
    let nothing = send(
        &sandbox,
        &SITUATION.replace("1562456789521", "3012345678204"),
        &headers,
    )
    .await;
    assert_eq!((nothing.status, nothing.body.len()), (204, 0));
}

#[tokio::test]
async fn a_token_opens_what_it_was_asked_for() {
    let sandbox = start(unhurried()).await;
    let form = "grant_type=client_credentials&scope=RessourceIR";
    // test-client:test-secret
    let basic = "Authorization: Basic dGVzdC1jbGllbnQ6dGVzdC1zZWNyZXQ=\r\n";
    let given = post(&sandbox, "/token", form, basic).await;
    assert_eq!(
        (given.status, given.header("cache-control")),
        (200, Some("no-store"))
    );
    let body = given.json();
    assert_eq!(
        (&body["token_type"], &body["expires_in"], &body["scope"]),
        (&"Bearer".into(), &3600.into(), &"RessourceIR".into())
    );
    let headers = format!(
        "Authorization: Bearer {}\r\n{CORRELATION}",
        body["access_token"].as_str().unwrap()
    );
    assert_eq!(send(&sandbox, SITUATION, &headers).await.status, 200);
    let closed = send(&sandbox, DERNIERE, &headers).await;
    assert_eq!(
        (closed.status, closed.json()["codeapp"].as_str()),
        (403, Some("4031"))
    );
}

#[tokio::test]
async fn a_token_request_that_is_wrong_says_how() {
    let sandbox = start(unhurried()).await;
    let right = "grant_type=client_credentials&client_id=test-client&client_secret=test-secret";
    for (form, status, error) in [
        (right.replace("test-secret", "other"), 401, "invalid_client"),
        (
            "grant_type=client_credentials".to_owned(),
            401,
            "invalid_client",
        ),
        (
            right.replace("client_credentials", "password"),
            400,
            "unsupported_grant_type",
        ),
        (right.replace("grant_type", "grant"), 400, "invalid_request"),
        (
            format!("{right}&scope=RessourceIR+Autre"),
            400,
            "invalid_scope",
        ),
    ] {
        let answer = post(&sandbox, "/token", &form, "").await;
        assert_eq!(told(&answer), (status, error.to_owned()), "{form}");
        assert_eq!(answer.header("www-authenticate").is_some(), status == 401);
    }
}

#[tokio::test]
async fn a_token_ends_when_it_said_it_would() {
    let second = Arc::new(AtomicI64::new(0));
    let read = Arc::clone(&second);
    let clock = Clock::new(move || now() + read.load(Ordering::SeqCst).seconds());
    let impot_client = ImpotClient {
        token_life: Duration::from_secs(5),
        ..ImpotClient::default()
    };
    let sandbox = start(Options {
        clock,
        impot_client,
        ..Options::default()
    })
    .await;
    let headers = impot_headers(&sandbox).await;
    second.store(4, Ordering::SeqCst);
    assert_eq!(send(&sandbox, SITUATION, &headers).await.status, 200);
    second.store(5, Ordering::SeqCst);
    assert_eq!(send(&sandbox, SITUATION, &headers).await.status, 401);
}
