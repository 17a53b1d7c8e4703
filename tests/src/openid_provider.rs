//! An OpenID provider that nobody of this project wrote: npm's `oidc-provider`, run as a process of its own.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::identified::PUBLIC;
use crate::{TOWN, browser, collect};

mod visitor;

pub use visitor::{Screen, Visitor};

/// The secret that the provider and the relay share.
pub const SECRET: &str = "canari-secret-openid-2c8e51b7";
/// What is known of the person at the provider.
pub const PERSONAL: [&str; 4] = ["Zéphirine", "QUATREBARBES", "1987-03-14", "35238"];

/// What the provider knows the relay by.
const CLIENT: &str = "pre-remplir";

/// The form that asks for whoever comes back from the provider.
const FORM: &str = r#"
[[form]]
id = "cantine"
organisation = "ville-exemple"
title = { fr = "Cantine", en = "Canteen" }
purpose = { fr = "Calculer le tarif" }
legal_basis = "mission d'intérêt public (L114-8 CRPA)"
retention = "durée de l'année scolaire"
origins = ["https://services.exemple.fr"]
[form.sources.quotient_familial]
modes = ["france_connect"]
items = ["quotient_familial", "enfants"]
"#;

/// How a provider is set; by default as FranceConnect v2 describes itself.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// What the identity is signed with; `None` for plain JSON.
    pub signature: Option<&'static str>,
    /// The level of assurance that people have.
    pub acr: &'static str,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            signature: Some("ES256"),
            acr: "eidas1",
        }
    }
}

/// What a relay is told of a provider.
#[derive(Clone, Debug)]
pub struct Access {
    /// The provider's name for itself.
    pub issuer: String,
    /// The relay's secret.
    pub secret: &'static str,
    /// The level of assurance that the relay wants.
    pub acr: &'static str,
}

/// A provider at work.
#[derive(Debug)]
pub struct Provider {
    /// Its name for itself, which is its address.
    pub issuer: String,
    acr: &'static str,
    folder: TempDir,
    _process: Child,
}

impl Provider {
    /// Starts a provider that knows the relay and one person.
    pub async fn start(settings: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("provider.mjs");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/openid/provider.mjs");
        std::fs::copy(source, &program).unwrap();
        // Node looks for packages beside the program.
        let modules = browser::tool("node_modules");
        std::os::unix::fs::symlink(modules, folder.path().join("node_modules")).unwrap();
        let (process, issuer) = launch(&program, &described(settings)).await;
        Self {
            issuer,
            acr: settings.acr,
            folder,
            _process: process,
        }
    }

    /// What a relay must be told to be a service of this provider.
    pub fn access(&self) -> Access {
        Access {
            issuer: self.issuer.clone(),
            secret: SECRET,
            acr: self.acr,
        }
    }

    /// The whole configuration of a relay that is told so.
    pub fn config(&self, access: &Access) -> String {
        let file = self.secret_file(access.secret);
        let table = format!(
            "[organisation.france_connect]\nissuer = \"{}\"\nclient_id = \"{CLIENT}\"\nclient_secret_file = \"{}\"\nacr = \"{}\"\n",
            access.issuer,
            file.display(),
            access.acr
        );
        let town = TOWN.replace("https://relay.exemple.fr", PUBLIC);
        format!("{town}{table}{FORM}")
    }

    fn secret_file(&self, secret: &str) -> PathBuf {
        let file = self.folder.path().join("secret");
        std::fs::write(&file, secret).unwrap();
        std::fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
        file
    }
}

/// What the program is told, as JSON.
fn described(settings: Settings) -> Value {
    let mut client = json!({
        "client_id": CLIENT,
        "client_secret": SECRET,
        "token_endpoint_auth_method": "client_secret_post",
        "redirect_uris": [format!("{PUBLIC}/v1/france-connect/callback")],
        "post_logout_redirect_uris": [format!("{PUBLIC}/v1/france-connect/left")]
    });
    if let Some(signature) = settings.signature {
        client["userinfo_signed_response_alg"] = signature.into();
    }
    json!({
        "client": client,
        "acr": settings.acr,
        "scopes": ["cnaf_quotient_familial", "cnaf_enfants"],
        "person": {
            "given_name": "Zéphirine Aude", "given_name_array": ["Zéphirine", "Aude"], "family_name": "QUATREBARBES",
            "birthdate": "1987-03-14", "gender": "female", "birthplace": "35238", "birthcountry": "99100"
        }
    })
}

/// Runs the program, and waits until it listens; gives its address too.
async fn launch(program: &Path, told: &Value) -> (Child, String) {
    let node = std::env::var_os("NODE").unwrap_or_else(|| "node".into());
    let mut process = Command::new(node)
        .arg(program)
        .arg(told.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("Node.js; `cargo xtask test` installs it");
    let wrong = Arc::new(Mutex::new(String::new()));
    collect(process.stderr.take().unwrap(), wrong.clone());
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let ready = lines.next_line().await.unwrap();
    let ready = ready.unwrap_or_else(|| {
        let wrong = wrong.lock().unwrap();
        panic!("the provider did not start; `cargo xtask test` installs it: {wrong}")
    });
    let issuer = ready.strip_prefix("listening ").expect(&ready).to_owned();
    (process, issuer)
}
