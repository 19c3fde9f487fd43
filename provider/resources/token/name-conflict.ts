import type { Reply } from "../../../server/contract/operations.ts";
import { type Diagnostic, warning } from "../../framework/diagnostic.ts";
import type { Caller } from "../../from-contract/connect.ts";

/** A run that was ended is repeated soon; what is older than this has been somebody's for a while. */
const LEFT_BEHIND_MILLISECONDS = 3_600_000;

type Token = Reply<"token.get">;

/**
 * Frees the name of a token that is to be made, where a run of this very configuration made one and did not live to write it
 * down; undefined where that is not so. Nobody has such a token's secret, so nobody misses it. It is not kept and rotated:
 * it is as that run's configuration said, and it may be what Terraform is about to destroy (`create_before_destroy`).
 * @param holder id of the token that has the name
 */
export async function revokeLeftBehind(
  client: Caller,
  holder: string,
): Promise<readonly Diagnostic[] | undefined> {
  const found = await client.call("token.get", { id: holder });
  if (found.type === "problem") return undefined;
  const me = await client.call("whoami", {});
  if (me.type === "problem") return undefined;
  const now = (found.date ?? new Date()).getTime();
  const finder = { me: me.value, managedBy: client.managedBy, now };
  if (!isLeftBehind(found.value, finder)) return undefined;
  const revoked = await client.call("token.revoke", { id: holder });
  return revoked.type === "ok" ? [told(found.value)] : undefined;
}

interface Finder {
  readonly me: Reply<"whoami">;
  readonly managedBy: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

function isLeftBehind(token: Token, { me, managedBy, now }: Finder): boolean {
  // As the server names makers: what a token of a role makes is the token's.
  const maker = me.subject.type === "role" ? me.token.id : me.subject.id;
  const isOurs = token.created_by === maker && token.managed_by === managedBy;
  const isFresh = now - Date.parse(token.created_at) < LEFT_BEHIND_MILLISECONDS;
  return isOurs && isFresh && token.uses === 0 && token.rotated_at === null;
}

function told({ id, hint, name }: Token): Diagnostic {
  return warning(
    "A token that was left behind is replaced",
    `${id} (${hint}) had the name ${JSON.stringify(name)}: made by the same caller less than an hour ago and never used, as a run leaves it that is ended before it has written its state. It is revoked, and a new one is made in its place.`,
  );
}
