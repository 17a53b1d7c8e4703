//! What the tests stand on: the relay as it is shipped, run as a process of its own against a sandbox in this one.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot be set up has failed"
)]

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex};

use sandbox::Sandbox;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::{Child, Command};

pub mod browser;
pub mod case;
pub mod crash;
pub mod demo;
pub mod disk;
mod france_connect;
pub mod identified;
pub mod languages;
pub mod pages;
pub mod postgres;
pub mod renderers;
mod reply;
pub mod site;
pub mod snippets;
pub mod stage;
pub mod timing;
pub mod tokens;
pub mod verifiers;

pub use france_connect::{Traveller, hidden_fields};
pub use reply::Reply;

/// The origin of the pages of every form but `transport`.
pub const ORIGIN: &str = "https://services.exemple.fr";
/// The token that the relay is given.
pub const TOKEN: &str = "canari-jeton-7f3a9c";

/// The key that the host's server gets tickets with.
pub const TICKET_KEY: &str = "canari-cle-de-tickets-5d21e8b07f3a";
/// The secret that the sandbox's FranceConnect knows the relay by.
pub const FC_SECRET: &str = "france-connect-secret";

/// The relay and the town of every configuration. `{upstream}` stands for the sandbox's address.
pub const TOWN: &str = r#"
[relay]
listen = "127.0.0.1:0"
public_url = "https://relay.exemple.fr"
store = "sqlite:journal.db"

[upstream]
environment = "sandbox"
base_url = "{upstream}"

[[organisation]]
id = "ville-exemple"
name = "Ville d'Exemple"
siret = "13002526500013"
dpo = "dpo@exemple.fr"
token_file = "token"
"#;

/// Two forms of that town.
const FORMS: &str = r#"
[[form]]
id = "cantine"
organisation = "ville-exemple"
title = { fr = "Cantine", en = "Canteen" }
purpose = { fr = "Calculer le tarif" }
legal_basis = "mission d'intérêt public (L114-8 CRPA)"
retention = "durée de l'année scolaire"
origins = ["https://services.exemple.fr"]
[form.sources.quotient_familial]
modes = ["identite"]
items = ["quotient_familial", "allocataires", "enfants", "adresse"]

[[form]]
id = "transport"
organisation = "ville-exemple"
title = { fr = "Transport" }
purpose = { fr = "Vérifier le droit au tarif réduit" }
legal_basis = "mission d'intérêt public (L114-8 CRPA)"
retention = "un an"
origins = ["https://transport.exemple.fr"]
[form.sources.demandeur_emploi]
modes = ["identifiant"]
items = ["identite", "inscription", "adresse", "contact"]
"#;

/// The configuration of both forms, with one text replaced by another.
pub fn town_with(from: &str, to: &str) -> String {
    format!("{TOWN}{FORMS}").replace(from, to)
}

/// A relay at work, with its folder, its log and the sandbox behind it.
pub struct Rig {
    /// Where the relay listens.
    pub base: String,
    /// The API it asks.
    pub sandbox: Option<Sandbox>,
    folder: PathBuf,
    child: Child,
    log: Arc<Mutex<String>>,
    /// The folder, when it is the relay's own.
    _own: Option<TempDir>,
}

impl Rig {
    /// A relay whose sandbox behaves as `options` say.
    pub async fn start(options: sandbox::Options) -> Self {
        Self::with_config(&format!("{TOWN}{FORMS}"), options).await
    }

    /// A relay of another configuration, in which `{upstream}` stands for its sandbox's address.
    pub async fn with_config(config: &str, options: sandbox::Options) -> Self {
        let options = sandbox::Options {
            tokens: vec![TOKEN.to_owned()],
            ..options
        };
        let sandbox = sandbox::start(options).await.unwrap();
        let own = tempfile::tempdir().unwrap();
        let mut rig = Self::run(
            own.path(),
            &config.replace("{upstream}", &sandbox.base_url()),
        )
        .await;
        rig.sandbox = Some(sandbox);
        rig._own = Some(own);
        rig
    }

    /// A relay whose files are in `folder`.
    pub async fn in_folder(folder: &Path, options: sandbox::Options) -> Self {
        let mut rig = Self::with_config(&format!("{TOWN}{FORMS}"), options).await;
        rig.kill().await;
        let elsewhere = rig.folder();
        for name in ["token", "relay.toml"] {
            std::fs::copy(elsewhere.join(name), folder.join(name)).unwrap();
        }
        rig.folder = folder.to_owned();
        rig.restart().await;
        rig
    }

    /// A relay whose API is at `upstream`, whatever is there.
    pub async fn with_upstream(upstream: &str) -> Self {
        let own = tempfile::tempdir().unwrap();
        let mut rig = Self::run(
            own.path(),
            &format!("{TOWN}{FORMS}").replace("{upstream}", upstream),
        )
        .await;
        rig._own = Some(own);
        rig
    }

    /// Runs the program in `folder` with a whole configuration.
    async fn run(folder: &Path, config: &str) -> Self {
        for (name, secret) in [
            ("token", TOKEN),
            ("ticket-key", TICKET_KEY),
            ("fc-secret", FC_SECRET),
        ] {
            write_secret(&folder.join(name), secret);
        }
        std::fs::write(folder.join("relay.toml"), config).unwrap();
        let log = Arc::default();
        let (child, base) = launch(folder, &log).await;
        Self {
            base,
            sandbox: None,
            folder: folder.to_owned(),
            child,
            log,
            _own: None,
        }
    }

    /// Kills the relay, as `kill -9` does.
    pub async fn kill(&mut self) {
        self.child.kill().await.unwrap();
    }

    /// Starts a relay that may be gone anew, at the same address and on the same files.
    pub async fn restart(&mut self) {
        self.kill().await;
        let file = self.folder.join("relay.toml");
        let config = std::fs::read_to_string(&file).unwrap();
        let address = self.base.strip_prefix("http://").unwrap();
        let fixed = config.replace("127.0.0.1:0", address);
        // A file that is written again is one that a power cut can take.
        if fixed != config {
            std::fs::write(&file, fixed).unwrap();
        }
        (self.child, _) = launch(&self.folder, &self.log).await;
    }

    /// Another relay over the same configuration, and the same sandbox.
    pub async fn twin(&self, folder: &Path) -> Self {
        let config = std::fs::read_to_string(self.folder.join("relay.toml")).unwrap();
        Self::run(folder, &config).await
    }

    /// What `pre-remplir journal` answers in the relay's folder: its exit status, and what it prints.
    pub async fn journal(&self, words: &[&str]) -> (i32, String) {
        let mut command = Command::new(binary());
        let output = command
            .arg("journal")
            .args(words)
            .current_dir(&self.folder)
            .output()
            .await
            .unwrap();
        let text = [output.stdout, output.stderr].concat();
        (
            output.status.code().unwrap(),
            String::from_utf8(text).unwrap(),
        )
    }

    /// Everything that the relay has logged so far.
    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// The folder of the relay's files.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The records of the relay's journal of this kind, oldest first.
    pub fn records(&self, kind: &str) -> Vec<Value> {
        let mut records = self.all_records();
        records.retain(|record| record["kind"] == kind);
        records
    }

    /// Every record of the relay's journal, oldest first, each notice before the first record about it.
    pub fn all_records(&self) -> Vec<Value> {
        let mut export = std::process::Command::new(binary());
        let export = export
            .args(["journal", "export"])
            .current_dir(&self.folder)
            .output()
            .unwrap();
        let text = String::from_utf8(export.stdout).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// How many calls the API has received.
    pub fn calls(&self) -> usize {
        self.sandbox
            .as_ref()
            .map_or(0, |sandbox| sandbox.calls().len())
    }

    /// Asks the relay to stop, and waits until it has.
    pub async fn stop(&mut self) {
        self.signal("TERM").await;
        self.child.wait().await.unwrap();
    }

    /// Sends the relay a signal: `STOP` freezes it whatever it does, `CONT` lets it go on.
    pub async fn signal(&self, name: &str) {
        let (signal, pid) = (format!("-{name}"), self.child.id().unwrap().to_string());
        let sent = Command::new("kill").args([signal, pid]).status().await;
        assert!(sent.unwrap().success());
    }

    /// A form's definition.
    pub async fn definition(&self, form: &str) -> Value {
        let url = format!("{}/v1/forms/{form}", self.base);
        http()
            .get(url)
            .header("Origin", origin(form))
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap()
    }

    /// A whole request for `form`: every item it offers, about `subject`.
    pub async fn request(&self, form: &str, subject: Value) -> Value {
        let definition = self.definition(form).await;
        let sources = definition["sources"].as_array().unwrap();
        let items: serde_json::Map<_, _> = sources
            .iter()
            .map(|source| {
                let paths = source["items"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|item| item["path"].clone());
                (source["id"].as_str().unwrap().to_owned(), paths.collect())
            })
            .collect();
        json!({
            "visit": definition["visit"],
            "consent": { "notice": definition["notice"]["hash"], "items": items },
            "subject": subject
        })
    }

    /// Sends a prefill.
    pub async fn send(&self, form: &str, request: &Value) -> Reply {
        let url = format!("{}/v1/forms/{form}/prefill", self.base);
        Reply::read(
            http()
                .post(url)
                .header("Origin", origin(form))
                .json(request),
        )
        .await
    }

    /// Prefills `form` with every item it offers, about `subject`.
    pub async fn prefill(&self, form: &str, subject: Value) -> Reply {
        let request = self.request(form, subject).await;
        self.send(form, &request).await
    }
}

/// Chooses the cryptography of this process: with every crate built together, the HTTP client has none of its own.
pub fn choose_cryptography() {
    // Another test of the same process may have chosen it already.
    rustls::crypto::ring::default_provider()
        .install_default()
        .ok();
}

/// A client that stands for no page.
pub fn http() -> reqwest::Client {
    choose_cryptography();
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// The origin of a form's pages.
pub fn origin(form: &str) -> &'static str {
    if form == "transport" {
        "https://transport.exemple.fr"
    } else {
        ORIGIN
    }
}

/// The couple with two children of the sandbox's own families.
pub fn couple() -> Value {
    identite(json!({
        "nom_naissance": "Kermarrec", "prenoms": ["Solenn", "Maëlle"], "sexe": "F",
        "date_naissance": { "annee": 1987, "mois": 3, "jour": 14 },
        "lieu_naissance": { "pays": "99100", "commune": "29019" }
    }))
}

/// A subject of typed identity.
pub fn identite(identite: Value) -> Value {
    json!({ "mode": "identite", "identite": identite })
}

/// A subject of a France Travail user name.
pub fn identifiant(identifiant: &str) -> Value {
    json!({ "mode": "identifiant", "identifiant": identifiant })
}

/// The relay's program: the one `cargo xtask test` names, or the one built beside this test.
pub fn binary() -> PathBuf {
    let beside = || {
        std::env::current_exe()
            .unwrap()
            .parent()
            .unwrap()
            .with_file_name("pre-remplir")
    };
    std::env::var_os("PRE_REMPLIR_BIN").map_or_else(beside, PathBuf::from)
}

/// Runs the program, and waits until it listens; gives its address too.
async fn launch(folder: &Path, log: &Arc<Mutex<String>>) -> (Child, String) {
    let mut child = Command::new(binary())
        .args(["serve", "--config", "relay.toml"])
        .current_dir(folder)
        .env("PRE_REMPLIR_LOG", "trace")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the relay's program; `cargo xtask test` builds it");
    collect(child.stderr.take().unwrap(), log.clone());
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let ready = lines.next_line().await.unwrap();
    let ready = ready.unwrap_or_else(|| panic!("the relay did not start: {}", log.lock().unwrap()));
    let base = ready.strip_prefix("listening ").expect(&ready).to_owned();
    (child, base)
}

/// Writes a file that its owner alone can read.
fn write_secret(path: &Path, secret: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, secret).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
}

/// Keeps what a process writes, line by line.
fn collect(output: impl AsyncRead + Unpin + Send + 'static, into: Arc<Mutex<String>>) {
    tokio::spawn(async move {
        let mut lines = BufReader::new(output).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            let mut log = into.lock().unwrap();
            log.push_str(&line);
            log.push('\n');
        }
    });
}
