import { ALL_ACTIONS, ALL_TYPES } from "../../contract/permission.ts";
import { identityProvider } from "../../contract/nouns/identity-provider.ts";
import type { Validated } from "../../contract/operations.ts";
import { invalidField } from "../../contract/problem.ts";
import type { UseCases } from "../caller.ts";
import { demandVault, endClientSecret, keepClientSecret } from "../sign-in/client-secret.ts";
import type { Change, Context } from "../context.ts";
import { declaredAccess } from "../authorization/declared-types.ts";
import type { Dependencies } from "../dependencies.ts";
import { demandFree, edit, insert, made, removeRows } from "../edit.ts";
import { endSignInsOf } from "../sign-in/end-sign-ins.ts";
import { demandHolds } from "../authorization/escalation.ts";
import { demand, filteredBy, findFor, type Resource } from "../resource.ts";
import { systemScope } from "../authorization/scopes.ts";
import { lackedForSignUp } from "../exchange/shared-issuers.ts";
import type { IdentityProviderRow } from "../sign-in/sign-in-rows.ts";
import { redirectUriOf } from "../sign-in/sign-in-state.ts";
import type { AuditEntry, Written } from "../store.ts";
import { changing, creating, entry, lookUps, shownAgain } from "../use-case.ts";

const identityProviderResource: Resource<typeof identityProvider, "identity_providers"> = {
  noun: identityProvider,
  kind: "identity_providers",
  scopeId: () => systemScope.id,
  nameOf: ({ name }) => name,
  find: async (_, reference) => (reference.by === "name" ? { name: reference.name } : undefined),
  where: filteredBy(identityProvider),
  show: async (row, { audience }) => ({ ...row, redirect_uri: redirectUriOf(audience, row) }),
  remove: async (change, rows) => {
    const ended: AuditEntry[] = [];
    for (const row of rows) {
      ended.push(...(await endSignInsOf(change, row)));
      await endClientSecret(change, row.id);
    }
    return [...ended, ...(await removeRows(change, identityProviderResource, rows))];
  },
};

type Cases = Pick<UseCases, Extract<keyof UseCases, `identity_provider.${string}`>>;
type Shown = Awaited<ReturnType<typeof identityProviderResource.show>>;

export function identityProviders(deps: Dependencies): Cases {
  const resource = identityProviderResource;
  return {
    "identity_provider.create": creating(deps, "identity_provider.create", {
      work: (change, { body }) => createProvider(deps, change, body),
      again: shownAgain(resource),
    }),
    ...lookUps(deps, "identity_provider", resource),
    "identity_provider.update": changing(deps, (change, input) => updateProvider(deps, change, input)),
    "identity_provider.delete": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.identity-provider:delete" });
      return { result: undefined, entries: await resource.remove(change, [row]) };
    }),
  };
}

async function createProvider(
  deps: Dependencies,
  change: Change,
  { client_secret: secret, ...body }: Validated<"identity_provider.create">["body"],
): Promise<Written<Shown>> {
  demand(change, "jeton.identity-provider:create", { scope: systemScope, name: body.name });
  const row = { ...made(deps, change, identityProvider), ...body };
  demandPinned(row);
  await demandHoldsEverything(change);
  demandVault(deps);
  await demandFree(change, identityProviderResource, { where: { name: row.name }, name: row.name });
  const written = await insert(change, identityProviderResource, row);
  return {
    ...written,
    entries: [...written.entries, ...(await giveSecret(deps, change, { id: row.id, secret }))],
  };
}

async function updateProvider(
  deps: Dependencies,
  change: Change,
  { id, body: { client_secret: secret, ...body } }: Validated<"identity_provider.update">,
): Promise<Written<Shown>> {
  const resource = identityProviderResource;
  const { row } = await findFor(change, resource, { id, needs: "jeton.identity-provider:update" });
  const given = Object.entries(body).filter(([, value]) => value !== undefined);
  // Only fields that are given replace the row's, each of its own type.
  const after = { ...row, ...(Object.fromEntries(given) as Partial<IdentityProviderRow>) };
  demandPinned(after);
  if (widens(row, after) || secret !== undefined) await demandHoldsEverything(change);
  const ended = endsSignIns(row, after) ? await endSignInsOf(change, row) : [];
  const sealed = await giveSecret(deps, change, { id: row.id, secret });
  const written = await edit(change, resource, { row, patch: body });
  return { ...written, entries: [...written.entries, ...sealed, ...ended] };
}

/** Whom the words mean, and who may be nobody's any more: all but that is a change of who comes in. */
function widens(before: IdentityProviderRow, after: IdentityProviderRow): boolean {
  const revives = before.disabled && !after.disabled;
  const opens = (!before.allow_sign_up && after.allow_sign_up) || (!before.trust_email && after.trust_email);
  const scopes = JSON.stringify(before.scopes) !== JSON.stringify(after.scopes);
  return revives || opens || scopes || termsOf(before) !== termsOf(after);
}

/** What came in under other terms is asked anew. */
function endsSignIns(before: IdentityProviderRow, after: IdentityProviderRow): boolean {
  return (!before.disabled && after.disabled) || termsOf(before) !== termsOf(after);
}

function termsOf({ client_id, required_claims, claims_max_age }: IdentityProviderRow): string {
  return JSON.stringify([client_id, required_claims, claims_max_age]);
}

/**
 * Whoever speaks for an issuer can say that somebody is anyone who ever comes through it, with any claim: those whom others
 * link or bind to it later, too. So it takes all there is, for good, and not just what those of today hold.
 * @throws Problem `exceeds_own_rights`
 */
async function demandHoldsEverything(context: Context): Promise<void> {
  const everything = { resource_type: ALL_TYPES, actions: [ALL_ACTIONS], resource_names: null };
  const gift = { rules: [everything], scope: systemScope, until: null };
  demandHolds(context.rights, [gift], await declaredAccess(context.rows));
}

/** @throws Problem `validation_failed` where anybody in the world could sign up */
function demandPinned({ issuer, allow_sign_up, required_claims }: IdentityProviderRow): void {
  const lacked = allow_sign_up ? lackedForSignUp(issuer, required_claims ?? {}) : undefined;
  if (lacked === undefined) return;
  const names = lacked.map((name) => `\`${name}\``).join(" or ");
  const detail = `must have ${names} without a wildcard where people sign up: anybody can have an identity of this issuer`;
  throw invalidField("/required_claims", detail);
}

async function giveSecret(
  deps: Dependencies,
  change: Change,
  { id, secret }: { readonly id: string; readonly secret: string | null | undefined },
): Promise<readonly AuditEntry[]> {
  if (secret === undefined) return [];
  if (secret === null) {
    const had = await endClientSecret(change, id);
    return had ? [entry("identity_provider.remove-client-secret", id)] : [];
  }
  await keepClientSecret(deps, change, { providerId: id, text: secret });
  return [entry("identity_provider.set-client-secret", id)];
}
