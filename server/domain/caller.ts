import type { NounName, records } from "../contract/nouns/all.ts";
import type { Reply, Validated } from "../contract/operations.ts";
import type { OperationId, routes } from "../contract/routes.ts";
import type { Identity, Known, MemoryCounts } from "./memory/known.ts";
import type { Owner } from "./authorization/owner.ts";
import type { Quota } from "./tokens/rates.ts";

/** What is known of a request besides its operation and input. */
export interface ClientInfo {
  /** Address of the client, behind trusted proxies the one they vouch for. */
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
  /** Who looks after what this request makes: `api`, `terraform`, ... */
  readonly managedBy: string;
  /** Told what its token's rate limit leaves, if it has one. */
  readonly noteQuota?: (quota: Quota) => void;
  /** Told when its token ends, if that is soon. */
  readonly noteEnd?: (at: string) => void;
  /** The entity tags of which the object must have one; of requests that change or delete one. `*` is any. */
  readonly ifMatch?: readonly string[];
  /** Of a request to rotate a token: which one its path names, and its idempotency key; known before its bearer is. */
  readonly rotating?: { readonly id: string; readonly key: string | undefined };
  /** The request's idempotency key and a hash of its body; absent when it has none. */
  readonly repeat?: { readonly key: string; readonly bodyHash: string; readonly replayed: () => void };
}

/**
 * A bearer whose token was valid when it was presented. It holds no rights: each use case reads those where it decides,
 * a change inside its own transaction.
 */
export interface Caller {
  readonly tokenId: string;
  /** Who owned the token then. */
  readonly subject: Owner;
  /** The id of the secret that was presented. */
  readonly secretId: string;
  /** The id of the project in whose statistics the request counts; null for none. */
  readonly countedIn: string | null;
  readonly client: ClientInfo;
  /** Of a person who is signed in: when they proved who they are, null when that is not known. It never changes. */
  readonly session?: { readonly authenticatedAt: string | null };
  /** What is remembered of its token, which may be outdated by the time it is looked at. */
  readonly known?: Known;
}

/** What a request is made with; the text is undefined when there is none. */
export interface Credential {
  /** How it was sent: a session's text is accepted from a cookie alone, and no other token's is. */
  readonly type: "bearer" | "session";
  readonly text: string | undefined;
}

/**
 * The caller behind a credential.
 * @throws Problem `missing_credential`, `invalid_token`, `rate_limited`
 */
export type Authenticate = (credential: Credential, client: ClientInfo) => Promise<Caller>;

/** A session that was opened. Its text goes into a cookie, and into no body. */
export interface Opened {
  readonly text: string;
  readonly session: Reply<"session.create">;
}

/**
 * Opens a session for who knows a user's password; `before` is the text of the one that the browser had, which ends.
 * @throws Problem `wrong_credentials`, `rate_limited`
 */
export type SignIn = (
  input: Validated<"session.create">["body"],
  from: { readonly client: ClientInfo; readonly before: string | undefined },
) => Promise<Opened>;

/** Operations that have no caller: they are answered at the edge. */
export type EdgeOperation =
  | "healthz"
  | "readyz"
  | "openapi"
  | "oauth-metadata"
  | "authzen-metadata"
  | "jwks"
  | "session.create"
  | "session.providers"
  | "session.begin"
  | "session.callback";

/** Operations that run as many of the use cases that look something up as a query asks for. */
type QueryOperation = "graphql" | "graphql.query";

/** One closure for each operation. Refusals are thrown as a Problem. */
export type UseCases = {
  readonly [Id in Exclude<OperationId, EdgeOperation | OpenOperation | QueryOperation>]: (
    caller: Caller,
    input: Validated<Id>,
  ) => Promise<Answer<Id>>;
};

/** What looks something up, and nothing else. */
export type ReadOperation =
  | Extract<OperationId, `${NounName | keyof typeof records}.${"list" | "get"}`>
  | "whoami";

/** Operations for which what stands in the body is credential enough. */
export type OpenOperation = "exchange" | "revoke" | "leaks";

/** Who sends such a request; the credential is not looked at yet. */
export interface Sender {
  readonly client: ClientInfo;
  readonly bearer: string | undefined;
  /** Of a request with a signature of GitHub's, whoever made it. */
  readonly signed?: SignedBytes | undefined;
}

/** A body as it was sent, and what its sender says its signature is. */
export interface SignedBytes {
  readonly keyId: string;
  /** Base64. */
  readonly signature: string;
  readonly bytes: Uint8Array;
}

/**
 * Whether GitHub signed a report of secrets.
 * @throws Problem `unavailable` when its keys cannot be had
 */
export type VerifyLeakReport = (signed: SignedBytes) => Promise<boolean>;

export type OpenCases = {
  readonly [Id in OpenOperation]: (sender: Sender, input: Validated<Id>) => Promise<Answer<Id>>;
};

/** What is done with all that somebody leaves behind, which is of more nouns than its own. */
export type OffBoardingCase = Extract<keyof UseCases, `${string}.leftovers` | `${string}.off-board`>;

/** What is told of besides what was counted of requests. */
export interface Told {
  /** Deliveries to webhooks that are still to be made, by whichever replica. */
  readonly waiting: number;
  readonly memory: MemoryCounts;
}

/** What a use case gives; a stream comes as text in pieces, to be sent as they are read. */
type Answer<Id extends OperationId> = Id extends "forward-auth"
  ? Identity
  : Id extends "metrics"
    ? Told
    : Id extends "session.change-password" | "session.confirm"
      ? Opened
      : (typeof routes)[Id] extends { readonly stream: true }
        ? AsyncIterable<string>
        : Reply<Id>;
