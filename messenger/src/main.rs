//! The binary: arguments, logs, signals.

#![forbid(unsafe_code)]

use std::error::Error;
use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::filter::LevelFilter;
use userhash_messenger::{Config, Messenger, Settings, Store, server};

const USAGE: &str = "\
Usage: userhash-messenger [--check] CONFIG

Serves the messenger that the TOML file CONFIG describes.

  --check    only read CONFIG and load the keys that it names
  --version  print the version
  --help     print this

Environment:
  DATABASE_URL  where sessions are kept, e.g. postgres://user:password@host/database
  USERHASH_LOG  off, error, warn, info (the default), debug or trace
  and the variables with secrets that CONFIG names

SIGHUP reads CONFIG and the secrets' files again; SIGTERM and SIGINT stop.
";

enum Command {
    Serve(PathBuf),
    Check(PathBuf),
    Print(String),
}

fn command(arguments: impl Iterator<Item = OsString>) -> Option<Command> {
    let arguments: Vec<OsString> = arguments.collect();
    match arguments.as_slice() {
        [one] if one == "--help" => Some(Command::Print(USAGE.into())),
        [one] if one == "--version" => {
            Some(Command::Print(format!("userhash-messenger {}\n", env!("CARGO_PKG_VERSION"))))
        }
        [flag, path] if flag == "--check" => Some(Command::Check(path.into())),
        [path] if !path.as_encoded_bytes().starts_with(b"-") => Some(Command::Serve(path.into())),
        _ => None,
    }
}

fn main() -> ExitCode {
    let Some(command) = command(std::env::args_os().skip(1)) else {
        eprint!("{USAGE}");
        return ExitCode::from(2);
    };
    let done = match command {
        Command::Print(text) => {
            // Whoever reads it may have gone.
            let _ = std::io::stdout().write_all(text.as_bytes());
            return ExitCode::SUCCESS;
        }
        Command::Check(path) => check(&path),
        Command::Serve(path) => start(&path),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("userhash-messenger: {error}");
            ExitCode::FAILURE
        }
    }
}

fn check(path: &Path) -> Result<(), Box<dyn Error>> {
    let settings = Settings::load(Config::read(path)?)?;
    for app in settings.apps() {
        println!("{}: {}, {:?}", app.id(), app.policy().as_str(), app.keys());
    }
    Ok(())
}

fn start(path: &Path) -> Result<(), Box<dyn Error>> {
    let level = std::env::var("USERHASH_LOG").unwrap_or_else(|_| "info".into());
    let level: LevelFilter = level.parse().map_err(|_| "USERHASH_LOG names no level")?;
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_max_level(level)
        .with_writer(std::io::stderr)
        .init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(tracing::field::display);
        tracing::error!(event = "panic", place);
    }));
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(serve(path))
}

async fn serve(path: &Path) -> Result<(), Box<dyn Error>> {
    let config = Config::read(path)?;
    let (listen, limits) = (config.listen, config.limits);
    let database = std::env::var("DATABASE_URL").unwrap_or_else(|_| config.database.clone());
    // Keys before the database: a mistake there is made more often.
    Settings::load(config.clone())?;
    let store = Store::open(&database).await?;
    let messenger = Messenger::new(config, store.clone())?;
    let listener = TcpListener::bind(listen).await.map_err(|error| format!("{listen}: {error}"))?;
    let address = listener.local_addr()?;
    let (mut terminate, mut interrupt) =
        (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let stop = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!(event = "stopping");
    };
    let reloader = tokio::spawn(reload(messenger.clone(), path.to_owned()));
    let sweeper = tokio::spawn({
        let messenger = messenger.clone();
        async move { messenger.sweep().await }
    });
    tracing::info!(event = "started", %address, database = ?store.database());
    println!("userhash-messenger on http://{address}");
    server::serve(listener, messenger.router(), limits, stop).await;
    reloader.abort();
    sweeper.abort();
    store.close().await;
    tracing::info!(event = "stopped");
    Ok(())
}

/// Reads the configuration again at each SIGHUP. A bad one changes nothing.
async fn reload(messenger: Messenger, path: PathBuf) -> std::io::Result<()> {
    let mut hangup = signal(SignalKind::hangup())?;
    while hangup.recv().await.is_some() {
        match Config::read(&path) {
            Ok(config) => match messenger.reload(config) {
                Ok(()) => tracing::info!(event = "reloaded"),
                Err(error) => tracing::error!(event = "reload_refused", %error),
            },
            Err(error) => {
                messenger.reload_failed();
                tracing::error!(event = "reload_refused", %error);
            }
        }
    }
    Ok(())
}
