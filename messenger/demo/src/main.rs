//! The demo: one address that shows the code of every tab, the app that it makes, and what the
//! messenger says about who is logged in there.

#![forbid(unsafe_code)]

mod feed;
mod pages;
mod sources;
mod tabs;

use feed::Feed;
use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;
use tabs::Demo;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use userhash_messenger::{Messenger, Store, server};

const USAGE: &str = "\
Usage: userhash-demo

Serves the demo page and the messenger that the example apps talk to. Everything comes from the
environment:

  USERHASH_SECRET_KEY  the key that all example apps were started with
  PORT                 where to listen on 127.0.0.1 (9000)
  DEMO_PHP, DEMO_RAILS, DEMO_DJANGO, DEMO_FASTAPI, DEMO_EXPRESS, DEMO_AXUM
                       where the apps listen, e.g. http://127.0.0.1:9001; a tab without one shows its code
  DEMO_EXAMPLES        the folder with the apps' code (examples)

Start the apps with WIDGET_URL=http://127.0.0.1:PORT/demo/widget.js and their own name as WIDGET_APP.
";

fn main() -> ExitCode {
    if std::env::args_os().len() > 1 {
        eprint!("{USAGE}");
        return ExitCode::from(2);
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("userhash-demo: {error}");
            ExitCode::FAILURE
        }
    }
}

#[tokio::main]
async fn run() -> Result<(), Box<dyn Error>> {
    let demo = Arc::new(Demo::from_env()?);
    // Nothing of a demo is worth keeping.
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("demo.sqlite");
    let store = Store::open(database.to_str().ok_or("the temporary folder's name is not UTF-8")?);
    let store = store.await?;
    let mut config = demo.messenger()?;
    // Whoever waits for news may wait for long; nothing is lost by cutting that off.
    config.limits.shutdown_seconds = 1;
    let limits = config.limits;
    let messenger = Messenger::new(config, store.clone())?;
    let feed = Arc::new(Feed::new());
    let listening = tokio::spawn(Arc::clone(&feed).listen(messenger.verdicts()));

    let listener = TcpListener::bind(("127.0.0.1", demo.port)).await?;
    let address = listener.local_addr()?;
    let (mut terminate, mut interrupt) =
        (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let stop = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    };
    writeln!(std::io::stdout(), "userhash-demo on http://{address}")?;
    server::serve(listener, pages::router(demo, feed, &messenger), limits, stop).await;
    listening.abort();
    store.close().await;
    Ok(())
}
