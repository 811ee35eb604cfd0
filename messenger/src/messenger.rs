//! The messenger as a program embeds it.

use crate::config::{Config, ConfigError, Settings};
use crate::events::VerdictEvent;
use crate::metrics::Metrics;
use crate::rates::Rates;
use crate::routes;
use crate::store::Store;
use arc_swap::ArcSwap;
use axum::Router;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast;

/// Events that wait for a slow listener; then it misses the oldest.
const EVENTS: usize = 1024;

/// The receiving side: apps, sessions, and the addresses that pages and servers talk to. Clones
/// share everything.
#[derive(Clone)]
pub struct Messenger(Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) settings: ArcSwap<Settings>,
    pub(crate) rates: ArcSwap<Rates>,
    pub(crate) store: Store,
    pub(crate) metrics: Metrics,
    pub(crate) events: broadcast::Sender<VerdictEvent>,
}

impl Messenger {
    /// A messenger with this configuration, which keeps everything in `store`.
    ///
    /// # Errors
    /// [`ConfigError`] if an app's key is not there or is no secret key.
    pub fn new(config: Config, store: Store) -> Result<Self, ConfigError> {
        let settings = Settings::load(config)?;
        let rates = Rates::new(settings.config.limits);
        let (events, _) = broadcast::channel(EVENTS);
        Ok(Messenger(Arc::new(Shared {
            settings: ArcSwap::from_pointee(settings),
            rates: ArcSwap::from_pointee(rates),
            store,
            metrics: Metrics::new(),
            events,
        })))
    }

    /// Everything that browsers and servers ask for. Serve it with
    /// [`server::serve`](crate::server::serve), or with
    /// `into_make_service_with_connect_info::<SocketAddr>()`: without the address of the peer,
    /// all requests share one limit and `/metrics` is for nobody.
    pub fn router(&self) -> Router {
        routes::router(Arc::clone(&self.0))
    }

    /// The verdicts from now on.
    #[must_use]
    pub fn verdicts(&self) -> broadcast::Receiver<VerdictEvent> {
        self.0.events.subscribe()
    }

    /// The configuration in use.
    #[must_use]
    pub fn settings(&self) -> Arc<Settings> {
        self.0.settings.load_full()
    }

    /// Takes another configuration, with its keys loaded anew. Sessions live on; requests that
    /// are running end with the former one.
    ///
    /// # Errors
    /// [`ConfigError`]: the former configuration stays in use.
    pub fn reload(&self, config: Config) -> Result<(), ConfigError> {
        let settings = Settings::load(config).inspect_err(|_| self.0.metrics.reload(false))?;
        let limits = settings.config.limits;
        self.0.settings.store(Arc::new(settings));
        if self.0.rates.load().limits != limits {
            self.0.rates.store(Arc::new(Rates::new(limits)));
        }
        self.0.metrics.reload(true);
        Ok(())
    }

    /// Counts a configuration that couldn't even be read.
    pub fn reload_failed(&self) {
        self.0.metrics.reload(false);
    }

    /// Removes what has ended, again and again, until the future is dropped. Sessions end on time
    /// without it; it keeps the database from growing.
    pub async fn sweep(&self) {
        loop {
            let seconds = self.0.settings.load().config.sessions.sweep_seconds;
            tokio::time::sleep(Duration::from_secs(seconds.into())).await;
            self.0.rates.load().sweep();
            match self.0.store.sweep().await {
                Ok(sessions) => self.0.metrics.swept(sessions),
                Err(error) => tracing::error!(event = "sweep_failed", %error),
            }
        }
    }
}
