//! `pre-remplir keys`: make the keys that sign what is delivered, exchange them, and make the pair that answers are sealed with.

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use super::folder;
use crate::error::Error;

/// Make the keys that sign what is delivered, and exchange them.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Make the first signing key of a relay or, with --seal, an administration's pair of keys
    New {
        /// The folder; `keys` by default, `seal` with --seal
        #[arg(long)]
        dir: Option<PathBuf>,
        /// Make the pair that answers are sealed with: the private key stays with the administration
        #[arg(long)]
        seal: bool,
    },
    /// Make the next signing key; what the former ones signed stays valid until its end
    Rotate {
        /// The folder
        #[arg(long, default_value = "keys")]
        dir: PathBuf,
        /// When it begins to sign: by then, who keeps the published keys for an hour has it
        #[arg(long, default_value = "1h")]
        after: SignedDuration,
    },
}

impl Command {
    /// Does it; gives what to say.
    ///
    /// # Errors
    /// [`Error::Keys`] when keys cannot be read or made.
    pub fn run(self) -> Result<String, Error> {
        match self {
            Self::New { dir, seal: false } => new(&dir.unwrap_or_else(|| "keys".into())),
            Self::New { dir, seal: true } => new_pair(&dir.unwrap_or_else(|| "seal".into())),
            Self::Rotate { dir, after } => rotate(&dir, after),
        }
    }
}

fn new(folder: &Path) -> Result<String, Error> {
    let made = folder::new(folder, Timestamp::now());
    let made = made.map_err(|fault| Error::keys(folder, fault))?;
    Ok(format!(
        "{}\nwrite `keys = \"{}\"` under [relay]",
        made.display(),
        folder.display()
    ))
}

fn new_pair(folder: &Path) -> Result<String, Error> {
    let made = folder::new_pair(folder);
    let [private, public] = made.map_err(|fault| Error::keys(folder, fault))?;
    Ok(format!(
        "{}: keep it where the form's server can read it, and nowhere near the relay; without it, what is sealed is lost\n\
         {}: copy it to the relay, beside relay.toml, and write `seal_key = \"seal.pub.pem\"` there under its [[organisation]]",
        private.display(),
        public.display()
    ))
}

fn rotate(folder: &Path, after: SignedDuration) -> Result<String, Error> {
    let rotation = folder::rotate(folder, Timestamp::now(), after);
    let rotation = rotation.map_err(|fault| Error::keys(folder, fault))?;
    let mut lines = vec![format!(
        "{}: signs in {after:#}; a relay at work has read it within seconds",
        rotation.made.display()
    )];
    let removed = rotation.removed.iter();
    lines.extend(removed.map(|name| format!("{name}: over, removed")));
    Ok(lines.join("\n"))
}
