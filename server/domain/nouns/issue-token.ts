import { nouns } from "../../contract/nouns/all.ts";
import type { Reply, Validated } from "../../contract/operations.ts";
import { invalidField } from "../../contract/problem.ts";
import type { OwnerType } from "../../contract/subject.ts";
import type { TokenKind } from "../../contract/token-text.ts";
import { awaiting } from "../tokens/approval.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { insert, made, makerOf } from "../edit.ts";
import { importedSecret, storeSecret, unused } from "../tokens/new-token.ts";
import { type Owner, ownerColumns } from "../authorization/owner.ts";
import { demand, scopeNamed } from "../resource.ts";
import type { SecretRow, TokenRow } from "../rows.ts";
import { isAtOrBelow, type Scope } from "../authorization/scopes.ts";
import type { Written } from "../store.ts";
import { demandAllowedLife, demandMayMake } from "../tokens/token-policy.ts";
import {
  boundedEnd,
  demandEnd,
  demandExtendable,
  demandMayGive,
  demandRulesFit,
  demandWindow,
  endField,
  withinNamed,
} from "../tokens/token-terms.ts";
import { demandNotImported } from "./import-token.ts";
import { ownerNamed } from "./owner-resources.ts";
import { newSecret } from "./new-secret.ts";
import { demandFreeName } from "./token-name.ts";
import { tokenResource } from "./token-resource.ts";

type Body = Validated<"token.create">["body"];
export type Issued = Reply<"token.create">;

/** Makes a token, whoever owns it: only for a caller that holds all the token will give. */
export async function issueToken(deps: Dependencies, change: Change, body: Body): Promise<Written<Issued>> {
  const { owner, scope } = await placeOf(change, body);
  const own = owner.id === change.rights.subject.id;
  demand(change, "jeton.token:create", { scope, name: body.name, own });
  await demandMayMake(change, scope);
  await demandRulesFit(change, body);
  demandExtendable(body);
  const { project: _, within, imported, secret: brought, sealed_for, ...rest } = body;
  const kind = kindOf(owner, body.ephemeral);
  const { secret, told } = imported
    ? { secret: importedSecret(deps, imported), told: {} }
    : await newSecret(deps, change, { kind, secret: brought, sealed_for });
  const asked: TokenRow = {
    ...made(deps, change, nouns.token),
    ...rest,
    ...ownerColumns(owner),
    project_id: scope.id,
    within_id: await withinNamed(change, within),
    expires_at: boundedEnd(body, { since: change.now, asked: body.expires_at }),
    kind,
    // What an exchanged token makes for its own account stops with it.
    trust_policy_id: own ? change.rights.token.trust_policy_id : null,
    session: false,
    authenticated_at: null,
    hint: secret.hint,
    ...unused,
  };
  const row = { ...asked, ...(await awaiting(change, asked)) };
  demandEnd(change, row, endField(row, body.expires_at === null ? "/max_age" : "/expires_at"));
  demandWindow(row, "/not_before");
  await demandAllowedLife(change, row);
  await demandMayGive(change, row);
  await demandFreeName(change, owner, body.name);
  if (imported) await demandNotImported(deps, change, secret.digest);
  const { result, entries } = await insert(change, tokenResource, row);
  await storeSecret(deps, change.rows, { ...secret, tokenId: row.id, now: change.now, ...shownTo(change) });
  const marked = entries.map((one) => ({ ...one, changes: { ...one.changes, imported: true } }));
  return { result: { ...result, ...told }, entries: imported ? marked : entries };
}

/** Who is shown a secret in the reply to this change, or brings it: either way it is known there. */
export function shownTo({ rights }: Change): Pick<SecretRow, "shown_to" | "shown_by"> {
  return { shown_to: makerOf(rights), shown_by: rights.token.id };
}

const kinds = { service_account: "s", user: "u", role: "r" } as const satisfies Record<OwnerType, TokenKind>;

export function kindOf(owner: Owner, ephemeral: boolean): TokenKind {
  if (ephemeral) return "x";
  return kinds[owner.type];
}

/** A token lives where its owner does; a role's where it is asked to, at the role's project or below. */
async function placeOf(change: Change, body: Body): Promise<{ owner: Owner; scope: Scope }> {
  const asked =
    body.project === null ? undefined : await scopeNamed(change, { pointer: "/project", name: body.project });
  const named = await ownerNamed(change, body);
  // Validation lets no body without one pass.
  if (!named) throw invalidField("/service_account_id", "is required");
  const { owner, row, scope } = named;
  if (owner.type !== "role") {
    if (!asked || asked.id === scope.id) return { owner, scope };
    throw invalidField("/project", `must be the owner's, \`${scope.name}\`, or absent`);
  }
  if (!asked && row.built_in === true) {
    throw invalidField(
      "/project",
      "is required for a token of a built-in role; the system scope is `system`",
    );
  }
  if (asked && !isAtOrBelow(asked, scope.id)) {
    throw invalidField("/project", `must be the role's own project, \`${scope.name}\`, or one below it`);
  }
  return { owner, scope: asked ?? scope };
}
