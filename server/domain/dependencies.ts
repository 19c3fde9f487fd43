import type { VerifyLeakReport } from "./caller.ts";
import type { Memory } from "./memory/memory.ts";
import type { VerifyIdToken } from "./exchange/id-token.ts";
import type { Jwts } from "./secrets/jwts.ts";
import type { OpenIdClient } from "./sign-in/openid-client.ts";
import type { Passwords } from "./sign-in/passwords.ts";
import type { Rates, RatesOf } from "./tokens/rates.ts";
import type { Salts } from "./secrets/secrets.ts";
import type { SignInThrottle } from "./sign-in/sign-in-throttle.ts";
import type { DayCount, Store, Uses } from "./store.ts";
import type { Vault } from "./secrets/sealing.ts";

/** That somebody presented a secret which was rotated away, past its grace. */
export interface Reuse {
  readonly tokenId: string;
  /** Of the secret that was presented. */
  readonly hint: string;
  readonly at: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
  /** Whether that ended the token. */
  readonly ended: boolean;
}

/** That the secret of a live token was reported to be where others read it. */
export interface Leak {
  readonly tokenId: string;
  readonly hint: string;
  readonly at: string;
  readonly ip: string | null;
  readonly requestId: string;
  /** Who says so: GitHub, by its signature, or whoever. */
  readonly by: "github" | "anybody";
  /** Where it was found, in the words of the report. */
  readonly url: string | null;
  readonly source: string | null;
  /** False of the last administrator's. */
  readonly ended: boolean;
}

/** What the use cases need of the world. */
export interface Dependencies {
  readonly store: Store;
  readonly memory: Memory;
  readonly salts: Salts;
  /** Null without `JETON_ENCRYPTION_KEY`. */
  readonly vault: Vault | null;
  readonly passwords: Passwords;
  readonly throttle: SignInThrottle;
  readonly now: () => Date;
  /**
   * The server's own address and audience: of tokens with audiences, and of ID tokens, only those that name it are for
   * Jeton itself; null is none.
   */
  readonly audience: string | null;
  /** The role that new users are bound to at system scope, by id or reference; null is none. */
  readonly defaultRole: string | null;
  /** How fast each token is used; of this process alone. */
  readonly rates: Rates;
  /** Of other limits; absent, this process counts alone. */
  readonly ratesOf?: RatesOf | undefined;
  readonly verifyIdToken: VerifyIdToken;
  readonly openid: OpenIdClient;
  /** Null where the server signs none: without an address of its own, or an encryption key to keep the keys sealed with. */
  readonly jwts: Jwts | null;
  /** Notes an authorized use of a token, to be stored with others soon. */
  readonly noteUse: (use: Uses) => void;
  /** Notes what a day brought to a project, to be stored with others soon. */
  readonly noteDay: (count: DayCount) => void;
  /** Raises the event that a secret was presented which had been rotated away. */
  readonly noteReuse: (reuse: Reuse) => void;
  readonly verifyLeakReport: VerifyLeakReport;
  /** Raises the event that a secret was reported. */
  readonly noteLeak: (leak: Leak) => void;
  /** A new id of that prefix: `sa_0193...`; ids made later sort after those made before. */
  readonly newId: (prefix: string) => string;
  /** Bytes of a cryptographic source. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** A text sealed for a public key (X25519, base64), in base64; undefined for a key that would not keep it secret. */
  readonly sealFor: (publicKey: string, text: string) => string | undefined;
}
