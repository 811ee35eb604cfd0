export type IncomingMessage = import("node:http").IncomingMessage;
export type ServerResponse = import("node:http").ServerResponse;
export type Visitor = import("./visitor.js").Visitor;
/**
 * How userhash is wired into an application.
 */
export type Settings<Request extends IncomingMessage = import("http").IncomingMessage, Response extends ServerResponse = import("http").ServerResponse<import("http").IncomingMessage>> = {
    key: import("./index.js").SecretKey | import("./index.js").KeyRing;
    /**
     * The details of the user who is
     * logged in, or nothing for a guest. Read the user from the session, never from what the browser
     * sends: whoever is returned here is signed. Asked each time that a page shows the visitor, so
     * that a login or logout in between counts; what takes time is to be loaded before.
     */
    details: (request: Request) => object | null | undefined;
    /**
     * The field of the details that names the user: `email`, unless
     * another one is named.
     */
    identity?: string | undefined;
    /**
     * The nonce
     * of the page's Content Security Policy, where `tag` isn't given one.
     */
    nonce?: ((request: Request, response: Response) => string | null | undefined) | undefined;
    /**
     * Whether a request came by HTTPS, and cookies are
     * for HTTPS only. Unless told otherwise: whether its connection is encrypted.
     */
    secure?: ((request: Request) => boolean) | undefined;
};
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
export class Exchange<Request extends IncomingMessage = import("http").IncomingMessage, Response extends ServerResponse = import("http").ServerResponse<import("http").IncomingMessage>> {
    /**
     * Made by what `userhash` of `userhash/http` returns.
     *
     * @param {Request} request
     * @param {Response} response
     * @param {Settings<Request, Response>} settings
     */
    constructor(request: Request, response: Response, settings: Settings<Request, Response>);
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
    tag(options?: import("./visitor.js").TagOptions): string;
    /**
     * The visitor who is logged in, for answers other than pages.
     *
     * @returns {Visitor | null} Null for a guest.
     * @throws {UserhashError} What `SecretKey.visitor` throws for the details.
     * @throws {Error} `ERR_HTTP_HEADERS_SENT`, as `tag` does.
     */
    visitor(): Visitor | null;
    /**
     * What the widget is told of the visitor who is logged in, for a single-page app to fetch.
     *
     * @returns {string | null} JSON, the text of `Visitor.toJson`. Null for a guest.
     * @throws {UserhashError} What `SecretKey.visitor` throws for the details.
     * @throws {Error} `ERR_HTTP_HEADERS_SENT`, as `tag` does.
     */
    toJson(): string | null;
    /**
     * Says that the user is being logged out, or another one logged in: the next page that renders the
     * tag tells the widget, once. To be called where the application ends its own session; a cookie,
     * `userhash_logout`, remembers it for up to an hour.
     *
     * @throws {Error} `ERR_HTTP_HEADERS_SENT` if it is too late for the cookie.
     */
    logout(): void;
    #private;
}
