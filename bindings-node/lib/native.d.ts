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

/** Throws the error for details that are missing, or that `JSON.stringify` refuses. */
export declare function detailsRefuse(details: any): never

/** Pairs of names and values. */
export declare function headers(): Array<Array<string>>

/** The tag with one character for each of its bytes; wipes the room. */
export declare function hmacDigest(room: Handle<Running>): string

/** The tag in hexadecimal; wipes the room. */
export declare function hmacDigestHex(room: Handle<Running>): string

/** Makes room for an HMAC. */
export declare function hmacNew(): Handle<Running>

/** Throws the error for data that is neither text nor a view of bytes. */
export declare function hmacRefuseData(data: any): never

/** Throws the error for a key's encoding that isn't text. */
export declare function hmacRefuseEncoding(encoding: any): never

/** Starts an HMAC: the key is text or bytes. */
export declare function hmacStart(room: Handle<Running>, algorithm: any, key: any): void

/** Adds text, as UTF-8, or bytes to the message. */
export declare function hmacUpdate(room: Handle<Running>, data: any): void

/** Eight characters that tell keys apart in a log. */
export declare function keyFingerprint(key: Handle<SecretKey>): string

/** Takes a binary secret key from base64 text. */
export declare function keyFromBase64(text: any): Handle<SecretKey>

/** Takes a secret key from the environment variable `name`, which has this value in `process.env`. */
export declare function keyFromEnv(name: any, value: any): Handle<SecretKey>

/** Takes a secret key from the file at `path`. */
export declare function keyFromFile(path: any): Handle<SecretKey>

/** Takes a binary secret key from hexadecimal text. */
export declare function keyFromHex(text: any): Handle<SecretKey>

/** Takes a secret key as the vendor shows it. */
export declare function keyFromSecret(secret: any): Handle<SecretKey>

/** What `util.inspect` shows. */
export declare function keyInspect(key: Handle<SecretKey>): string

/** The user hash of a user. */
export declare function keyUserHash(key: Handle<SecretKey>, user: any): string

/** Whether a presented user hash is the one of a user. */
export declare function keyVerify(key: Handle<SecretKey>, user: any, presented: any): boolean

/**
 * The user hash of the user whom details, which are JSON, name; without an identity, in the usual
 * field.
 */
export declare function keyVisitorHash(key: Handle<SecretKey>, details: any, identity: any): string

/** The script that reads the elements. */
export declare function loader(): string

/** The logout. */
export declare function logoutCall(): string

/** The hash source of the logout. */
export declare function logoutCspHash(): string

/** The logout as the element that the loader reads. */
export declare function logoutDataTag(): string

/** The logout in its element. */
export declare function logoutScriptTag(nonce: any): string

/** Throws the error for options that are none. */
export declare function optionsRefuse(options: any): never

/** What `util.inspect` shows. */
export declare function ringInspect(ring: Handle<KeyRing>): string

/** Makes a ring of the current key and the previous ones. */
export declare function ringNew(current: Handle<SecretKey>, previous: Array<Handle<SecretKey>>): Handle<KeyRing>

/** Throws the error for a value that isn't a secret key in the place of one. */
export declare function ringRefuse(argument: string, value: any): never

/** The user hash of a user under the current key. */
export declare function ringUserHash(ring: Handle<KeyRing>, user: any): string

/** The index of the key that a presented user hash was made with, or null. */
export declare function ringVerifiedBy(ring: Handle<KeyRing>, user: any, presented: any): number | null

/** The same with a ring's current key. */
export declare function ringVisitorHash(ring: Handle<KeyRing>, details: any, identity: any): string

/** Whether two byte strings of the same length are equal, in constant time. */
export declare function timingSafeEqual(buf1: any, buf2: any): boolean

/** Tells the addon which class its errors have. Called once, when the package is loaded. */
export declare function useErrorClass(errorClass: new (code: string, number: number, message: string) => Error): void

/** Throws the error for a user hash or details that no visitor can be made of. */
export declare function visitorCheck(hash: any, details: any): void

/** The hash source of the snippet. */
export declare function visitorCspHash(hash: any, details: any): string

/** The element that the loader reads. */
export declare function visitorDataTag(hash: any, details: any): string

/** What `util.inspect` shows. */
export declare function visitorInspect(hash: any, details: any): string

/** The script that logs in. */
export declare function visitorLoginCall(hash: any, details: any): string

/** The snippet. */
export declare function visitorScript(hash: any, details: any): string

/** The snippet in its element. */
export declare function visitorScriptTag(hash: any, details: any, nonce: any): string

/** The script that logs out and in. */
export declare function visitorSwitchCall(hash: any, details: any): string

/** The JSON of hash and details. */
export declare function visitorToJson(hash: any, details: any): string
