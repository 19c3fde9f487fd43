import { setTimeout as sleep } from "node:timers/promises";
import type { Send } from "../server/contract/client.ts";
import { backoff, retryableStatus, retryAfterOf } from "../server/contract/retry.ts";
import { oneLine } from "./plain-text.ts";

const ATTEMPT_MILLISECONDS = 10_000;
const MAX_RETRIES = 4;

export interface GitHubOptions {
  /** Of the API, for example `https://api.github.com`. */
  readonly url: string;
  readonly token: string;
  readonly send: Send;
  readonly signal: AbortSignal;
  readonly userAgent: string;
}

export type Answer<T> =
  | { readonly type: "ok"; readonly value: T }
  | {
      readonly type: "failed";
      /** Undefined when nothing answered. */
      readonly status: number | undefined;
      /** What GitHub says, or why it does not. */
      readonly message: string;
      /** The permissions it would take, as GitHub names them. */
      readonly accepted: string | undefined;
      /** Whether GitHub may have done what was asked all the same. */
      readonly unknown: boolean;
    };

/** Asks GitHub's REST API; the replies are trusted to be what it documents, and where it matters they are looked at. */
export type Ask = <T>(method: string, path: string, body?: unknown) => Promise<Answer<T>>;

export function askGitHub(options: GitHubOptions): Ask {
  return async <T>(method: string, path: string, body?: unknown) =>
    (await request(options, { method, path, body })) as Answer<T>;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

type Attempt = Answer<unknown> & { readonly again?: boolean; readonly pause?: number | undefined };

/** All but a POST has the same end when it is asked twice. */
async function request(options: GitHubOptions, asked: Asked): Promise<Answer<unknown>> {
  let unknown = false;
  for (let retry = 0; ; retry += 1) {
    const attempt = await attemptOnce(options, asked);
    if (attempt.type === "ok") return attempt;
    unknown ||= attempt.unknown;
    const isOver = retry >= MAX_RETRIES || options.signal.aborted || (unknown && asked.method === "POST");
    if (attempt.again !== true || isOver) return { ...attempt, unknown };
    const pause = attempt.pause ?? backoff(retry, Math.random);
    await sleep(pause, undefined, { signal: options.signal }).catch(() => undefined);
  }
}

async function attemptOnce(
  { url, token, send, signal, userAgent }: GitHubOptions,
  { method, path, body }: Asked,
): Promise<Attempt> {
  try {
    const { status, header, text } = await send({
      method,
      url: `${url}${path}`,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "user-agent": userAgent,
        "x-github-api-version": "2022-11-28",
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_MILLISECONDS)]),
    });
    const value = parseJson(text);
    if (status >= 200 && status < 300) return { type: "ok", value };
    // Both of GitHub's limits answer so (docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api).
    const isLimited =
      status === 403 && (header("retry-after") !== undefined || header("x-ratelimit-remaining") === "0");
    return {
      type: "failed",
      status,
      message: messageOf(value),
      accepted: header("x-accepted-github-permissions"),
      unknown: status >= 500,
      again: retryableStatus.has(status) || isLimited,
      pause: retryAfterOf(header("retry-after"), header("date")),
    };
  } catch (cause) {
    const message = cause instanceof Error ? oneLine(cause.message) : "no connection";
    return {
      type: "failed",
      status: undefined,
      message,
      accepted: undefined,
      unknown: true,
      again: !signal.aborted,
    };
  }
}

function messageOf(value: unknown): string {
  const message = (value as { readonly message?: unknown } | undefined)?.message;
  return typeof message === "string" ? oneLine(message) : "";
}

function parseJson(text: string): unknown {
  try {
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
