import { MOST_NAMED, MOST_REVOKED } from "../../contract/bulk-revocation.ts";
import type { Reply, Validated } from "../../contract/operations.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import type { Change } from "../context.ts";
import { demandAdminWithout } from "../authorization/last-admin.ts";
import { admitted, visibleOnly } from "../listing.ts";
import { refusal, verdict } from "../resource.ts";
import type { TokenRow } from "../rows.ts";
import type { Where, Written } from "../store.ts";
import { entry } from "../use-case.ts";
import { tokenFilters } from "./token-filters.ts";
import { tokenResource } from "./token-resource.ts";

type Asked = Validated<"token.bulk-revoke">;

/** Rows read at a time. */
const PAGE = 1_000;

/**
 * Ends for good all tokens that match, or none of them.
 * @throws Problem `forbidden` when one that the caller can see is not its to revoke, `last_admin`, and
 * `validation_failed` when more match than one transaction should hold
 */
export async function bulkRevoke(
  change: Change,
  { body }: Asked,
): Promise<Written<Reply<"token.bulk-revoke">>> {
  const ids = await matching(change, body);
  await demandAdminWithout(change, ids);
  const result = { count: ids.length, ids: ids.slice(0, MOST_NAMED) };
  if (body.dry_run) return { result, entries: [] };
  const { rows, now } = change;
  await rows.tokens.updateAll({ id: ids }, { revoked_at: now, updated_at: now });
  return { result, entries: ids.map((id) => entry("token.revoke", id)) };
}

async function matching(change: Change, body: Asked["body"]): Promise<readonly string[]> {
  const where: Where<TokenRow> = {
    allOf: [await visibleOnly(change, tokenResource), await tokenFilters(change, body, "/")],
    revoked_at: null,
  };
  const ids: string[] = [];
  for (let after: string | undefined; ;) {
    const rows = await change.rows.tokens.list(where, { after, limit: PAGE });
    const others = rows.filter(({ id }) => body.include_self || id !== change.rights.token.id);
    const meant = await admitted(change, tokenResource, { rows: others, query: body });
    ids.push(...(await revocable(change, meant)));
    if (ids.length > MOST_REVOKED) throw tooMany();
    if (rows.length < PAGE) return ids;
    after = rows.at(-1)?.id;
  }
}

/** Those of them that the caller can see; one that it can see and may not revoke refuses all. */
async function revocable(change: Change, rows: readonly TokenRow[]): Promise<readonly string[]> {
  const scopes = await change.scopes.byIds(rows.map(tokenResource.scopeId));
  return rows.flatMap((row) => {
    const scope = scopes.get(row.project_id);
    if (!scope) return [];
    const object = { row, scope, permission: "jeton.token:revoke" } as const;
    const may = verdict(change, tokenResource, object);
    if (may === "sees") throw naming(row, refusal(change, tokenResource, object));
    return may === "may" ? [row.id] : [];
  });
}

function naming({ id }: TokenRow, { code, message, needs }: Problem): Problem {
  const detail = `token \`${id}\` matches, and ${message}; nothing was revoked`;
  return new Problem(code, detail, needs && { needs });
}

function tooMany(): Problem {
  const most = String(MOST_REVOKED);
  return invalidField(
    "",
    `more than ${most} tokens match, and one call revokes at most ${most}: narrow it, for example by \`created_before\``,
  );
}
