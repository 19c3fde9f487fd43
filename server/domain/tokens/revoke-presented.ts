import { Problem } from "../../contract/problem.ts";
import type { Authenticate, ClientInfo, OpenCases } from "../caller.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { keepingAnAdmin } from "../authorization/last-admin.ts";
import { tokenResource } from "../nouns/token-resource.ts";
import { ownerOf } from "../authorization/owner.ts";
import { refusal, verdict } from "../resource.ts";
import type { TokenRow } from "../rows.ts";
import { createScopes } from "../authorization/scopes.ts";
import type { Reader, Written } from "../store.ts";
import { changing, entry } from "../use-case.ts";
import { findPresented } from "../verify.ts";

/**
 * RFC 7009. Whoever holds a token may end it: whoever finds one that leaked, from wherever, needs nothing else. Who sends a
 * credential of their own as well is named in the audit, and must be allowed to. A secret that was replaced ends nothing
 * once its grace is over, and what there is not is answered as what was ended.
 */
export function createRevokePresented(deps: Dependencies, authenticate: Authenticate): OpenCases["revoke"] {
  const asCaller = changing(deps, async (change, { text }: { readonly text: string }) => {
    const token = await findEndable(deps, change, text);
    if (token) await demandMayRevoke(change, token);
    return token ? endPresented(change, token) : nothing;
  });
  return async ({ client, bearer }, { body }) => {
    if (bearer === undefined) return revokeItself(deps, client, body.token);
    return asCaller(await authenticate({ type: "bearer", text: bearer }, client), { text: body.token });
  };
}

const nothing = { result: {}, entries: [] };

async function revokeItself(
  deps: Dependencies,
  { ip, requestId }: ClientInfo,
  text: string,
): Promise<Record<string, never>> {
  const now = deps.now().toISOString();
  const found = await findEndable(deps, { rows: deps.store.read, now }, text);
  if (!found) return {};
  const actor = { ...ownerOf(found), tokenId: found.id, ip, requestId };
  return deps.store.write(actor, async (rows) => {
    const token = await findEndable(deps, { rows, now }, text);
    return token
      ? endPresented({ rows, scopes: createScopes(rows), now, audience: deps.audience }, token)
      : nothing;
  });
}

/** The token a text is of, when that is not replaced and there is something to end. */
export async function findEndable(
  deps: Dependencies,
  { rows, now }: { readonly rows: Reader; readonly now: string },
  text: string,
): Promise<TokenRow | undefined> {
  const presented = await findPresented(deps, rows, text);
  if (!presented) return undefined;
  const { secret, token } = presented;
  const isPresent = secret.ends_at === null || secret.ends_at > now;
  // One that waits for approval, or has expired, is not accepted, and could be approved or prolonged.
  const isRevocable = token.deleted_at === null && token.revoked_at === null;
  return isPresent && isRevocable ? token : undefined;
}

/** @throws Problem `forbidden`, saying as little of a token that the caller cannot see */
async function demandMayRevoke(change: Change, row: TokenRow): Promise<void> {
  const scope = await change.scopes.byId(row.project_id);
  const deed = scope && ({ row, scope, permission: "jeton.token:revoke" } as const);
  const may = deed ? verdict(change, tokenResource, deed) : "blind";
  if (may === "may") return;
  if (deed && may === "sees") throw refusal(change, tokenResource, deed);
  throw new Problem(
    "forbidden",
    "the caller may not revoke this token; send it without a credential to end it",
  );
}

export async function endPresented(
  change: Pick<Change, "rows" | "scopes" | "now" | "audience">,
  { id }: TokenRow,
): Promise<Written<Record<string, never>>> {
  return keepingAnAdmin(change, async () => {
    await change.rows.tokens.update(id, { revoked_at: change.now, updated_at: change.now });
    return { result: {}, entries: [entry("token.revoke", id)] };
  });
}
