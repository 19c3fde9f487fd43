import type { Client } from "../server/contract/client.ts";
import { explainCall } from "./explain.ts";
import type { GitHub } from "./github-secrets.ts";
import { formatTarget } from "./secret-target.ts";
import type { Pending } from "./state.ts";

export interface SettlePorts {
  readonly client: Client;
  readonly github: GitHub;
  readonly url: string;
  readonly pause: (milliseconds: number) => Promise<void>;
}

export type Settled =
  /** The old secret, or none, is accepted again, and the new one is not. */
  | { readonly type: "back"; readonly line: string }
  /** GitHub has the new secret after all. */
  | { readonly type: "written"; readonly line: string }
  | { readonly type: "open"; readonly reason: string };

/** Ends what a secret's writing left half done: takes the new one back, unless GitHub has it. */
export async function settle(pending: Pending, ports: SettlePorts): Promise<Settled> {
  if (pending.before !== undefined) {
    const written = await isWritten(pending, pending.before, ports);
    if (written === true)
      return { type: "written", line: `${formatTarget(pending.target)} has its new secret.` };
    if (written === undefined)
      return { type: "open", reason: open(pending, "GitHub does not say whether it has the new secret.") };
  }
  return await takeBack(pending, ports);
}

/** GitHub's reads may lag behind its writes. */
const LAG_MILLISECONDS = 2_000;

/** By the date of the secret, which is all that GitHub shows of it; undefined when it does not. */
async function isWritten(
  { target }: Pending,
  before: string | null,
  { github, pause }: SettlePorts,
): Promise<boolean | undefined> {
  for (const isLast of [false, true]) {
    const present = await github.read(target);
    if (present.type === "failed" && present.status !== 404) return undefined;
    const date = present.type === "ok" ? present.value.updated_at : null;
    if (date !== before) return true;
    if (!isLast) await pause(LAG_MILLISECONDS);
  }
  return false;
}

async function takeBack(pending: Pending, { client, url }: SettlePorts): Promise<Settled> {
  const { tokenId: id, made } = pending;
  const target = formatTarget(pending.target);
  if (made.by === "minting") {
    const revoked = await client.call("token.revoke", { id });
    return revoked.type === "ok" || revoked.problem.code === "not_found"
      ? { type: "back", line: `The token minted for ${target} was revoked.` }
      : { type: "open", reason: open(pending, explainCall(revoked.problem, url)) };
  }
  if (made.rotationId === undefined) {
    return { type: "open", reason: open(pending, "another rotation followed it.") };
  }
  const back = await client.call("token.rollback", { id, body: { rotation_id: made.rotationId } });
  return back.type === "ok"
    ? {
        type: "back",
        line: `The rotation of the token in ${target} was taken back: the secret there is valid as before.`,
      }
    : { type: "open", reason: open(pending, explainCall(back.problem, url)) };
}

function open({ target, tokenId, made }: Pending, why: string): string {
  const then =
    made.by === "minting"
      ? "It was minted by this step and may be in no secret."
      : "The secret it had before is accepted until its grace ends.";
  return `The token ${tokenId} of ${formatTarget(target)} was left as it is: ${why} ${then} Run the workflow again until it succeeds.`;
}
