import { trustPolicy } from "../../contract/nouns/trust-policy.ts";
import type { Validated } from "../../contract/operations.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import type { UseCases } from "../caller.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { demandFree, demandRenamable, edit, insert, made } from "../edit.ts";
import { removePolicies } from "../tokens/remove-policies.ts";
import { demand, findFor, findNamed, projectNamed, type Resource, filteredBy } from "../resource.ts";
import type { TrustPolicyRow } from "../rows.ts";
import type { Scope } from "../authorization/scopes.ts";
import { lackedIds } from "../exchange/shared-issuers.ts";
import type { Written } from "../store.ts";
import { demandMayMake } from "../tokens/token-policy.ts";
import { demandMayGive, demandRulesFit } from "../tokens/token-terms.ts";
import { changing, creating, lookUps, shownAgain } from "../use-case.ts";
import { ownerFilters } from "./owner-filters.ts";
import { serviceAccountResource } from "./service-accounts.ts";

/** Of one account: all that fit an ID token's issuer are tried at an exchange. */
const MOST_POLICIES = 100;

export const trustPolicyResource: Resource<typeof trustPolicy, "trust_policies"> = {
  noun: trustPolicy,
  kind: "trust_policies",
  scopeId: ({ project_id }) => project_id,
  scopeColumn: "project_id",
  nameOf: ({ name }) => name,
  isOwn: ({ rights }, row) => rights.subject.id === row.service_account_id,
  find: projectNamed,
  where: async (context, query) => ({
    ...(await filteredBy<TrustPolicyRow>(trustPolicy)(context, query)),
    ...(await ownerFilters(context, query)),
  }),
  show: async ({ project_id, ...row }, { scopes }) => ({
    ...row,
    project: (await scopes.byId(project_id))?.name ?? project_id,
  }),
  remove: removePolicies,
};

type Cases = Pick<UseCases, Extract<keyof UseCases, `trust_policy.${string}`>>;
type Shown = Awaited<ReturnType<typeof trustPolicyResource.show>>;

export function trustPolicies(deps: Dependencies): Cases {
  const resource = trustPolicyResource;
  return {
    "trust_policy.create": creating(deps, "trust_policy.create", {
      work: (change, { body }) => createPolicy(deps, change, body),
      again: shownAgain(resource),
    }),
    ...lookUps(deps, "trust_policy", resource),
    "trust_policy.update": changing(deps, (change, input) => updatePolicy(deps, change, input)),
    "trust_policy.delete": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.trust-policy:delete" });
      return { result: undefined, entries: await resource.remove(change, [row]) };
    }),
  };
}

async function createPolicy(
  deps: Dependencies,
  change: Change,
  { service_account_id: account, audience, ...body }: Validated<"trust_policy.create">["body"],
): Promise<Written<Shown>> {
  const named = { pointer: "/service_account_id", text: account };
  const { row: owner, scope } = await findNamed(change, serviceAccountResource, named);
  const own = owner.id === change.rights.subject.id;
  demand(change, "jeton.trust-policy:create", { scope, name: body.name, own });
  const row: TrustPolicyRow = {
    ...made(deps, change, trustPolicy),
    ...body,
    service_account_id: owner.id,
    project_id: scope.id,
    audience: audienceOr(deps, audience),
  };
  await demandSound(change, row);
  await demandMayTrust(change, row, scope);
  const where = { project_id: scope.id, name: row.name };
  await demandFree(change, trustPolicyResource, { where, name: row.name });
  await demandRoom(change, owner.id);
  return insert(change, trustPolicyResource, row);
}

async function updatePolicy(
  deps: Dependencies,
  change: Change,
  { id, body: { audience, ...body } }: Validated<"trust_policy.update">,
): Promise<Written<Shown>> {
  const resource = trustPolicyResource;
  const { row, scope } = await findFor(change, resource, { id, needs: "jeton.trust-policy:update" });
  if (body.name !== undefined && body.name !== row.name) {
    demandRenamable(change, resource, { row, scope, name: body.name });
    const where = { project_id: scope.id, name: body.name };
    await demandFree(change, resource, { where, name: body.name });
  }
  const patch = { ...body, ...(audience !== undefined && { audience: audienceOr(deps, audience) }) };
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  // Only fields that are given replace the row's, each of its own type.
  const after = { ...row, ...(Object.fromEntries(given) as Partial<TrustPolicyRow>) };
  await demandSound(change, after);
  if (widens(row, after)) await demandMayTrust(change, after, scope);
  return edit(change, resource, { row, patch });
}

function audienceOr(deps: Dependencies, audience: string | null): string {
  const text = audience ?? deps.audience;
  if (text !== null) return text;
  throw invalidField("/audience", "is required: this server has no `JETON_PUBLIC_URL` to take instead");
}

/** @throws Problem `validation_failed` when its parts do not go together */
async function demandSound(change: Change, row: TrustPolicyRow): Promise<void> {
  await demandRulesFit(change, row);
  const ids = lackedIds(row.issuer, row.claims);
  if (ids === undefined) return;
  const names = ids.map((name) => `\`${name}\``).join(", ");
  const detail = `must have ${names}${ids.length > 1 ? " (one of them is enough)" : ""} without a wildcard: anybody can have an ID token of this issuer, and names in it are given away again`;
  throw invalidField("/claims", detail);
}

/** What a trust policy gives, it gives for as long as it is there, to whoever it says. */
async function demandMayTrust(change: Change, row: TrustPolicyRow, scope: Scope): Promise<void> {
  await demandMayMake(change, scope);
  const { service_account_id, project_id, mode, rules, allowed_cidrs } = row;
  const account = { service_account_id, user_id: null, role_id: null, project_id };
  const forGood = { expires_at: null, max_age: null, extend_on_use: false, absolute_expires_at: null };
  const unbounded = { within_id: null, usage_limit: null, uses: 0, audiences: null, rate_limit: null };
  await demandMayGive(change, { ...account, ...forGood, ...unbounded, mode, rules, allowed_cidrs });
}

/**
 * Whether a change could let in somebody else, or give more than before: anything but ending it, and words. Of one that is
 * disabled too, since whoever enables it may not look again at what it says.
 */
function widens(before: TrustPolicyRow, after: TrustPolicyRow): boolean {
  const revives = before.disabled && !after.disabled;
  return revives || termsOf(before) !== termsOf(after);
}

function termsOf(row: TrustPolicyRow): string {
  const whom = [row.issuer, row.audience, row.claims, row.allowed_cidrs];
  return JSON.stringify([whom, row.max_ttl, row.mode, row.rules]);
}

/** @throws Problem `wrong_state` when the account has as many trust policies as one may have */
async function demandRoom({ rows }: Change, accountId: string): Promise<void> {
  const policies = await rows.trust_policies.list(
    { service_account_id: accountId },
    { limit: MOST_POLICIES },
  );
  if (policies.length < MOST_POLICIES) return;
  const detail = `a service account has at most ${String(MOST_POLICIES)} trust policies; delete some, or give one more matchers`;
  throw new Problem("wrong_state", detail);
}
