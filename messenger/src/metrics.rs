//! Counters for Prometheus.

use crate::app::App;
use crate::check::Verdict;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;

/// The format of [`Metrics::text`].
pub(crate) const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Login {
    app: String,
    policy: &'static str,
    verdict: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByKey {
    app: String,
    fingerprint: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByApp {
    app: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Check {
    app: String,
    verified: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Status {
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reload {
    result: &'static str,
}

/// What was counted since the start.
pub(crate) struct Metrics {
    registry: Registry,
    logins: Family<Login, Counter>,
    refused: Family<ByApp, Counter>,
    by_key: Family<ByKey, Counter>,
    checks: Family<Check, Counter>,
    responses: Family<Status, Counter>,
    reloads: Family<Reload, Counter>,
    panics: Counter,
    swept: Counter,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut metrics = Metrics {
            registry: Registry::with_prefix("userhash"),
            logins: Family::default(),
            refused: Family::default(),
            by_key: Family::default(),
            checks: Family::default(),
            responses: Family::default(),
            reloads: Family::default(),
            panics: Counter::default(),
            swept: Counter::default(),
        };
        let registry = &mut metrics.registry;
        registry.register("logins", "Logins, by what the check found", metrics.logins.clone());
        registry.register(
            "logins_refused",
            "Logins that a policy refused",
            metrics.refused.clone(),
        );
        registry.register(
            "verified_by_key",
            "Hashes that were right, by the fingerprint of their key",
            metrics.by_key.clone(),
        );
        registry.register("checks", "Hashes that servers asked about", metrics.checks.clone());
        registry.register("responses", "Answers, by status", metrics.responses.clone());
        registry.register("reloads", "Configurations read again", metrics.reloads.clone());
        registry.register("panics", "Requests that ran into a bug", metrics.panics.clone());
        registry.register("sessions_ended", "Sessions removed at their end", metrics.swept.clone());
        metrics
    }

    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        // Text can always be written to.
        let _ = encode(&mut text, &self.registry);
        text
    }

    pub(crate) fn login(&self, app: &App, verdict: Verdict, admitted: bool) {
        let id = || app.id().to_owned();
        let (policy, verdict) = (app.policy().as_str(), verdict.as_str());
        self.logins.get_or_create(&Login { app: id(), policy, verdict }).inc();
        if !admitted {
            self.refused.get_or_create(&ByApp { app: id() }).inc();
        }
    }

    pub(crate) fn verified_by(&self, app: &App, fingerprint: &str) {
        let key = ByKey { app: app.id().to_owned(), fingerprint: fingerprint.to_owned() };
        self.by_key.get_or_create(&key).inc();
    }

    pub(crate) fn check(&self, app: &App, verified: bool) {
        let verified = if verified { "true" } else { "false" };
        self.checks.get_or_create(&Check { app: app.id().to_owned(), verified }).inc();
    }

    pub(crate) fn response(&self, status: u16) {
        self.responses.get_or_create(&Status { status }).inc();
    }

    pub(crate) fn reload(&self, done: bool) {
        let result = if done { "done" } else { "refused" };
        self.reloads.get_or_create(&Reload { result }).inc();
    }

    pub(crate) fn panic(&self) {
        self.panics.inc();
    }

    pub(crate) fn swept(&self, sessions: usize) {
        self.swept.inc_by(sessions as u64);
    }
}
