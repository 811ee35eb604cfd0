'use strict';

const { hostError } = require('./host-error.js');
const { isMarked, mark, unmark } = require('./logout-mark.js');
const { logoutScriptTag } = require('./page.js');
const { beforeHeaders } = require('./response-headers.js');
const { option } = require('./visitor.js');

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {import('node:http').ServerResponse} ServerResponse */
/** @typedef {import('./visitor.js').Visitor} Visitor */

/**
 * How userhash is wired into an application.
 *
 * @template {IncomingMessage} [Request=IncomingMessage]
 * @template {ServerResponse} [Response=ServerResponse]
 * @typedef {object} Settings
 * @property {import('./index.js').SecretKey | import('./index.js').KeyRing} key
 * @property {(request: Request) => object | null | undefined} details The details of the user who is
 *   logged in, or nothing for a guest. Read the user from the session, never from what the browser
 *   sends: whoever is returned here is signed. Asked each time that a page shows the visitor, so
 *   that a login or logout in between counts; what takes time is to be loaded before.
 * @property {string} [identity] The field of the details that names the user: `email`, unless
 *   another one is named.
 * @property {(request: Request, response: Response) => string | null | undefined} [nonce] The nonce
 *   of the page's Content Security Policy, where `tag` isn't given one.
 * @property {(request: Request) => boolean} [secure] Whether a request came by HTTPS, and cookies are
 *   for HTTPS only. Unless told otherwise: whether its connection is encrypted.
 */

/**
 * A request and its response, and the visitor of the page that is answered with.
 *
 * A response on which a tag rendered something, or whose visitor was asked for and is there, is
 * given the headers of `headers()`: `Cache-Control` is replaced, `Vary` added to. Other responses stay as
 * they are.
 *
 * @template {IncomingMessage} [Request=IncomingMessage]
 * @template {ServerResponse} [Response=ServerResponse]
 */
class Exchange {
  /** @type {Request} */
  #request;

  /** @type {Response} */
  #response;

  /** @type {Settings<Request, Response>} */
  #settings;

  /** Whether the browser came with the mark of a logout. @type {boolean} */
  #marked;

  /** Whether this response logs out. */
  #loggedOut = false;

  /** Whether the logout was rendered, for a page that may yet fail. */
  #told = false;

  #carriesHash = false;

  /**
   * Made by what `userhash` of `userhash/http` returns.
   *
   * @param {Request} request
   * @param {Response} response
   * @param {Settings<Request, Response>} settings
   */
  constructor(request, response, settings) {
    this.#request = request;
    this.#response = response;
    this.#settings = settings;
    this.#marked = isMarked(request);
    beforeHeaders(response, (status) => this.#additionsTo(status));
  }

  /**
   * All that a page needs, for its `<head>`, in front of the widget's script: nothing for a guest,
   * the snippet for a user, and before it the logout snippet if somebody logged out since the last
   * page. It is HTML: put it on the page as it is, without escaping it again.
   *
   * @param {import('./visitor.js').TagOptions} [options] Without a nonce, that of the settings;
   *   without any if it is null.
   * @returns {string} HTML.
   * @throws {UserhashError} `malformed_nonce`, and what `SecretKey.visitor` throws for the details.
   * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for other types.
   * @throws {Error} `ERR_HTTP_HEADERS_SENT` if it is too late for the headers that go with it: render
   *   the tag before the first part of the page is written.
   */
  tag(options) {
    const given = option(options, 'nonce');
    const visitor = this.#current();
    const loggedOut = this.#marked || this.#loggedOut;
    if (visitor === null && !loggedOut) return '';
    this.#carry();
    const nonce = given === undefined ? this.#settings.nonce?.(this.#request, this.#response) : given;
    const forPage = { nonce: /** @type {string | null | undefined} */ (nonce) };
    const login = visitor?.scriptTag(forPage) ?? '';
    if (!loggedOut) return login;
    const logout = logoutScriptTag(forPage);
    this.#told = true;
    return logout + login;
  }

  /**
   * The visitor who is logged in, for answers other than pages.
   *
   * @returns {Visitor | null} Null for a guest.
   * @throws {UserhashError} What `SecretKey.visitor` throws for the details.
   * @throws {Error} `ERR_HTTP_HEADERS_SENT`, as `tag` does.
   */
  visitor() {
    const visitor = this.#current();
    if (visitor !== null) this.#carry();
    return visitor;
  }

  /**
   * What the widget is told of the visitor who is logged in, for a single-page app to fetch.
   *
   * @returns {string | null} JSON, the text of `Visitor.toJson`. Null for a guest.
   * @throws {UserhashError} What `SecretKey.visitor` throws for the details.
   * @throws {Error} `ERR_HTTP_HEADERS_SENT`, as `tag` does.
   */
  toJson() {
    return this.visitor()?.toJson() ?? null;
  }

  /**
   * Says that the user is being logged out, or another one logged in: the next page that renders the
   * tag tells the widget, once. To be called where the application ends its own session; a cookie,
   * `userhash_logout`, remembers it for up to an hour.
   *
   * @throws {Error} `ERR_HTTP_HEADERS_SENT` if it is too late for the cookie.
   */
  logout() {
    this.#mustBeInTime();
    this.#loggedOut = true;
    this.#told = false;
  }

  /** @returns {Visitor | null} */
  #current() {
    const { key, details, identity } = this.#settings;
    const given = details(this.#request);
    if (given === undefined || given === null) return null;
    if (typeof (/** @type {{ then?: unknown }} */ (given).then) === 'function') {
      // A promise would be signed as details that name nobody.
      const message = 'The details must be there when a page is rendered, but are a promise: load them before';
      throw hostError(TypeError, 'ERR_INVALID_RETURN_VALUE', message);
    }
    return key.visitor(given, { identity });
  }

  #carry() {
    this.#mustBeInTime();
    this.#carriesHash = true;
  }

  #mustBeInTime() {
    if (!this.#response.headersSent) return;
    const message = 'The headers of this response are sent: too late for those of userhash';
    throw hostError(Error, 'ERR_HTTP_HEADERS_SENT', message);
  }

  /**
   * @param {number} status
   * @returns {import('./response-headers.js').Additions | undefined}
   */
  #additionsTo(status) {
    const told = this.#told && this.#shows(status);
    if (!this.#carriesHash && !this.#loggedOut) return undefined;
    const { secure = overEncryption } = this.#settings;
    /** @type {string | undefined} */
    let cookie;
    if (told && this.#marked) cookie = unmark(secure(this.#request));
    if (!told && this.#loggedOut) cookie = mark(secure(this.#request));
    return { carriesHash: this.#carriesHash, cookie };
  }

  /**
   * Whether a response of this status shows a page that was rendered for it. If that failed, or was
   * dropped for a redirect or because only headers were asked for, the logout is still to be told.
   *
   * @param {number} status
   * @returns {boolean}
   */
  #shows(status) {
    const kind = Math.trunc(status / 100);
    return (kind === 2 || kind === 4) && this.#request.method !== 'HEAD';
  }
}

/** @type {(request: IncomingMessage) => boolean} */
const overEncryption = ({ socket }) => 'encrypted' in socket && socket.encrypted === true;

exports.Exchange = Exchange;
