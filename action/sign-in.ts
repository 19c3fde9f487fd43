import type { Client, Result } from "../server/contract/client.ts";
import { backoff } from "../server/contract/retry.ts";
import type { Reply } from "../server/contract/operations.ts";
import {
  ACCESS_TOKEN,
  ACCOUNT_URN,
  EXCHANGE_GRANT,
  ID_TOKEN,
} from "../server/contract/token-exchange-names.ts";
import { parseTokenText } from "../server/contract/token-text.ts";
import {
  type Attempted,
  explainExchange,
  explainIdToken,
  explainMetadata,
  explainNoIdentity,
  explainOtherServer,
  explainStrangeToken,
} from "./explain-identity.ts";
import type { IdToken, IdTokenAnswer } from "./id-token.ts";
import type { RunnerIdentity, RunnerRequest } from "./runner-identity.ts";

/** Whom to sign in as by the job's identity. */
export interface Wanted {
  readonly url: string;
  /** An id, or `PROJECT/NAME`. */
  readonly serviceAccount: string;
  /** Undefined is the server's own. */
  readonly audience: string | undefined;
}

export interface SignInPorts {
  readonly runner: RunnerIdentity;
  /** Asks the runner once. */
  readonly requestIdToken: (request: RunnerRequest, audience: string) => Promise<IdTokenAnswer>;
  /** A client without a credential. */
  readonly connect: (options?: { readonly maxRetries?: number }) => Client;
  /** Registers a secret with the runner's masker. */
  readonly mask: (secret: string) => void;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly random: () => number;
  /** Once it is aborted, nothing more is begun. */
  readonly stop: AbortSignal;
}

export type SignedIn =
  | { readonly type: "ok"; readonly token: string; readonly expiresAt: string }
  | { readonly type: "failed"; readonly message: string };

const MAX_RETRIES = 4;

/** Exchanges the job's ID token for a short-lived token of a service account that trusts it (RFC 8693). */
export async function signInByIdentity(wanted: Wanted, ports: SignInPorts): Promise<SignedIn> {
  const { request } = ports.runner;
  if (request === undefined) return failed(explainNoIdentity(ports.runner, wanted));
  const found = await findAudience(wanted, ports.connect());
  if (found.type === "failed") return found;
  const { audience } = found;
  const client = ports.connect({ maxRetries: 0 });
  for (let retry = 0; ; retry += 1) {
    const attempt = await attemptOnce({ ...wanted, audience, request }, client, ports);
    if (attempt.type === "ok") return attempt;
    if (!attempt.retryable || retry >= MAX_RETRIES || ports.stop.aborted) {
      return failed(await attempt.explain());
    }
    await ports.pause(attempt.retryAfterMilliseconds ?? backoff(retry, ports.random));
  }
}

/**
 * The audience an ID token is asked for. Whoever answers at `url` could name any, another server's for example, and then
 * use the job's ID token there: so it must name itself (RFC 8414 section 3.3), or the workflow must.
 */
async function findAudience(
  { url, audience }: Wanted,
  client: Client,
): Promise<{ readonly type: "ok"; readonly audience: string } | (SignedIn & { readonly type: "failed" })> {
  if (audience !== undefined) return { type: "ok", audience };
  const metadata = await client.call("oauth-metadata", {});
  if (metadata.type === "problem") return failed(explainMetadata(metadata.problem, url));
  const issuer: unknown = (metadata.value as Partial<Reply<"oauth-metadata">> | null)?.issuer;
  return issuer === url ? { type: "ok", audience: url } : failed(explainOtherServer(issuer, url));
}

type Attempt =
  | Extract<SignedIn, { type: "ok" }>
  | {
      readonly type: "again";
      readonly retryable: boolean;
      readonly retryAfterMilliseconds?: number | undefined;
      readonly explain: () => string | Promise<string>;
    };

/** With an ID token of its own each: one whose exchange was never answered may be used up. */
async function attemptOnce(
  wanted: Wanted & { readonly audience: string; readonly request: RunnerRequest },
  client: Client,
  { requestIdToken, mask, connect }: SignInPorts,
): Promise<Attempt> {
  const { url, serviceAccount, audience, request } = wanted;
  const asked = await requestIdToken(request, audience);
  if (asked.type === "failed") {
    return { ...asked, type: "again", explain: () => explainIdToken(asked, request.url, audience) };
  }
  const { idToken } = asked;
  mask(idToken.text);
  const exchanged = await exchange(client, serviceAccount, idToken);
  if (exchanged.type === "ok") {
    const { access_token: token, expires_in: seconds } = exchanged.value;
    // Before anything else can speak of it.
    if (typeof token === "string" && token !== "") mask(token);
    if (typeof token === "string" && parseTokenText(token) !== undefined) {
      return { type: "ok", token, expiresAt: endOf(seconds) };
    }
    return { type: "again", retryable: false, explain: () => explainStrangeToken(url) };
  }
  const { problem, date, retryable = false, retryAfterMilliseconds } = exchanged;
  const attempted: Attempted = { url, serviceAccount, audience, idToken, date };
  const explain = async (): Promise<string> =>
    explainExchange(problem, attempted, retryable ? undefined : await advertised(connect()));
  return { type: "again", retryable, retryAfterMilliseconds, explain };
}

function exchange(
  client: Client,
  serviceAccount: string,
  { text }: IdToken,
): Promise<Result<Partial<Reply<"exchange">>>> {
  return client.call("exchange", {
    body: {
      grant_type: EXCHANGE_GRANT,
      subject_token: text,
      subject_token_type: ID_TOKEN,
      requested_token_type: ACCESS_TOKEN,
      resource: `${ACCOUNT_URN}${serviceAccount}`,
    },
  });
}

/** The audience the server names as its own, null when it exchanges no tokens, undefined when it does not say. */
async function advertised(client: Client): Promise<string | null | undefined> {
  const metadata = await client.call("oauth-metadata", {});
  if (metadata.type === "ok") return metadata.value.issuer;
  return metadata.problem.code === "not_configured" ? null : undefined;
}

/** By this clock, so that post knows whether there is still something to revoke. */
function endOf(seconds: unknown): string {
  const isSane = typeof seconds === "number" && seconds > 0 && seconds < 1e9;
  return new Date(Date.now() + (isSane ? seconds : 86_400) * 1000).toISOString();
}

function failed(message: string): { readonly type: "failed"; readonly message: string } {
  return { type: "failed", message };
}
