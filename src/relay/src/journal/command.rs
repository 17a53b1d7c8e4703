//! `pre-remplir journal`: check the journal, give it out, erase what has expired.

use std::io::BufWriter;
use std::path::{Path, PathBuf};

use super::Fault;
use super::key::{self, Checkpoints};
use super::{Format, Journal, PublicKey, Report, Settings};
use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::error::Error;

/// Check the journal, give it out, erase what has expired.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Check, offline, that nothing in the journal was changed, removed, moved or cut off; fails when something was
    Verify {
        /// Which journal
        #[command(flatten)]
        place: Place,
        /// The public key, as `verify` prints it; by default the one of the key's file
        #[arg(long)]
        public_key: Option<PublicKey>,
        /// A file of checkpoints kept elsewhere; by default the one beside the key
        #[arg(long)]
        checkpoints: Option<PathBuf>,
    },
    /// Print the records
    Export {
        /// Which journal
        #[command(flatten)]
        place: Place,
        /// The shape
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// Only what belongs to this receipt: what a person asks to see of their own
        #[arg(long)]
        receipt: Option<ulid::Ulid>,
    },
    /// Erase the records whose time is over; the chain still holds
    Purge {
        /// The relay's configuration
        #[arg(long, default_value = "relay.toml")]
        config: PathBuf,
    },
}

/// Which journal.
#[derive(clap::Args)]
pub struct Place {
    /// The relay's configuration
    #[arg(long, default_value = "relay.toml")]
    config: PathBuf,
    /// The store alone, such as `sqlite:journal.db`: no configuration is read
    #[arg(long, conflicts_with = "config")]
    store: Option<String>,
}

impl Place {
    fn settings(&self) -> Result<Settings, Error> {
        match &self.store {
            None => Ok(configured(&self.config)?.journal),
            Some(store) => Settings::of_store(store, Path::new("")).ok_or(Error::Store),
        }
    }
}

fn configured(path: &Path) -> Result<Config, Error> {
    Config::read(path, &Catalogue::load()?)
}

/// What a command says, and whether all is well.
pub struct Outcome {
    /// The lines to print.
    pub text: String,
    /// Whether nothing is wrong.
    pub is_well: bool,
}

impl Command {
    /// Runs the command; an export is written to the standard output.
    ///
    /// # Errors
    /// When configuration, key or journal cannot be had.
    pub async fn run(self) -> Result<Outcome, Error> {
        match self {
            Self::Verify {
                place,
                public_key,
                checkpoints,
            } => verify(&place.settings()?, public_key, checkpoints).await,
            Self::Export {
                place,
                format,
                receipt,
            } => {
                let receipt = receipt.map(|receipt| receipt.to_string());
                let mut out = BufWriter::new(std::io::stdout());
                let location = place.settings()?.location;
                let count = super::export(&location, format, receipt.as_deref(), &mut out).await?;
                if receipt.is_some() && count == 0 {
                    return Err(Error::journal(&location, Fault::NoReceipt));
                }
                Ok(Outcome {
                    text: String::new(),
                    is_well: true,
                })
            }
            Self::Purge { config } => {
                let journal = Journal::open(&configured(&config)?.journal).await?;
                let erased = journal.purge().await?;
                Ok(Outcome {
                    text: format!("{erased} records erased"),
                    is_well: true,
                })
            }
        }
    }
}

async fn verify(
    settings: &Settings,
    public_key: Option<PublicKey>,
    checkpoints: Option<PathBuf>,
) -> Result<Outcome, Error> {
    let Settings { location, key, .. } = settings;
    let fail = |fault| Error::journal(location, fault);
    let public_key = match public_key {
        Some(given) => given,
        None => key::public(key).map_err(fail)?,
    };
    let is_named = checkpoints.is_some();
    let kept = checkpoints.map_or_else(|| Checkpoints::beside(key), Checkpoints::at);
    let kept = kept.read().map_err(fail)?;
    if is_named && kept.is_empty() {
        return Err(fail(Fault::NoCheckpoints));
    }
    let report = super::verify(location, public_key.clone(), &kept).await?;
    Ok(Outcome {
        is_well: report.is_valid(),
        text: said(&report, &public_key),
    })
}

/// What the checkpoints say: without any, an older copy of the whole would look as good.
fn agreeing(checkpoints: usize) -> String {
    match checkpoints {
        0 => "no checkpoint to compare with: an older copy that was put back would not be seen, name the copy you kept with --checkpoints".to_owned(),
        some => format!("{some} checkpoints agree"),
    }
}

fn said(report: &Report, key: &PublicKey) -> String {
    let Report {
        size,
        erased,
        checkpoints,
        findings,
    } = report;
    let mut lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
    lines.push(match findings.len() {
        0 => format!(
            "valid: {size} records, {erased} of them erased when their time was over; {}",
            agreeing(*checkpoints)
        ),
        wrong => format!("NOT valid: {wrong} findings among {size} records"),
    });
    lines.push(format!("public key: {key}"));
    lines.join("\n")
}
