//! What the requests of browsers have in common: the app, the origin, the cookies.

use crate::app::App;
use crate::config::Settings;
use crate::cookies::{self, CookieStyle};
use crate::failure::Failure;
use crate::messenger::Shared;
use crate::rates::Rates;
use crate::session::{Kind, Session, Start};
use crate::token::{Token, TokenDigest};
use crate::{address, failure};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tower_http::cors::{AllowOrigin, CorsLayer};

/// How long a browser may remember what it asked in advance.
const PREFLIGHT: Duration = Duration::from_secs(600);

/// Lets pages of an app's own origins read its answers.
pub(super) fn cors(shared: Arc<Shared>) -> CorsLayer {
    let allowed = move |origin: &HeaderValue, parts: &Parts| {
        let settings = shared.settings.load();
        app(&parts.uri, &settings).is_some_and(|app| app.allows_origin(origin.as_bytes()))
    };
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(allowed))
        .allow_credentials(true)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE])
        .max_age(PREFLIGHT)
}

/// Where a request came from, as limits and lists of networks see it.
pub(super) fn client(parts: &Parts, settings: &Settings) -> Option<IpAddr> {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    address::client(peer, &parts.headers, &settings.config.trusted_proxies)
}

/// The app that a path names. An id needs no decoding: it has no character that a path escapes.
pub(super) fn app<'s>(uri: &Uri, settings: &'s Settings) -> Option<&'s Arc<App>> {
    let id = uri.path().strip_prefix("/v1/apps/")?.split('/').next()?;
    settings.app(id)
}

/// A request of a browser: of a page that may ask, within the limits of its address.
pub(super) struct Browser {
    pub(super) shared: Arc<Shared>,
    pub(super) settings: Arc<Settings>,
    pub(super) rates: Arc<Rates>,
    pub(super) app: Arc<App>,
    pub(super) address: Option<IpAddr>,
    style: CookieStyle,
    guest: Option<Option<Token>>,
    visitor: Option<Option<Token>>,
}

impl FromRequestParts<Arc<Shared>> for Browser {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, shared: &Arc<Shared>) -> Result<Self, Failure> {
        let (settings, rates) = (shared.settings.load_full(), shared.rates.load_full());
        let address = client(parts, &settings);
        if !rates.address(address) {
            return Err(Failure::RateLimited);
        }
        let app = Arc::clone(app(&parts.uri, &settings).ok_or(Failure::UnknownApp)?);
        // A request that changes something names the page that made it; a browser lets no page
        // leave that out or lie about it.
        let origin = parts.headers.get(header::ORIGIN);
        if parts.method == Method::POST
            && !origin.is_some_and(|origin| app.allows_origin(origin.as_bytes()))
        {
            return Err(Failure::OriginNotAllowed);
        }
        let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok());
        Ok(Browser {
            style: CookieStyle::of(&settings.config.cookies, host),
            guest: cookies::token(&parts.headers, Kind::Guest),
            visitor: cookies::token(&parts.headers, Kind::Visitor),
            shared: Arc::clone(shared),
            settings,
            rates,
            app,
            address,
        })
    }
}

impl Browser {
    /// The visitor's session that the cookie names, dead or alive.
    pub(super) fn visitor_digest(&self) -> Option<TokenDigest> {
        self.visitor.as_ref().and_then(Option::as_ref).map(Token::digest)
    }

    /// The live session of one kind; its end is put off, because it is used.
    pub(super) async fn live(&self, kind: Kind) -> Result<Option<Session>, Failure> {
        let token = match kind {
            Kind::Guest => &self.guest,
            Kind::Visitor => &self.visitor,
        };
        let Some(Some(token)) = token else { return Ok(None) };
        let found = self.shared.store.session(self.app.id(), kind, &token.digest()).await?;
        if let Some(session) = &found
            && let Some(end) =
                session.renewed(self.shared.store.now(), &self.settings.config.sessions)
        {
            self.shared.store.renew(session.token, end).await?;
        }
        Ok(found)
    }

    /// The session that the cookies name: the visitor's if it is alive, or else the guest's.
    pub(super) async fn live_session(&self) -> Result<Option<Session>, Failure> {
        match self.live(Kind::Visitor).await? {
            Some(visitor) => Ok(Some(visitor)),
            None => self.live(Kind::Guest).await,
        }
    }

    /// The session that the page goes by. If a visitor's session has ended, this is not silently the
    /// guest's: the page has to notice, and ask for the guest's by [`sessions::start`].
    ///
    /// [`sessions::start`]: super::sessions::start
    pub(super) async fn session(&self) -> Result<Session, Failure> {
        let kind = if self.visitor.is_some() { Kind::Visitor } else { Kind::Guest };
        self.live(kind).await?.ok_or(Failure::NoSession)
    }

    /// What a new session begins with.
    pub(super) fn start<'a>(&'a self, token: &'a Token) -> Start<'a> {
        let lifetimes = &self.settings.config.sessions;
        Start { app: self.app.id(), token, lifetimes, now: self.shared.store.now() }
    }

    /// Gives the browser the cookie of a new session.
    pub(super) fn set_cookie(&self, headers: &mut HeaderMap, kind: Kind, token: &Token) {
        let (_, absolute) = kind.lifetime(&self.settings.config.sessions);
        if let Some(cookie) = self.style.set(self.app.id(), kind, token, absolute) {
            headers.append(header::SET_COOKIE, cookie);
        }
    }

    /// Takes the visitor's cookie from the browser, if it sent one.
    pub(super) fn remove_visitor_cookie(&self, headers: &mut HeaderMap) {
        if self.visitor.is_some()
            && let Some(cookie) = self.style.remove(self.app.id(), Kind::Visitor)
        {
            headers.append(header::SET_COOKIE, cookie);
        }
    }

    /// A session with its newest messages, as browsers see it.
    pub(super) async fn answer(&self, session: &Session) -> Result<Response, Failure> {
        let store = &self.shared.store;
        let messages = store.newest_messages(self.app.id(), &session.conversation).await?;
        Ok(failure::json(StatusCode::OK, super::sessions::body(session, &messages)?))
    }
}
