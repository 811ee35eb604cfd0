// What src/ exports to the other files here. Programs load index.js and crypto.js.

/** Something of the addon's own, to be passed back to it. */
export declare class Handle<Held> {
  private readonly held: Held;
}
/** A loaded secret key. */
export interface SecretKey {}
/** Loaded secret keys. */
export interface KeyRing {}
/** Room for an HMAC that is being computed. */
export interface Running {}

