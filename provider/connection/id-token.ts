import { readFile } from "node:fs/promises";
import type { Send } from "../../server/contract/client.ts";
import { retryableStatus } from "../../server/contract/retry.ts";
import type { Identity } from "../from-contract/connect.ts";
import type { Environment, Found } from "./settings.ts";

/** Where an ID token comes from; `from` names the attribute or variable, for messages. */
export type IdTokenSource =
  | { readonly type: "text"; readonly from: string; readonly text: string }
  | { readonly type: "file"; readonly from: string; readonly file: string }
  /** The runner of a GitHub Actions job: it gives another one each time. */
  | { readonly type: "github"; readonly from: string; readonly url: string; readonly bearer: string };

export type IdToken =
  | { readonly type: "found"; readonly value: string }
  | { readonly type: "missing"; readonly complaint: string; readonly retryable: boolean };

const ATTEMPT_MILLISECONDS = 10_000;

/** What is configured, or what HCP Terraform or GitHub Actions gives the run. */
export function findIdToken({ token, token_file: file }: Identity, env: Environment): Found<IdTokenSource> {
  if (token !== null) return text("`token`", token);
  if (file !== null) return { type: "found", value: { type: "file", from: "`token_file`", file } };
  for (const from of ["TFC_WORKLOAD_IDENTITY_TOKEN_JETON", "TFC_WORKLOAD_IDENTITY_TOKEN"]) {
    const value = env[from];
    if (value) return text(from, value);
  }
  const from = "ACTIONS_ID_TOKEN_REQUEST_URL";
  const { [from]: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
  if (url && bearer && URL.canParse(url)) {
    return { type: "found", value: { type: "github", from, url, bearer } };
  }
  return {
    type: "missing",
    complaint:
      "there is no ID token to sign in with: set `token` or `token_file`, have HCP Terraform set TFC_WORKLOAD_IDENTITY_TOKEN_JETON (by TFC_WORKLOAD_IDENTITY_AUDIENCE_JETON), or give the job of GitHub Actions the permission `id-token: write`",
  };
}

interface Ports {
  readonly send: Send;
  readonly signal: AbortSignal;
}

/** @param audience what GitHub is asked for; the others have theirs */
export async function getIdToken(source: IdTokenSource, audience: string, ports: Ports): Promise<IdToken> {
  switch (source.type) {
    case "text":
      return { type: "found", value: source.text };
    case "file":
      return await readIdToken(source);
    case "github":
      return await requestIdToken(source, audience, ports);
  }
}

async function readIdToken({ from, file }: IdTokenSource & { readonly type: "file" }): Promise<IdToken> {
  const what = `the file ${JSON.stringify(file)} that ${from} names`;
  try {
    const value = (await readFile(file, "utf8")).trim();
    return isJwt(value)
      ? { type: "found", value }
      : missing(`${what} does not hold an ID token and nothing else`);
  } catch (cause) {
    return missing(`${what} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** Never repeats what the endpoint answers: that may hold the credential it was asked with. */
async function requestIdToken(
  { url, bearer }: IdTokenSource & { readonly type: "github" },
  audience: string,
  { send, signal }: Ports,
): Promise<IdToken> {
  const address = new URL(url);
  address.searchParams.set("audience", audience);
  try {
    const { status, text: answer } = await send({
      method: "GET",
      url: address.href,
      headers: { accept: "application/json", authorization: `Bearer ${bearer}` },
      body: undefined,
      signal: AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_MILLISECONDS)]),
    });
    const value = valueIn(answer);
    if (status === 200 && value !== undefined) return { type: "found", value };
    return missing(
      `GitHub's endpoint for ID tokens answers with status ${String(status)}${status === 200 ? " and without one" : ""}`,
      // GitHub refuses a job for a moment that it does not yet take for running.
      retryableStatus.has(status) || (status === 403 && answer.includes("Pending")),
    );
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "no connection";
    return missing(`GitHub's endpoint for ID tokens cannot be reached: ${reason}`, !signal.aborted);
  }
}

function valueIn(answer: string): string | undefined {
  try {
    const { value } = JSON.parse(answer) as { readonly value?: unknown };
    return typeof value === "string" && isJwt(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** RFC 7515 section 3.1. */
function isJwt(value: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value);
}

function text(from: string, value: string): Found<IdTokenSource> {
  return isJwt(value)
    ? { type: "found", value: { type: "text", from, text: value } }
    : { type: "missing", complaint: `${from} is not usable: it is no ID token` };
}

function missing(complaint: string, retryable = false): IdToken {
  return { type: "missing", complaint, retryable };
}
