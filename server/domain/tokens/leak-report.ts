import { Problem } from "../../contract/problem.ts";
import type { Reply, Validated } from "../../contract/operations.ts";
import { redactTokens } from "../../contract/token-text.ts";
import type { ClientInfo, OpenCases, Sender } from "../caller.ts";
import type { Dependencies, Leak } from "../dependencies.ts";
import { siteOf } from "../secrets/guesses.ts";
import { createRates, type Rates } from "./rates.ts";
import { endPresented, findEndable } from "./revoke-presented.ts";
import type { TokenRow } from "../rows.ts";
import { createScopes } from "../authorization/scopes.ts";
import { digestOf } from "../secrets/secrets.ts";
import { systemActor } from "../system-actor.ts";
import { entry } from "../use-case.ts";
import { findPresented } from "../verify.ts";

type Report = Validated<"leaks">["body"][number];
type Label = Reply<"leaks">[number];

/** Of reports that nobody signed. What is found by hand is a few at a time. */
const REPORTS = { requests: 60, period: "PT1M" } as const;
const MOST_UNSIGNED = 20;
/** Addresses that are remembered. */
const MOST_ADDRESSES = 10_000;

/**
 * Ends tokens whose secrets were found where others read them. Anybody may report one: whoever holds a secret could end its
 * token by RFC 7009 as well, and do worse. What GitHub signed is believed as to where it was found, and is as much as it is.
 * An answer says of a secret whether it ever was one of a token here, and nothing of what became of it.
 */
export function createReportLeaks(deps: Dependencies): OpenCases["leaks"] {
  const ratesOf = deps.ratesOf ?? ((_kind, most) => createRates(deps.now, most));
  const rates = ratesOf("leak reports", MOST_ADDRESSES);
  return async (sender, { body }) => {
    const by = await reporterOf(deps, rates, sender);
    if (by === "anybody" && body.length > MOST_UNSIGNED) {
      const detail = `without GitHub's signature a report has at most ${String(MOST_UNSIGNED)} secrets`;
      throw new Problem("malformed_request", detail);
    }
    const labels: Label[] = [];
    for (const report of body) labels.push(await take(deps, { ...sender, by }, report));
    return labels;
  };
}

/** @throws Problem `rate_limited`, `forbidden` */
async function reporterOf(
  { verifyLeakReport }: Dependencies,
  rates: Rates,
  { client, signed }: Sender,
): Promise<Leak["by"]> {
  if (signed && (await verifyLeakReport(signed))) return "github";
  const { allowed, retryAfter } = rates.take(siteOf(client.ip), REPORTS);
  if (!allowed) {
    const detail = `too many reports from this address; try again in ${String(retryAfter)} s`;
    throw new Problem("rate_limited", detail, { retry_after: retryAfter });
  }
  if (!signed) return "anybody";
  throw new Problem(
    "forbidden",
    "the signature is not GitHub's over this very body; leave it out to report as anybody may",
  );
}

interface By {
  readonly client: ClientInfo;
  readonly by: Leak["by"];
}

async function take(deps: Dependencies, from: By, report: Report): Promise<Label> {
  const found = await findPresented(deps, deps.store.read, report.token);
  const label = found ? "true_positive" : "false_positive";
  const now = deps.now().toISOString();
  if (await findEndable(deps, { rows: deps.store.read, now }, report.token)) {
    const leak = await end(deps, from, report);
    if (leak) deps.noteLeak(leak);
  }
  return { token_hash: digestOf(report.token), token_type: report.type, label };
}

/** The last administrator's token stays, as everywhere: whoever has it would lock everybody out. It is told all the same. */
async function end(deps: Dependencies, from: By, report: Report): Promise<Leak | undefined> {
  try {
    return await tell(deps, from, { report, ends: true });
  } catch (cause) {
    if (!(cause instanceof Problem) || cause.code !== "last_admin") throw cause;
    return tell(deps, from, { report, ends: false });
  }
}

async function tell(
  deps: Dependencies,
  { client: { ip, requestId }, by }: By,
  { report, ends }: { readonly report: Report; readonly ends: boolean },
): Promise<Leak | undefined> {
  return deps.store.write({ ...systemActor, ip, requestId }, async (rows) => {
    const now = deps.now().toISOString();
    const token = await findEndable(deps, { rows, now }, report.token);
    if (!token) return { result: undefined, entries: [] };
    const leak = leakOf(token, { report, ends, by, at: now, ip, requestId });
    const { hint, url, source } = leak;
    const told = entry("token.leak", token.id, { hint, by, url, source, ended: ends });
    if (!ends) return { result: leak, entries: [told] };
    const change = { rows, scopes: createScopes(rows), now, audience: deps.audience };
    const { entries } = await endPresented(change, token);
    return { result: leak, entries: [told, ...entries] };
  });
}

function leakOf(
  { id, hint }: TokenRow,
  { report, ends, ...when }: Pick<Leak, "by" | "at" | "ip" | "requestId"> & { report: Report; ends: boolean },
): Leak {
  return {
    tokenId: id,
    hint,
    ...when,
    url: printable(report.url),
    source: printable(report.source),
    ended: ends,
  };
}

/** Words of strangers, for people to read: no secret in them, and nothing that a terminal or a database minds. */
function printable(text: string | null | undefined): string | null {
  return text
    ? redactTokens(text)
        .replaceAll(/[^ -~]/g, "?")
        .slice(0, 2048)
    : null;
}
