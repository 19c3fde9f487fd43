import type { Client, Result } from "../../server/contract/client.ts";

/** What a handler needs of a client. */
export interface Caller extends Pick<Client, "call"> {
  /** What the server is told of who looks after what this client makes. */
  readonly managedBy: string;
}

/** As whom a run signs in, and by what. */
export interface Identity {
  /** An id, or `PROJECT/NAME`. */
  readonly service_account: string;
  /** What GitHub is asked for an ID token for; null is the server's `url`. */
  readonly audience: string | null;
  /** The ID token; without it and `token_file` the environment's. */
  readonly token: string | null;
  readonly token_file: string | null;
  /** How long the token is to last at most. */
  readonly seconds?: number | undefined;
}

export type Labels = Readonly<Record<string, string>>;

export interface AccessToken {
  readonly token: string;
  /** How long it lasts. */
  readonly seconds: number;
}

/** What every handler is given: a client of the configured server, whose calls end when the signal says so. */
export interface Connect {
  (signal: AbortSignal): Caller;
  /** Of whatever names none of its own; undefined where the block names none either. */
  readonly project: string | undefined;
  /** Of every token, beside its own. */
  readonly labels: Labels;
  /** A token of a service account for the run's identity, without any other credential (RFC 8693). */
  readonly signIn: (identity: Identity, signal: AbortSignal) => Promise<Result<AccessToken>>;
  /** Ends such a token (RFC 7009); gives up soon. */
  readonly signOut: (token: string) => Promise<Result<unknown>>;
}
