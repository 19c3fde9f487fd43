import { eventTypes, type EventTypeName, eventTypeNames } from "../../contract/event-types.ts";
import { nouns } from "../../contract/nouns/all.ts";
import { type Access, type JetonType, jetonTypes, type Permission } from "../../contract/permission.ts";
import { authorize, type Powers } from "../authorization/authorize.ts";
import { loadRights } from "../context.ts";
import type { WebhookRow } from "./event-rows.ts";
import { ownerColumns } from "../authorization/owner.ts";
import { createPolicies } from "../tokens/policies.ts";
import { loadGrants, loadOwner, unlimited } from "../authorization/rights.ts";
import { createScopes, type Scope, type Scopes } from "../authorization/scopes.ts";
import type { Reader } from "../store.ts";
import { isUsable } from "../tokens/token-state.ts";

/** What whoever is sent those events may read, wherever they happen. */
export function permissionsOf(events: WebhookRow["events"]): readonly Permission[] {
  const names = events === null ? eventTypeNames : eventTypeNames.filter((name) => events.includes(name));
  return [...new Set(names.map((name) => eventTypes[name].needs))];
}

/**
 * Whether whoever answers for a webhook may read, now, what an event is about, in the webhook's project and below.
 * @param type undefined for what tells of nothing, which anybody may hear who is not gone or disabled
 */
export async function mayHear(
  rows: Reader,
  webhook: Pick<WebhookRow, "authorized_by" | "project_id">,
  { type, now }: { readonly type: string | undefined; readonly now: string },
): Promise<boolean> {
  const scopes = createScopes(rows);
  const scope = await scopes.byId(webhook.project_id);
  const powers = scope && (await powersOf(rows, scopes, { id: webhook.authorized_by, now }));
  if (!scope || !powers) return false;
  if (type === undefined) return true;
  const known = eventTypeNames.find((name) => name === type);
  return known !== undefined && mayRead(powers, known, scope);
}

function mayRead(powers: Powers, name: EventTypeName, scope: Scope): boolean {
  const [type = "", action = ""] = eventTypes[name].needs.split(":");
  const actions: Readonly<Record<string, Access>> = jetonTypes[type as JetonType];
  return authorize(powers, {
    type,
    action,
    access: actions[action] ?? "write",
    name: undefined,
    own: false,
    scope,
  });
}

const { user, service_account: serviceAccount, token } = nouns;

/** What a user, a service account or a token of a role may do now; undefined for who is gone, disabled or has ended. */
async function powersOf(
  rows: Reader,
  scopes: Scopes,
  { id, now }: { readonly id: string; readonly now: string },
): Promise<Powers | undefined> {
  if (id.startsWith(`${token.idPrefix}_`)) {
    const row = await rows.tokens.get(id);
    const policies = createPolicies(rows, scopes);
    return row && isUsable(row, now) ? loadRights(rows, { token: row, scopes, policies, now }) : undefined;
  }
  const noun = [user, serviceAccount].find(({ idPrefix }) => id.startsWith(`${idPrefix}_`));
  if (!noun) return undefined;
  const columns = ownerColumns({ type: noun === user ? "user" : "service_account", id });
  const owner = await loadOwner(rows, scopes, columns);
  if (!owner || owner.disabled) return undefined;
  const holder = { ...columns, project_id: owner.subject.scope.id, now };
  return { grants: await loadGrants(rows, scopes, holder), limits: unlimited };
}
