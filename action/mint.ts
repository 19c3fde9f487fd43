import type { Client } from "../server/contract/client.ts";
import { parseDuration } from "../server/contract/duration.ts";
import { parseTokenText } from "../server/contract/token-text.ts";
import { explainMint, notJetons } from "./explain.ts";
import { describeToken, type Job, labelsOf, tokenName } from "./job.ts";
import { oneLine } from "./plain-text.ts";
import type { MintedState } from "./state.ts";
import type { TokenLine } from "./token-lines.ts";

export interface Minted {
  readonly line: TokenLine;
  readonly secret: string;
  /** At the latest. */
  readonly expiresAt: string;
}

interface Ports {
  readonly client: Client;
  readonly mask: (secret: string) => void;
  readonly newId: () => string;
  /** Hands post what it has to revoke. */
  readonly remember: (state: MintedState) => void;
  readonly say: (line: string) => void;
  /** Once it is aborted, nothing more is begun. */
  readonly stop: AbortSignal;
}

/** What all tokens of a step have in common. */
interface Step {
  readonly url: string;
  readonly job: Job;
  /** The server's clock. */
  readonly date: Date;
}

type All =
  | { readonly type: "minted"; readonly minted: readonly Minted[] }
  | { readonly type: "failed"; readonly message: string };

/** Mints one after the other. What was minted before one failed is left to post to revoke. */
export async function mintAll(lines: readonly TokenLine[], step: Step, ports: Ports): Promise<All> {
  const minted: Minted[] = [];
  for (const line of lines) {
    if (ports.stop.aborted) break;
    const result = await mint(line, step, ports);
    if (result.type === "failed") return result;
    minted.push(result.minted);
    const latest = line.renew === undefined ? "" : " at the latest";
    ports.say(
      `Minted ${line.name} for ${line.serviceAccount} (${line.mode}), ends ${result.minted.expiresAt}${latest}.`,
    );
  }
  return { type: "minted", minted };
}

async function mint(
  line: TokenLine,
  { url, job, date }: Step,
  { client, mask, newId, remember }: Ports,
): Promise<
  { readonly type: "minted"; readonly minted: Minted } | { readonly type: "failed"; readonly message: string }
> {
  const { name, serviceAccount, ttl, mode, within, renew } = line;
  const intended = { name, tokenName: tokenName(job, name, newId()) };
  remember(intended);
  const created = await client.call("token.create", {
    body: {
      service_account_id: serviceAccount,
      name: intended.tokenName,
      description: describeToken(job, name),
      ephemeral: true,
      mode,
      within,
      max_age: ttl,
      ...(renew !== undefined && { extend_on_use: true, absolute_expires_at: after(date, renew) }),
      labels: labelsOf(job),
    },
  });
  if (created.type === "problem") {
    return { type: "failed", message: explainMint(created.problem, { name, serviceAccount, url }) };
  }
  // Whoever answers at a wrong URL may say anything.
  const secret: unknown = created.value.secret;
  // Before anything else can speak of it.
  if (typeof secret === "string") mask(secret);
  if (typeof secret !== "string" || parseTokenText(secret) === undefined) {
    return { type: "failed", message: explainMint(notJetons, { name, serviceAccount, url }) };
  }
  const expiresAt = oneLine(String(created.value.absolute_expires_at ?? created.value.expires_at));
  remember({ ...intended, id: created.value.id, expiresAt, secret });
  return { type: "minted", minted: { line, secret, expiresAt } };
}

function after(date: Date, duration: string): string {
  return new Date(date.getTime() + (parseDuration(duration) ?? 0) * 1000).toISOString();
}
