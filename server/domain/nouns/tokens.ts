import type { Validated } from "../../contract/operations.ts";
import { Problem } from "../../contract/problem.ts";
import { awaiting } from "../tokens/approval.ts";
import type { UseCases } from "../caller.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { demandRenamable, edit } from "../edit.ts";
import { keepingAnAdmin } from "../authorization/last-admin.ts";
import { ownerOf } from "../authorization/owner.ts";
import type { Replayed } from "../replay.ts";
import { findFor } from "../resource.ts";
import type { TokenRow } from "../rows.ts";
import type { Scope } from "../authorization/scopes.ts";
import { demandAllowedLife, demandMayMake, endsOtherwise } from "../tokens/token-policy.ts";
import {
  demandExtendable,
  demandMayGive,
  demandOwnTerms,
  demandRulesFit,
  demandWindow,
  withinNamed,
} from "../tokens/token-terms.ts";
import { tokenStatistics } from "../tokens/statistics.ts";
import { isWider } from "../tokens/token-widening.ts";
import { changing, creating, entry, lookUps, reading, shownAgain } from "../use-case.ts";
import { approveToken } from "./approve-token.ts";
import { bulkRevoke } from "./bulk-revoke.ts";
import { changedEnd } from "./changed-end.ts";
import { issueToken } from "./issue-token.ts";
import type { HandOver } from "./new-secret.ts";
import { rollBack } from "./roll-back.ts";
import { demandNoSession, reissueSecret, type Rotated, rotateToken } from "./rotate-token.ts";
import { demandFreeName } from "./token-name.ts";
import { tokenResource } from "./token-resource.ts";
import { transferToken } from "./transfer-token.ts";

/** How long a repeated request still gets a secret, in seconds. */
const REISSUE_SECONDS = 10 * 60;

export function tokens(deps: Dependencies): Pick<UseCases, Extract<keyof UseCases, `token.${string}`>> {
  const resource = tokenResource;
  return {
    "token.create": creating(deps, "token.create", {
      work: (change, { body }) => issueToken(deps, change, body),
      again: issuedAgain(deps, "jeton.token:create"),
    }),
    "token.rotate": creating(deps, "token.rotate", {
      work: (change, input) => rotateToken(deps, change, input),
      again: issuedAgain(deps, "jeton.token:rotate"),
    }),
    "token.transfer": creating(deps, "token.transfer", {
      work: (change, input) => transferToken(deps, change, input),
      // The right to transfer was held where the token came from; where it went, the one to make tokens.
      again: issuedAgain(deps, "jeton.token:create"),
    }),
    "token.rollback": creating(deps, "token.rollback", {
      work: rollBack,
      again: shownAgain(resource, "jeton.token:rotate"),
    }),
    ...lookUps(deps, "token", resource),
    "token.statistics": reading(deps, (context, input) => tokenStatistics(deps, context, input)),
    "token.update": changing(deps, updateToken),
    "token.approve": changing(deps, approveToken),
    "token.disable": changing(deps, switching("token.disable")),
    "token.enable": changing(deps, switching("token.enable")),
    "token.revoke": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.token:revoke" });
      return keepingAnAdmin(change, async () => {
        const revokedAt = row.revoked_at ?? change.now;
        const written = await edit(change, resource, { row, patch: { revoked_at: revokedAt } });
        return { ...written, entries: written.entries.map(() => entry("token.revoke", row.id)) };
      });
    }),
    "token.bulk-revoke": changing(deps, bulkRevoke),
    "token.delete": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.token:delete" });
      return keepingAnAdmin(change, async () => ({
        result: undefined,
        entries: await resource.remove(change, [row]),
      }));
    }),
  };
}

function issuedAgain(
  deps: Dependencies,
  needs: "jeton.token:create" | "jeton.token:rotate",
): Replayed<Rotated, { readonly body: HandOver }> {
  return async (change, { id, at, age }, { body }) => {
    const { row } = await findFor(change, tokenResource, { id, needs });
    // A secret that somebody has rotated in since is not of the lost reply, and not the caller's to end or to get.
    const isLatest = (row.rotated_at ?? row.created_at) === at;
    if (isLatest && age < REISSUE_SECONDS && row.revoked_at === null) {
      return reissueSecret(deps, change, { row, handOver: body });
    }
    return { result: await tokenResource.show(row, change), entries: [] };
  };
}

async function updateToken(
  change: Change,
  { id, body }: Validated<"token.update">,
): ReturnType<typeof edit<typeof tokenResource.noun, "tokens">> {
  const { row, scope } = await findFor(change, tokenResource, { id, needs: "jeton.token:update" });
  demandNoSession(row);
  if (row.id === change.rights.token.id) {
    throw new Problem("forbidden", "a token changes itself only by rotating or revoking; use another one");
  }
  if (row.revoked_at !== null)
    throw new Problem("wrong_state", "a revoked token cannot be changed; create a new one");
  if (body.name !== undefined && body.name !== row.name) {
    demandRenamable(change, tokenResource, { row, scope, name: body.name });
    await demandFreeName(change, ownerOf(row), body.name);
  }
  const { within, ...rest } = body;
  const patch = {
    ...rest,
    within_id: within === undefined ? undefined : await withinNamed(change, within),
    ...changedEnd(change, { row, limits: { ...row, ...defined(rest) }, body }),
    enabled_at: row.disabled && body.disabled === false ? change.now : undefined,
  };
  const after = { ...row, ...defined(patch) };
  demandSameTrust(row, after);
  await demandRulesFit(change, after);
  demandExtendable(after);
  if (after.not_before !== row.not_before || after.expires_at !== row.expires_at) {
    demandWindow(after, body.not_before === undefined ? "/expires_at" : "/not_before");
  }
  const approval = await demandMayChange(change, { row, after, scope });
  return keepingAnAdmin(change, () => edit(change, tokenResource, { row, patch: { ...patch, ...approval } }));
}

/** What the caller needs to change a token's terms so; and the approval that it then awaits. */
async function demandMayChange(
  change: Change,
  { row, after, scope }: { row: TokenRow; after: TokenRow; scope: Scope },
): ReturnType<typeof awaiting> {
  if (endsOtherwise(row, after)) await demandAllowedLife(change, after);
  const wider = await isWider(change, row, after);
  if (wider) await demandMayMake(change, scope);
  if (widens(row, after)) await demandMayGive(change, after);
  return wider ? awaiting(change, row) : {};
}

/** A change like any other, that the audit tells by its own name. */
function switching(action: "token.disable" | "token.enable") {
  return async (change: Change, { id }: { readonly id: string }): ReturnType<typeof updateToken> => {
    const written = await updateToken(change, { id, body: { disabled: action === "token.disable" } });
    return { ...written, entries: written.entries.map((one) => ({ ...one, action })) };
  };
}

/** Whether what a change leaves could give more than before: anything about rights or life, but ending it. */
function widens(before: TokenRow, after: TokenRow): boolean {
  const revives = before.disabled && !after.disabled;
  return revives || termsOf(before) !== termsOf(after);
}

/** @throws Problem `wrong_state` when the terms of an exchanged token would be others */
function demandSameTrust(before: TokenRow, after: TokenRow): void {
  if (termsOf(before) !== termsOf(after)) demandOwnTerms(before);
}

function termsOf(row: TokenRow): string {
  const life = [row.expires_at, row.extend_on_use && row.max_age, row.absolute_expires_at, row.not_before];
  const places = [row.usage_limit, row.allowed_cidrs, row.audiences, row.rate_limit];
  return JSON.stringify([row.mode, row.rules, row.within_id, life, places]);
}

function defined<T extends object>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // Dropping the undefined entries is what makes the type true.
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
