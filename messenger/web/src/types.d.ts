/** What the messenger answers, and what pages find on `window`. */

/** A line of the conversation. */
interface Message {
  id: number;
  from: "visitor" | "team";
  text: string;
  /** RFC 3339. */
  at: string;
}

/** Who the messenger takes this browser for, and their conversation. */
interface Session {
  state: "guest" | "visitor";
  verdict: null | "verified" | "missing" | "invalid" | "partial";
  visitor: null | Record<string, unknown>;
  messages: Message[];
}

/** What a page may listen to, and what its listeners get. */
interface MessengerEvents {
  /** A visitor was logged in and the user hash was right. */
  verified: Session;
  /** A visitor was logged in without proof: the app's policy allows that. */
  unverified: Session;
  /** A login was refused; from then on nobody is logged in. */
  rejected: Error & { code: string };
  /** The visitor's session has ended, and the guest's is back. */
  loggedout: Session;
  /** The messenger can't be reached; what can be tried again is tried again. */
  offline: undefined;
  online: undefined;
}

interface AcquireIO {
  /**
   * Logs a visitor in. While the messenger can't be reached this is tried again and again.
   * Rejects with an error whose `code` is the messenger's (`not_verified`, `malformed_request`, …),
   * `malformed_details` (they can't be written as JSON) or `superseded` (a logout came in between).
   */
  loginVisitor(userHash: string, userDetails: object): Promise<Session>;
  /** Forgets the visitor at once, ends their session at the messenger, and brings the guest's back. */
  logoutVisitor(): Promise<Session>;
  /** Listens to an event; returns what ends that. */
  on<E extends keyof MessengerEvents>(event: E, listener: (detail: MessengerEvents[E]) => void): () => void;
  /** A copy of what is known, or null while it isn't. */
  readonly session: Session | null;
  open(): void;
  close(): void;
}

/** The content of style.css. */
declare const STYLE: string;

/** What a page pushes: a login, or work to be done once the script has loaded. */
type Pushed = { user_hash?: string; userDetails?: object } | ((acquireIO: AcquireIO) => unknown);

interface Window {
  acquire?: { push(...pushed: Pushed[]): unknown };
  acquireIO?: AcquireIO;
}
