import type { EventTypeName } from "../../contract/event-types.ts";
import type { AuditEntry } from "../store.ts";

type Named = (entry: AuditEntry) => readonly EventTypeName[];

const is =
  (...names: readonly EventTypeName[]): Named =>
  () =>
    names;

/** What the audit calls a change, and what webhooks are told of it. */
const byAction: Readonly<Record<string, Named>> = {
  "token.create": is("token.created"),
  "token.update": (entry) => switched("token", entry) ?? ["token.updated"],
  "token.rotate": is("token.rotated"),
  "token.rollback": is("token.rolled_back"),
  "token.transfer": is("token.transferred"),
  "token.end_secret": is("token.secret_ended"),
  "token.approve": is("token.approved"),
  "token.disable": is("token.disabled"),
  "token.enable": is("token.enabled"),
  "token.revoke": is("token.revoked"),
  "token.delete": is("token.deleted"),
  "token.reuse": is("token.secret_reused"),
  "token.leak": is("token.leaked"),
  "role_binding.create": is("role_binding.created"),
  "role_binding.delete": is("role_binding.deleted"),
  "group_member.create": is("group_member.created"),
  "group_member.delete": is("group_member.deleted"),
  "service_account.update": (entry) => switched("service_account", entry) ?? [],
  "service_account.off-board": (entry) => leaving("service_account", entry),
  "service_account.delete": is("service_account.deleted"),
  "user.update": (entry) => switched("user", entry) ?? [],
  "user.off-board": (entry) => leaving("user", entry),
  "user.delete": is("user.deleted"),
  "trust_policy.create": is("trust_policy.created"),
  "trust_policy.update": is("trust_policy.updated"),
  "trust_policy.delete": is("trust_policy.deleted"),
};

/** What kinds of events an entry of the audit is, in the words of the contract. */
export function eventTypesOf(entry: AuditEntry): readonly EventTypeName[] {
  return Object.hasOwn(byAction, entry.action) ? (byAction[entry.action]?.(entry) ?? []) : [];
}

type Switched = "token" | "service_account" | "user";

/** Undefined where the change is of something else; of a token with other changes it is told as well. */
function switched(noun: Switched, { changes }: AuditEntry): readonly EventTypeName[] | undefined {
  const { disabled } = changes as { readonly disabled?: { readonly after?: unknown } };
  if (disabled === undefined) return undefined;
  const name: EventTypeName = `${noun}.${disabled.after === true ? "disabled" : "enabled"}`;
  const isMore = noun === "token" && Object.keys(changes).some((field) => !ofSwitching.includes(field));
  return isMore ? [name, "token.updated"] : [name];
}

const ofSwitching: readonly string[] = ["disabled", "enabled_at"];

/** Somebody who is deleted by it has an entry of that, too. */
function leaving(noun: Exclude<Switched, "token">, { changes }: AuditEntry): readonly EventTypeName[] {
  return changes["delete"] === true ? [] : [`${noun}.disabled`];
}
