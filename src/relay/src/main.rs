//! `pre-remplir`: the relay, and what goes with it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};
use model::lang::Lang;
use relay::catalogue::Catalogue;
use relay::config::Config;
use relay::demo::{self, Person, Ports};
use relay::journal::command as journal;
use relay::keys::command as keys;
use relay::{Error, doctor, dpo, logging, serve};

/// How many people of each source the demonstration lists.
const PEOPLE_SHOWN: usize = 3;

/// The exit status of what examines is 1 when something is wrong, and this one when it could not look.
const NOT_EXAMINED: u8 = 2;

/// Fills French public e-forms from the State's API Particulier, once the citizen has agreed.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the relay
    Serve {
        /// Its configuration
        #[arg(long, default_value = "relay.toml")]
        config: PathBuf,
    },
    /// Check a configuration, and start nothing
    Check {
        /// The configuration
        config: PathBuf,
    },
    /// Help with the pages of forms
    #[command(subcommand)]
    Forms(Forms),
    /// Check the journal, give it out, erase what has expired
    #[command(subcommand)]
    Journal(journal::Command),
    /// Make the keys that sign what is delivered, and exchange them
    #[command(subcommand)]
    Keys(keys::Command),
    Unseal(relay::unseal::Options),
    /// Run an invented town's web site with its relay and the sandbox
    Demo {
        /// The port of the web site; a free one by default
        #[arg(long, default_value_t = 0)]
        port: u16,
        /// The port of the relay; a free one by default
        #[arg(long, default_value_t = 0)]
        relay_port: u16,
    },
    /// Run the sandbox: API Particulier on this machine, with invented people
    Sandbox {
        /// Where to listen
        #[arg(long, default_value = "127.0.0.1:9000")]
        listen: SocketAddr,
        /// A folder of cases in the official format; the built-in families by default
        #[arg(long)]
        cases: Option<PathBuf>,
        /// The environment to be like: staging, production, test, dev or mocks
        #[arg(long, default_value_t = sandbox::Environment::Staging)]
        preset: sandbox::Environment,
        /// A token to accept instead of the environment's own; may be repeated
        #[arg(long = "token")]
        tokens: Vec<String>,
        /// Milliseconds added to every answer
        #[arg(long, default_value_t = 0)]
        latency: u64,
        /// What goes wrong on every call, such as `down`, `slow` or `garbage`
        #[arg(long)]
        fault: Option<sandbox::Fault>,
    },
}

/// Help with the pages of forms.
#[derive(Subcommand)]
enum Forms {
    /// Print what to paste in a form's page
    Snippet {
        /// The form's id
        form: String,
        /// The relay's configuration
        #[arg(long, default_value = "relay.toml")]
        config: PathBuf,
    },
    /// Print a form's data-protection file: register entry, notice, purpose for the authorisation request, retention, security
    Dpo {
        /// The form's id
        form: String,
        /// The relay's configuration
        #[arg(long, default_value = "relay.toml")]
        config: PathBuf,
        /// The language
        #[arg(long, default_value = "fr", value_parser = ["fr", "en"])]
        lang: String,
        /// The shape
        #[arg(long, value_enum, default_value_t)]
        format: dpo::Format,
    },
    /// Tell what is mapped in a page, what never will be and why, and propose a mapping; fails on errors
    Doctor {
        #[command(flatten)]
        options: doctor::Options,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse().command).await {
        Ok(code) => code,
        Err(error) => {
            say_wrong(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<ExitCode, Error> {
    match command {
        Command::Forms(Forms::Doctor { options, json }) => return Ok(examine(options, json).await),
        Command::Forms(Forms::Snippet { form, config }) => snippet(&form, config)?,
        Command::Forms(Forms::Dpo {
            form,
            config,
            lang,
            format,
        }) => data_protection(&form, config, Lang::from_tag(&lang), format)?,
        Command::Journal(command) => return Ok(keep(command).await),
        Command::Keys(command) => say(&command.run()?),
        Command::Unseal(options) => unseal(&options)?,
        Command::Serve { config } => run_relay(config).await?,
        Command::Check { config } => check(config)?,
        Command::Demo { port, relay_port } => {
            run_demo(Ports {
                site: port,
                relay: relay_port,
            })
            .await?;
        }
        Command::Sandbox {
            listen,
            cases,
            preset,
            tokens,
            latency,
            fault,
        } => {
            let own = sandbox::Options::preset(preset);
            let tokens = if tokens.is_empty() {
                own.tokens.clone()
            } else {
                tokens
            };
            let latency = Duration::from_millis(latency);
            run_sandbox(sandbox::Options {
                listen,
                cases,
                tokens,
                latency,
                fault,
                ..own
            })
            .await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn snippet(form: &str, config: PathBuf) -> Result<(), Error> {
    let catalogue = Catalogue::load()?;
    let config = Config::read(&config, &catalogue)?;
    say(&relay::snippet::snippet(&config, &catalogue, form)?);
    Ok(())
}

fn unseal(options: &relay::unseal::Options) -> Result<(), Error> {
    let opened = options.run()?;
    if let Some(warning) = opened.warning {
        say_wrong(warning);
    }
    say(&opened.text);
    Ok(())
}

fn data_protection(
    form: &str,
    config: PathBuf,
    lang: Lang,
    format: dpo::Format,
) -> Result<(), Error> {
    let catalogue = Catalogue::load()?;
    let config = Config::read(&config, &catalogue)?;
    say(&dpo::kit(&config, &catalogue, form, lang, format)?);
    Ok(())
}

async fn examine(options: doctor::Options, json: bool) -> ExitCode {
    let report = match Catalogue::load() {
        Ok(catalogue) => doctor::examine_page(&options, &catalogue).await,
        Err(error) => Err(error),
    };
    match report {
        Ok(report) => {
            say(&if json {
                report.json().to_string()
            } else {
                report.to_string()
            });
            ExitCode::from(u8::from(report.has_errors()))
        }
        Err(error) => {
            say_wrong(&error.to_string());
            ExitCode::from(NOT_EXAMINED)
        }
    }
}

async fn keep(command: journal::Command) -> ExitCode {
    logging::start();
    match command.run().await {
        Ok(outcome) => {
            if !outcome.text.is_empty() {
                say(&outcome.text);
            }
            ExitCode::from(u8::from(!outcome.is_well))
        }
        Err(error) => {
            say_wrong(&error.to_string());
            ExitCode::from(NOT_EXAMINED)
        }
    }
}

async fn run_relay(path: PathBuf) -> Result<(), Error> {
    logging::start();
    let catalogue = Catalogue::load()?;
    let config = Config::read(&path, &catalogue)?;
    let listener = serve::listen(config.listen).await?;
    let relay = serve::start(config, catalogue, listener).await?;
    say(&format!("listening {}", relay.base_url()));
    relay.run_until(told_to_stop()).await
}

fn check(path: PathBuf) -> Result<(), Error> {
    let config = Config::read(&path, &Catalogue::load()?)?;
    say(&format!(
        "{}: no mistake; forms: {}",
        path.display(),
        config.forms.len()
    ));
    Ok(())
}

async fn run_demo(ports: Ports) -> Result<(), Error> {
    logging::start();
    let demo = demo::start(ports).await?;
    say(&format!("listening {}", demo.relay().base_url()));
    say("people to try (all of them are on the page):");
    for person in first_of_each_source(demo::people()) {
        let typed: Vec<_> = person.fields.values().map(String::as_str).collect();
        say(&format!(
            "  {}: {} — {}",
            person.source,
            person.title,
            typed.join(" · ")
        ));
    }
    say(&format!("ready: {}/", demo.site_url()));
    demo.run_until(told_to_stop()).await
}

/// A terminal holds a few people of each source.
fn first_of_each_source(people: Vec<Person>) -> impl Iterator<Item = Person> {
    let mut shown = BTreeMap::<&str, usize>::new();
    people.into_iter().filter(move |person| {
        let count = shown.entry(person.source).or_default();
        *count += 1;
        *count <= PEOPLE_SHOWN
    })
}

async fn run_sandbox(options: sandbox::Options) -> Result<(), Error> {
    logging::start();
    let sandbox = sandbox::start(options).await?;
    for warning in sandbox.warnings() {
        tracing::warn!("{warning}");
    }
    say(&format!("listening {}", sandbox.base_url()));
    sandbox.run_until(told_to_stop()).await;
    Ok(())
}

/// Resolves on Ctrl-C or when the system asks the process to end.
async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut ended) = signal(SignalKind::terminate()) else {
            return;
        };
        tokio::select! {
            _ = interrupted => {}
            _ = ended.recv() => {}
        }
    }
    #[cfg(not(unix))]
    interrupted.await.ok();
}

/// The command's own answer. Who closes the pipe, as `head` does, has read enough.
fn say(line: &str) {
    writeln!(std::io::stdout(), "{line}").ok();
}

fn say_wrong(line: &str) {
    writeln!(std::io::stderr(), "{line}").ok();
}
