import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { type ClientProblem, createClient } from "../../server/contract/client.ts";
import { parseDuration } from "../../server/contract/duration.ts";
import type { Connect } from "../from-contract/connect.ts";
import { type Block, tokenComplaint } from "./block.ts";
import { send } from "./send.ts";
import type { Found, Settings, TokenSource } from "./settings.ts";

interface Options {
  readonly settings: Settings;
  readonly block: Block;
  readonly userAgent: string;
}

const MANAGED_BY = "terraform";

/** A client of the configured server. Nothing is read or sent before the first call, which may never come. */
export function createConnect({ settings, block, userAgent }: Options): Connect {
  const { url } = settings;
  const seconds = block.request_timeout === null ? undefined : parseDuration(block.request_timeout);
  let reading: Promise<Found<string>> | undefined;
  return (signal) => ({
    managedBy: MANAGED_BY,
    call: async (id, request, options) => {
      if (url.type === "missing") return failed("unreachable", url.complaint);
      const token = await (reading ??= readToken(settings.token));
      if (token.type === "missing") return failed("missing_credential", token.complaint);
      const client = createClient({
        url: url.value,
        token: token.value,
        send,
        sleep: async (milliseconds, until) => {
          await wait(milliseconds, undefined, { signal: until });
        },
        random: Math.random,
        newKey: () => crypto.randomUUID(),
        userAgent,
        managedBy: MANAGED_BY,
        signal,
        ...(block.max_retries !== null && { maxRetries: block.max_retries }),
        ...(seconds !== undefined && { timeoutMilliseconds: seconds * 1000 }),
      });
      return await client.call(id, request, options);
    },
  });
}

async function readToken(source: Found<TokenSource>): Promise<Found<string>> {
  if (source.type === "missing") return source;
  const { from, text, file = "" } = source.value;
  if (text !== undefined) return { type: "found", value: text };
  const what = `the file ${JSON.stringify(file)} that ${from} names`;
  try {
    const value = (await readFile(file, "utf8")).trim();
    const complaint = tokenComplaint(value);
    return complaint === undefined
      ? { type: "found", value }
      : { type: "missing", complaint: `${what} is not usable. ${complaint}` };
  } catch (cause) {
    return {
      type: "missing",
      complaint: `${what} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
    };
  }
}

function failed(
  code: ClientProblem["code"],
  detail: string,
): { readonly type: "problem"; readonly problem: ClientProblem } {
  return { type: "problem", problem: { code, detail } };
}
