import type { NounName } from "../../contract/nouns/all.ts";
import type { Reply, Validated } from "../../contract/operations.ts";
import { Problem } from "../../contract/problem.ts";
import type { OffBoardingCase, UseCases } from "../caller.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { demandAdminWithout, keepingAnAdmin } from "../authorization/last-admin.ts";
import { endAllOf, type Principal } from "../authorization/principal.ts";
import { findFor, mayDo, refusal, verdict } from "../resource.ts";
import type { AuditEntry, Written } from "../store.ts";
import { changing, entry, reading } from "../use-case.ts";
import { type Leftovers, leftoversOf, showLeftovers, type ShownToken } from "./leftovers.ts";
import { serviceAccountResource } from "./service-accounts.ts";
import { tokenResource } from "./token-resource.ts";
import { userResource } from "./users.ts";

type Body = Validated<"user.off-board">["body"];
type Gone = Written<Reply<"user.off-board">>;

/** Tokens of others that one call ends at most, since all of it is one transaction. */
const MOST_SHOWN = 10_000;

/** Listing and ending all that somebody leaves behind; who manages a thing keeps none of it. */
export function offBoarding(deps: Dependencies): Pick<UseCases, OffBoardingCase> {
  return {
    "user.leftovers": reading(deps, async (context, { id }) => {
      const found = await findFor(context, userResource, { id, needs: "jeton.user:read" });
      const all = await leftoversOf(context, { type: "user", id: found.row.id });
      const counted = mayDo(context, userResource, { ...found, permission: "jeton.user:delete" });
      return showLeftovers(context, all, { counted });
    }),
    "user.off-board": changing(deps, async (change, { id, body }) => {
      const { row } = await findFor(change, userResource, { id, needs: "jeton.user:delete" });
      return offBoard(
        change,
        { type: "user", id: row.id },
        {
          body,
          leave: async () => {
            if (body.delete) return userResource.remove(change, [row]);
            await change.rows.users.update(row.id, { disabled: true, updated_at: change.now });
            return [];
          },
        },
      );
    }),
    "service_account.leftovers": reading(deps, async (context, { id }) => {
      const resource = serviceAccountResource;
      const found = await findFor(context, resource, { id, needs: "jeton.service-account:read" });
      const all = await leftoversOf(context, { type: "service_account", id: found.row.id });
      const counted = mayDo(context, resource, { ...found, permission: "jeton.service-account:delete" });
      return showLeftovers(context, all, { counted });
    }),
    "service_account.off-board": changing(deps, async (change, { id, body }) => {
      const needs = "jeton.service-account:delete";
      const { row } = await findFor(change, serviceAccountResource, { id, needs });
      return offBoard(
        change,
        { type: "service_account", id: row.id },
        {
          body,
          leave: async () => {
            if (body.delete) return serviceAccountResource.remove(change, [row]);
            await change.rows.service_accounts.update(row.id, { disabled: true, updated_at: change.now });
            return [];
          },
        },
      );
    }),
  };
}

/** What is its own goes as when it is deleted, by the right to do that; what it was shown is asked for one by one. */
async function offBoard(
  change: Change,
  principal: Principal,
  { body, leave }: { readonly body: Body; readonly leave: () => Promise<readonly AuditEntry[]> },
): Promise<Gone> {
  const all = await leftoversOf(change, principal);
  const shown = all.shown.filter(
    ({ via }) => body.shown_tokens !== "keep" && (via === null || body.include_derived),
  );
  await demandRevocable(change, shown);
  const ended: Leftovers = { ...all, shown };
  const result = await showLeftovers(change, ended, { counted: true });
  return keepingAnAdmin(change, async () => {
    const own = await endAllOf(change, { type: principal.type, ids: [principal.id] });
    const left = await leave();
    const others =
      body.shown_tokens === "revoke" ? await revoke(change, shown) : await endSecrets(change, shown);
    const changes = { delete: body.delete, shown_tokens: body.shown_tokens };
    const last = entry(`${principal.type satisfies NounName}.off-board`, principal.id, changes);
    return { result, entries: [...own, ...others, ...left, last] };
  });
}

async function revoke({ rows, now }: Change, shown: readonly ShownToken[]): Promise<readonly AuditEntry[]> {
  const ids = shown.map(({ row }) => row.id);
  await rows.tokens.updateAll({ id: ids }, { revoked_at: now, updated_at: now });
  return ids.map((id) => entry("token.revoke", id));
}

/** The tokens stay, for whoever looks after them to rotate. */
async function endSecrets(change: Change, shown: readonly ShownToken[]): Promise<readonly AuditEntry[]> {
  const { rows, now } = change;
  await rows.secrets.updateAll({ id: shown.flatMap(({ secretIds }) => secretIds) }, { ends_at: now });
  const ids = shown.map(({ row }) => row.id);
  // Usable by their rows, and by nobody.
  await demandAdminWithout(change, ids);
  return ids.map((id) => entry("token.end_secret", id));
}

/** @throws Problem `forbidden` when one of them is not the caller's to revoke, `in_use` for too many */
async function demandRevocable(change: Change, shown: readonly ShownToken[]): Promise<void> {
  if (shown.length > MOST_SHOWN) {
    const most = `one call ends at most ${String(MOST_SHOWN)} tokens of others`;
    throw new Problem("in_use", `${most}; revoke some of them first`);
  }
  const scopes = await change.scopes.byIds(shown.map(({ row }) => row.project_id));
  for (const { row } of shown) {
    const scope = scopes.get(row.project_id);
    // A token whose project is gone is nobody's to use.
    if (!scope) continue;
    const object = { row, scope, permission: "jeton.token:revoke" } as const;
    const may = verdict(change, tokenResource, object);
    if (may === "may") continue;
    const remedy = "nothing was changed; ask somebody who may, or leave it with `shown_tokens`: `keep`";
    if (may === "blind") {
      throw new Problem("forbidden", `it was shown the secret of a token the caller does not see; ${remedy}`);
    }
    const { code, message, needs } = refusal(change, tokenResource, object);
    const detail = `it was shown the secret of the token \`${row.id}\`, and ${message}; ${remedy}`;
    throw new Problem(code, detail, needs && { needs });
  }
}
