//! What comes for a typed identity is never in the page, nor told by the answer's shape, size or time.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use sandbox::Options;
use serde_json::{Value, json};
use tempfile::TempDir;
use tests::case::cases;
use tests::postgres::Server;
use tests::timing::{likelihood, pairs, slow_to_find, took};
use tests::tokens::{SealingKeys, part, pre_remplir};
use tests::{Rig, couple, http, identifiant, identite, origin};

/// An answer, byte by byte.
struct Raw {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Raw {
    async fn of(rig: &Rig, form: &str, request: &Value, accept: &str) -> Self {
        let post = http().post(format!("{}/v1/forms/{form}/prefill", rig.base));
        let post = post.header("Origin", origin(form)).header("Accept", accept);
        let answer = post.json(request).send().await.unwrap();
        let headers = answer.headers().iter();
        let headers = headers.filter(|(name, _)| *name != "date");
        Self {
            status: answer.status().as_u16(),
            headers: headers
                .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
                .collect(),
            body: answer.bytes().await.unwrap().to_vec(),
        }
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// All that can be seen without reading: status, headers, length.
    fn shape(&self) -> (u16, &[(String, String)], usize) {
        (self.status, &self.headers, self.body.len())
    }
}

fn nobody() -> Value {
    identite(json!({
        "nom_naissance": "Quatrebarbes", "prenoms": ["Zéphirine"], "sexe": "F", "date_naissance": { "annee": 1987 },
        "lieu_naissance": { "pays": "99100", "commune": "35238" }
    }))
}

async fn sealed(rig: &Rig, subject: Value, accept: &str) -> Raw {
    let request = rig.request("cantine", subject).await;
    Raw::of(rig, "cantine", &request, accept).await
}

/// Writes the keys that a relay publishes beside the administration's.
async fn keep_jwks(rig: &Rig, keys: &SealingKeys) {
    let jwks = http()
        .get(format!("{}/.well-known/jwks.json", rig.base))
        .send();
    let jwks = jwks.await.unwrap().text().await.unwrap();
    std::fs::write(keys.folder().join("jwks.json"), jwks).unwrap();
}

#[tokio::test]
async fn the_administration_alone_opens_what_came_and_sees_that_the_identity_was_typed() {
    let keys = SealingKeys::default();
    let rig = Rig::with_config(&keys.config(), Options::default()).await;
    let definition = rig.definition("cantine").await;
    assert_eq!(definition["sealed"], true);
    assert!(
        definition["notice"]["text"]
            .as_str()
            .unwrap()
            .contains("Vous ne verrez pas ces informations")
    );
    let answer = sealed(&rig, couple(), "application/json").await;
    let clear = answer.json();
    assert_eq!(
        clear["results"],
        json!({ "quotient_familial": { "status": "sealed" } })
    );
    assert!(clear.get("attestation").is_none());
    keep_jwks(&rig, &keys).await;
    let envelope = clear["sealed"].as_str().unwrap();
    let (opened, text) = keys.unseal(envelope, &["--jwks", "jwks.json"]);
    assert!(opened, "{text}");
    let claims: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(claims["identity"], "identity typed, not verified");
    assert_eq!(
        (&claims["form"], &claims["receipt"]),
        (&json!("cantine"), &clear["receipt"]["id"])
    );
    let source = &claims["sources"][0];
    assert_eq!(
        (&source["status"], &source["provider"]),
        (&json!("filled"), &json!("CNAF"))
    );
    let values = source["values"].as_object().unwrap();
    assert!(values.len() > 20 && values["enfants.nombre"] == 2);
    // None of these texts is in what the page got.
    let page = String::from_utf8(answer.body.clone()).unwrap();
    for (path, value) in values
        .iter()
        .filter(|(_, value)| value.to_string().len() > 4)
    {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        assert!(!page.contains(&text), "{path}");
    }
    // What there is not is told inside too, and nothing else of it.
    let none = sealed(&rig, nobody(), "application/json").await.json();
    let (_, text) = keys.unseal(none["sealed"].as_str().unwrap(), &["--jwks", "jwks.json"]);
    let claims: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(claims["sources"][0]["status"], "not_found");
    assert!(claims["sources"][0].get("values").is_none());
}

/// The sandbox's cases, in which the source of this operation answers late, in milliseconds.
fn late(operation: &str, delay: u64) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for operations in std::fs::read_dir(cases()).unwrap() {
        let from = operations.unwrap();
        let to = folder.path().join(from.file_name());
        std::fs::create_dir(&to).unwrap();
        for case in std::fs::read_dir(from.path()).unwrap() {
            let case = case.unwrap();
            let mut text = std::fs::read_to_string(case.path()).unwrap();
            if from.file_name() == operation {
                text = format!("delay_ms: {delay}\n{text}");
            }
            std::fs::write(to.join(case.file_name()), text).unwrap();
        }
    }
    folder
}

/// What came of one source waits for another when nobody can read the journal any more: it is to leave with the others all
/// the same, or a hit would be late where a miss is not.
#[tokio::test(flavor = "multi_thread")]
async fn a_journal_that_nobody_can_read_holds_no_sealed_answer_up() {
    let (keys, server) = (SealingKeys::default(), Arc::new(Server::start()));
    let two = "\"adresse\"]\n[form.sources.prime_activite]\nmodes = [\"identite\"]\nitems = [\"est_beneficiaire\"]";
    let config = keys
        .config()
        .replace("sealed_after = \"1s\"", "sealed_after = \"3s\"");
    let config = config.replace("sqlite:journal.db", &server.store());
    let config = config.replacen("\"adresse\"]", two, 1);
    let slow = late("api_particulier_v3_cnav_prime_activite_with_civility", 6000);
    let options = Options {
        cases: Some(slow.path().to_owned()),
        ..Options::default()
    };
    let rig = Arc::new(Rig::with_config(&config, options).await);
    let (usual, _) = took(sealed(&rig, couple(), "application/json")).await;
    let traced = async || {
        rig.journal(&["export"])
            .await
            .1
            .matches("\"kind\":\"call\"")
            .count()
    };
    // The late source of the first demand is traced too, in the end.
    while traced().await < 2 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let asking = rig.clone();
    let asked =
        tokio::spawn(async move { took(sealed(&asking, couple(), "application/json")).await });
    while traced().await < 3 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let locking = server.clone();
    let held = "BEGIN; LOCK TABLE records IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(20)";
    let lock = std::thread::spawn(move || locking.run(held));
    let (late, answer) = asked.await.unwrap();
    assert_eq!(answer.status, 200);
    assert!(late < 2 * usual, "{late:?} after {usual:?}");
    assert!(!lock.is_finished(), "the journal could be read again");
}

#[tokio::test]
async fn who_forges_alters_or_mistakes_an_envelope_is_not_believed() {
    let keys = SealingKeys::default();
    let rig = Rig::with_config(&keys.config(), Options::default()).await;
    keep_jwks(&rig, &keys).await;
    let jwks = ["--jwks", "jwks.json"];
    let honest = sealed(&rig, couple(), "application/json").await.json()["sealed"]
        .as_str()
        .unwrap()
        .to_owned();
    let (_, without) = keys.unseal(&honest, &[]);
    assert!(without.contains("quotient_familial.valeur"), "{without}");
    let claims = json!({ "form": "cantine", "sources": [] });
    for (envelope, says) in [
        (keys.forged(&claims.to_string()), "not an attestation"),
        (keys.forged("a.b.c"), "not an attestation"),
        (SealingKeys::default().forged("a.b.c"), "another key"),
        (honest.replacen("..", ".AA.", 1), "not a sealed answer"),
        (honest.replace("..", "..A"), "not a sealed answer"),
        (format!("{honest}A"), "another key, or altered"),
        (String::new(), "not a sealed answer"),
    ] {
        let (opened, said) = keys.unseal(&envelope, &jwks);
        assert!(!opened && said.contains(says), "{says}: {said}");
    }
    // The attestation of another relay, sealed for this administration.
    let other = Rig::with_config(
        &keys
            .open_config()
            .replace(&format!("keys = \"{}", keys.folder().display()), "#"),
        Options::default(),
    )
    .await;
    let foreign = other.prefill("cantine", couple()).await.body["attestation"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(part(&foreign, 1)["form"], "cantine");
    let (opened, said) = keys.unseal(&keys.forged(&foreign), &jwks);
    assert!(
        !opened && said.contains("not signed by these keys"),
        "{said}"
    );
}

/// The answer when the API fails in this way.
async fn broken<'a>(keys: &SealingKeys, fault: &'a str, accept: &str) -> (&'a str, Raw) {
    let options = Options {
        fault: Some(fault.parse().unwrap()),
        ..Options::default()
    };
    let rig = Rig::with_config(&keys.config(), options).await;
    (fault, sealed(&rig, couple(), accept).await)
}

#[tokio::test]
async fn a_hit_a_miss_and_an_error_have_one_shape_and_one_size() {
    let keys = SealingKeys::default();
    let rig = Rig::with_config(&keys.config(), Options::default()).await;
    for accept in ["application/json", "application/x-ndjson"] {
        let hit = sealed(&rig, couple(), accept).await;
        assert_eq!(hit.status, 200);
        let miss = sealed(&rig, nobody(), accept).await;
        assert_eq!(hit.shape(), miss.shape(), "miss, {accept}");
        assert_eq!(hit.json()["results"], miss.json()["results"]);
        let broken = ["down", "bad-gateway", "timeout", "garbage", "slow"]
            .map(|fault| broken(&keys, fault, accept));
        for (fault, error) in join_all(broken).await {
            assert_eq!(hit.shape(), error.shape(), "{fault}, {accept}");
            assert_eq!(hit.json()["results"], error.json()["results"]);
        }
    }
    // The control: where values are shown, sizes tell.
    let open = Rig::with_config(&keys.open_config(), Options::default()).await;
    let hit = sealed(&open, couple(), "application/json").await;
    let miss = sealed(&open, nobody(), "application/json").await;
    assert_ne!(hit.shape(), miss.shape());
}

/// How likely it is that times tell nothing, for a form that is sealed or open, when the API is slower to find than not to.
async fn told_apart(keys: &SealingKeys, config: &str, count: usize, at_once: usize) -> f64 {
    let slower = Duration::from_millis(150);
    let behind = sandbox::start(Options {
        tokens: vec![tests::TOKEN.to_owned()],
        ..Options::default()
    })
    .await
    .unwrap();
    let slow = slow_to_find(&behind.base_url(), slower).await;
    let rig = Rig::with_config(&config.replace("{upstream}", &slow), Options::default()).await;
    let hit = rig
        .request("transport", identifiant("nolwenn.tassel"))
        .await;
    let ask = |pair: usize, kind: usize| {
        let (rig, mut request) = (&rig, hit.clone());
        if kind == 1 {
            request["subject"] = identifiant(&format!("personne.{pair}"));
        }
        async move {
            let (took, answer) =
                took(Raw::of(rig, "transport", &request, "application/json")).await;
            assert_eq!(answer.status, 200);
            took
        }
    };
    let samples = pairs(count, at_once, ask).await;
    assert!(keys.folder().exists());
    likelihood(&samples)
}

/// How many ask at once: each waits a second for its answer, and the relay makes fifteen calls a second.
const AT_ONCE: usize = 10;
/// Below this, times tell: chance alone gives it once in ten thousand runs.
const TOLD: f64 = 1e-4;

#[tokio::test(flavor = "multi_thread")]
async fn a_hit_and_a_miss_take_the_same_time() {
    let keys = SealingKeys::default();
    // The relay makes fifteen calls a second: so few at once never wait for their turn.
    let control = told_apart(&keys, &keys.open_config(), 30, 1).await;
    assert!(
        control < TOLD,
        "the control is not told apart: p = {control:e}"
    );
    let sealed = told_apart(&keys, &keys.config(), 60, AT_ONCE).await;
    assert!(sealed > TOLD, "times tell: p = {sealed:e}");
    println!("control p = {control:e}, sealed p = {sealed:.3}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes forty minutes"]
async fn a_hit_and_a_miss_take_the_same_time_ten_thousand_times() {
    let keys = SealingKeys::default();
    let sealed = told_apart(&keys, &keys.config(), 10_000, AT_ONCE).await;
    assert!(sealed > TOLD, "times tell: p = {sealed:e}");
    println!("10,000 pairs: p = {sealed:.3}");
}

#[test]
fn a_pair_of_keys_is_never_written_over_and_the_private_one_is_for_its_owner() {
    use std::os::unix::fs::PermissionsExt;
    let keys = SealingKeys::default();
    let private = keys.folder().join("seal/seal.pem");
    let mode = std::fs::metadata(&private).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let said = pre_remplir(&["keys", "new", "--seal", "--dir", "autre"], keys.folder());
    assert!(said.contains("seal_key = \"seal.pub.pem\""), "{said}");
    let again = std::process::Command::new(tests::binary())
        .args(["keys", "new", "--seal"])
        .current_dir(keys.folder())
        .output()
        .unwrap();
    assert!(!again.status.success());
    assert!(
        String::from_utf8(again.stderr)
            .unwrap()
            .contains("never written over")
    );
}
