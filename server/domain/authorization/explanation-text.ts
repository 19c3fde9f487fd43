import type { Obstacle } from "../../contract/explanation.ts";
import type { Reply } from "../../contract/operations.ts";
import type { Target } from "./authorize.ts";
import type { PolicyInForce } from "../tokens/policies.ts";
import type { TokenRow } from "../rows.ts";
import { offenceOf, offenceText } from "../tokens/token-offence.ts";

type Explanation = Reply<"access.explain">;
/** A holding as it is shown: words are made of nothing else, so that they tell nothing else. */
export type ShownHolding = Explanation["allowed_by"][number];

interface About {
  readonly target: Target;
  /** A reference to whose rights they are. */
  readonly who: string;
  readonly token: TokenRow | null;
  /** In force where the token is. */
  readonly policy: PolicyInForce | undefined;
  /** The project a token is kept within, when the caller sees it. */
  readonly within: string | null;
}

/** What is asked: ``view `flow` `nightly` ``. */
function whatOf({ type, action, name }: Target): string {
  return `\`${action}\` ${name === undefined ? `every \`${type}\`` : `\`${type}\` ${quoted(name)}`}`;
}

export function allowedText({ who, target }: About, by: readonly ShownHolding[]): string {
  return `\`${who}\` may ${whatOf(target)} in \`${target.scope.name}\`: ${listed(by.map(placeOf))}`;
}

export function deniedText({ who, target }: About, missing: readonly string[]): string {
  return `\`${who}\` may not ${whatOf(target)} in \`${target.scope.name}\`: ${missing.join("; ")}`;
}

type Words = (about: About, nearest: readonly ShownHolding[]) => string;

const words: Readonly<Record<Obstacle, Words>> = {
  token_revoked: ({ token }) => `the token was revoked at ${token?.revoked_at ?? "some time"}`,
  token_expired: ({ token }) => `the token expired at ${token?.expires_at ?? "some time"}`,
  token_pending: ({ token }) =>
    `the token awaits approval since ${token?.pending_since ?? "some time"}, by somebody who neither asked for it nor owns it`,
  token_blocked: ({ token, policy }) => {
    const offence = token && policy && offenceOf(token, policy);
    return offence ? `the token ${offenceText(offence)}` : "the token breaks the policy in force";
  },
  token_disabled: () => "the token is disabled",
  token_not_yet_valid: ({ token }) => `the token is valid from ${token?.not_before ?? "some time"}`,
  token_used_up: ({ token }) => `all ${String(token?.usage_limit ?? 0)} uses of the token are spent`,
  owner_disabled: ({ who }) => `\`${who}\` is disabled`,
  outside_within: ({ within }) =>
    `the token is kept within ${within === null ? "another project" : `\`${within}\``}`,
  trust_policy_disabled: () => "the trust policy that the token was exchanged under is disabled",
  not_in_mode: ({ token, target }) => {
    if (token && token.trust_policy_id !== null) return "the token or its trust policy leaves it out";
    if (token?.mode === "custom") return "none of the token's own rules allows it";
    return `the token is \`read_only\`, and \`${target.action}\` writes`;
  },
  no_role: ({ who, target }) => `\`${who}\` has no role in \`${target.scope.name}\` or above`,
  binding_expired: (_, nearest) => `it was allowed by ${listed(nearest.map(endOf))}`,
  no_rule_for_type: ({ target }, nearest) =>
    `no rule for \`${target.type}\` is in ${listed(nearest.map(placeOf))}`,
  no_rule_for_action: ({ target }, nearest) =>
    `no rule allows \`${target.action}\`: ${listed(nearest.map(actionsOf))}`,
  no_rule_for_name: ({ target: { name } }, nearest) =>
    `no rule allows it for ${name === undefined ? "every name" : quoted(name)}: ${listed(nearest.map(namesOf))}`,
};

export function missingText(code: Obstacle, about: About, nearest: readonly ShownHolding[]): string {
  return words[code](about, nearest);
}

function placeOf({ role, project, rule_index: index, group_id: groupId, group }: ShownHolding): string {
  if (role === null) return "an inherited role";
  const rule = index === null ? "" : `\`rules[${String(index)}]\` of `;
  const through = groupId === null ? "" : `, held through the group \`${group ?? groupId}\``;
  return `${rule}\`${role}\` in \`${project ?? ""}\`${through}`;
}

function endOf(holding: ShownHolding): string {
  const end = holding.expires_at === null ? "ended" : `ended at ${holding.expires_at}`;
  return `${placeOf(holding)}, whose binding ${end}`;
}

function actionsOf(holding: ShownHolding): string {
  if (holding.rule === null) return placeOf(holding);
  return `${placeOf(holding)} allows ${holding.rule.actions.map(quoted).join(", ")}`;
}

function namesOf(holding: ShownHolding): string {
  if (holding.rule === null) return placeOf(holding);
  return `${placeOf(holding)} allows it for ${(holding.rule.resource_names ?? []).map(quoted).join(", ")}`;
}

const MOST = 5;

/** The first few, for people; the reply has all of them as data. */
function listed(texts: readonly string[]): string {
  const rest = texts.length - MOST;
  return [...texts.slice(0, MOST), ...(rest > 0 ? [`${String(rest)} more`] : [])].join(", ");
}

function quoted(text: string): string {
  return `\`${text}\``;
}
