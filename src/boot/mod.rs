//! Putting it together: commands, machine settings, start and shutdown. Only here is the environment read.

mod backup;
mod check;
mod config;
mod control;
mod demo;
mod export;
mod follow;
mod import;
pub mod listen;
mod open;
mod place;
mod public;
mod rejoin;
mod restore;
pub mod rewrite;
mod sell_again;
mod serve;
mod staff;

pub use open::{Opened, open};

use clap::{Parser, Subcommand};
use config::Config;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// A whole online shop in one program.
#[derive(Parser)]
#[command(
    name = "duka",
    version,
    about = "A whole online shop in one program",
    disable_help_subcommand = true,
    max_term_width = 80
)]
#[command(after_help = "Try it: duka demo      Open one: duka serve --data my-shop")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// A furnished shop to look around in; --data DIR keeps it
    Demo(config::Demo),
    /// The real shop
    Serve(config::Serve),
    /// Take in a Shopify or WooCommerce file, or an exported shop
    Import(config::Import),
    /// Verify the store, the search index and the books
    Check(config::Data),
    /// What is kept of the shop: duka backup list|now|key|confirm
    Backup(config::Backup),
    /// Make a shop anew in an empty folder from what was kept of it
    Restore(config::Restore),
    /// Keep a second machine seconds behind the shop
    Follow(config::Follow),
    /// Make the copy in a folder the shop
    Promote(config::Promote),
    /// Take in what another machine sold after this one took over
    Rejoin(config::Rejoin),
    /// Let a shop that was brought back sell again
    Open(config::Data),
    /// Write the whole shop as open files into a new folder
    Export(config::Export),
    /// Print the setup link again, until the shop has an owner
    SetupLink(config::Data),
    /// Let in a person who is locked out: duka staff link EMAIL
    Staff(config::Staff),
}

/// What went wrong, and what to type next.
pub struct Stop {
    pub what: String,
    pub next: String,
}

impl Stop {
    fn new(what: impl Into<String>, next: impl Into<String>) -> Stop {
        Stop { what: what.into(), next: next.into() }
    }
}

pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let config = Config::of(&cli.command);
    start_log(&config);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return stopped(&Stop::new(format!("The program could not start: {error}"), "duka --help")),
    };
    let ended = runtime.block_on(async {
        match cli.command {
            Command::Demo(demo) => demo::run(&config, &demo).await,
            Command::Serve(_) => serve::run(&config).await,
            Command::Import(import) => import::run(&import).await,
            Command::Check(data) => check::run(&data.data).await,
            Command::Backup(backup) => backup::run(&backup).await,
            Command::Restore(restore) => restore::run(&restore).await,
            Command::Follow(follow) => follow::run(&follow).await,
            Command::Promote(promote) => follow::promote(&promote).await,
            Command::Rejoin(asked) => rejoin::run(&asked).await,
            Command::Open(data) => sell_again::run(&data.data).await,
            Command::Export(export) => export::run(&export).await,
            Command::SetupLink(data) => staff::setup_link(&data.data).await,
            Command::Staff(staff) => staff::run(&staff).await,
        }
    });
    // What still runs on a blocking thread has nothing to lose.
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stopped(&stop),
    }
}

fn stopped(stop: &Stop) -> ExitCode {
    say_error(&format!("{}\nNext: {}", stop.what, stop.next));
    ExitCode::FAILURE
}

/// A line for the person at the terminal. A terminal that has gone away does not end the shop.
fn say(line: &str) {
    let _gone = writeln!(std::io::stdout(), "{line}");
}

fn say_error(line: &str) {
    let _gone = writeln!(std::io::stderr(), "{line}");
}

fn start_log(config: &Config) {
    let filter = std::env::var("DUKA_LOG").unwrap_or_else(|_| "info,tantivy=warn".into());
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = if config.json_log { log.json().try_init() } else { log.with_target(false).try_init() };
    if let Err(error) = started {
        say_error(&format!("The log could not be started: {error}"));
    }
}

/// A data folder that must be there, and be one's own: what root writes there the shop could not open.
fn existing(data: &std::path::Path) -> Result<PathBuf, Stop> {
    use std::os::unix::fs::MetadataExt;
    let serve = format!("duka serve --data {}", data.display());
    let Ok(folder) = std::fs::metadata(data.join(open::STORE_FILE)) else {
        return Err(Stop::new(format!("There is no shop in {}.", data.display()), serve));
    };
    // The files of one's own process belong to the user it runs as.
    let own = std::fs::metadata("/proc/self").map(|m| m.uid()).unwrap_or(folder.uid());
    if own != folder.uid() {
        let what = format!("The shop in {} belongs to another user of this machine.", data.display());
        return Err(Stop::new(what, format!("sudo runuser -u duka -- duka … --data {}", data.display())));
    }
    Ok(data.to_owned())
}
