import type { Client, Result, Send } from "../../server/contract/client.ts";
import { backoff } from "../../server/contract/retry.ts";
import {
  ACCESS_TOKEN,
  ACCOUNT_URN,
  EXCHANGE_GRANT,
  ID_TOKEN,
} from "../../server/contract/token-exchange-names.ts";
import { parseTokenText } from "../../server/contract/token-text.ts";
import type { AccessToken, Identity } from "../from-contract/connect.ts";
import { findIdToken, getIdToken, type IdTokenSource } from "./id-token.ts";
import type { Environment } from "./settings.ts";

export interface SignInPorts {
  readonly environment: Environment;
  /** Of the server, which is the audience unless another is configured. */
  readonly url: string;
  /** To the endpoint for ID tokens. */
  readonly send: Send;
  /** Without a credential, and without repetitions of its own: an ID token is good for one exchange. */
  readonly client: Client;
  readonly maxRetries: number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** Exchanges an ID token for a short-lived token of a service account that trusts it (RFC 8693). */
export async function signIn(identity: Identity, ports: SignInPorts): Promise<Result<AccessToken>> {
  const source = findIdToken(identity, ports.environment);
  if (source.type === "missing") return failed(source.complaint);
  for (let retry = 0; ; retry += 1) {
    const attempt = await attemptOnce(identity, source.value, ports);
    const isLast = retry >= ports.maxRetries || ports.signal.aborted;
    if (attempt.type === "ok" || attempt.retryable !== true || isLast) return attempt;
    const pause = attempt.retryAfterMilliseconds ?? backoff(retry, ports.random);
    await ports.sleep(pause, ports.signal).catch(() => undefined);
  }
}

async function attemptOnce(
  identity: Identity,
  source: IdTokenSource,
  { url, client, send, signal }: SignInPorts,
): Promise<Result<AccessToken>> {
  const idToken = await getIdToken(source, identity.audience ?? url.replace(/\/+$/, ""), { send, signal });
  if (idToken.type === "missing") return { ...failed(idToken.complaint), retryable: idToken.retryable };
  const { service_account: account, seconds } = identity;
  const result = await client.call("exchange", {
    body: {
      grant_type: EXCHANGE_GRANT,
      subject_token: idToken.value,
      subject_token_type: ID_TOKEN,
      requested_token_type: ACCESS_TOKEN,
      resource: `${ACCOUNT_URN}${account.replace(/^sa\//, "")}`,
      ...(seconds !== undefined && { requested_expiry: String(seconds) }),
    },
  });
  if (result.type === "problem") return explained(result, source);
  const { access_token: token, expires_in: lasts } = result.value;
  if (parseTokenText(token) === undefined) return failed("the server answered without a token of its own");
  return { ...result, value: { token, seconds: lasts } };
}

/** One that is given once and for all is used up by the first command. */
function explained(
  result: Result<never> & { readonly type: "problem" },
  source: IdTokenSource,
): Result<never> {
  const { problem } = result;
  if (problem.code !== "invalid_grant" || source.type === "github") return result;
  const detail = `${problem.detail}. The ID token is of ${source.from}; it is good for one exchange, so that each command of Terraform, and the apply of a plan that was not saved, needs one of its own`;
  return { ...result, problem: { ...problem, detail } };
}

function failed(detail: string): Result<never> & { readonly type: "problem" } {
  return { type: "problem", problem: { code: "missing_credential", detail } };
}
