//! A PostgreSQL server of a test's own, on a socket in a folder of its own, gone with it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

/// Whom the server runs as when the tests run as root: it refuses to be root.
const USER: &str = "postgres";

/// How many times a server is started before it is given up.
const ATTEMPTS: u32 = 100;

/// A server that runs.
pub struct Server {
    folder: TempDir,
    process: Option<Child>,
}

impl Server {
    /// Makes an empty database and starts its server.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        if is_root() {
            let owner = format!("{USER}:{USER}");
            assert!(
                Command::new("chown")
                    .arg(owner)
                    .arg(folder.path())
                    .status()
                    .unwrap()
                    .success()
            );
        }
        let mut server = Self {
            folder,
            process: None,
        };
        let made = server
            .program("initdb")
            .args([
                "--auth",
                "trust",
                "--username",
                "relay",
                "--no-sync",
                "--pgdata",
            ])
            .arg(server.data())
            .stdout(Stdio::null())
            .status();
        assert!(made.unwrap().success(), "initdb");
        server.resume();
        server
    }

    /// Starts the server again, and waits until it answers.
    pub fn resume(&mut self) {
        for _ in 0..ATTEMPTS {
            let mut process = self.program("postgres");
            process
                .arg("-D")
                .arg(self.data())
                .arg("-k")
                .arg(self.folder.path());
            process.args(["-c", "listen_addresses="]);
            let mut process = process
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            // One that was killed leaves processes for a moment, and the next one does not start beside them.
            while process.try_wait().unwrap().is_none() {
                if self.run("SELECT 1") {
                    self.process = Some(process);
                    return;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("the server does not start");
    }

    /// Kills the server as a crash would.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().unwrap();
            process.wait().unwrap();
        }
    }

    /// The store, as a configuration names it.
    pub fn store(&self) -> String {
        let folder = self.folder.path().display().to_string().replace('/', "%2F");
        format!("postgres://relay@{folder}/postgres")
    }

    /// Runs statements in the journal's schema, past every rule of its tables; tells whether they passed.
    pub fn run(&self, statements: &str) -> bool {
        let options = "-c search_path=pre_remplir -c session_replication_role=replica";
        let mut psql = Command::new(binary("psql"));
        psql.env("PGOPTIONS", options).args([
            "-q",
            "-U",
            "relay",
            "-d",
            "postgres",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
        ]);
        psql.arg(self.folder.path()).args(["-c", statements]);
        psql.stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap()
            .success()
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A program of the server's, run as who may run it.
    fn program(&self, name: &str) -> Command {
        let program = binary(name);
        let mut command = match is_root() {
            true => {
                let mut command = Command::new("setpriv");
                command
                    .args(["--reuid", USER, "--regid", USER, "--clear-groups", "--"])
                    .arg(program);
                command
            }
            false => Command::new(program),
        };
        command.current_dir(self.folder.path());
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout == b"0\n"
}

/// A program of PostgreSQL's: on the path, or where Debian puts it.
fn binary(name: &str) -> PathBuf {
    let mut folders: Vec<PathBuf> =
        std::env::split_paths(&std::env::var_os("PATH").unwrap()).collect();
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        folders.extend(versions.map(|version| version.unwrap().path().join("bin")));
    }
    let found = folders
        .iter()
        .map(|folder| folder.join(name))
        .find(|path| Path::is_file(path));
    found.unwrap_or_else(|| {
        panic!(
            "{name} is not there: install PostgreSQL (on Debian: sudo apt-get install postgresql)"
        )
    })
}
