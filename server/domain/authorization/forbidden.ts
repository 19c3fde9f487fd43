import type { Obstacle } from "../../contract/explanation.ts";
import type { Permission } from "../../contract/permission.ts";
import { Problem } from "../../contract/problem.ts";
import type { Target } from "./authorize.ts";
import { explain } from "./explain.ts";
import type { Limits, Rights } from "./rights.ts";

/** A refusal that says what is needed, and of the caller itself, which may know it anyway, what is in the way. */
export function forbidden(rights: Rights, permission: Permission, target: Target): Problem {
  const { name: project } = target.scope;
  const [first] = explain({ ...rights, stopped: [] }, [], target).missing;
  const why = first && reasons[first.code]?.(rights);
  const detail = `this needs \`${permission}\` in \`${project}\`, which the caller's token does not have`;
  return new Problem("forbidden", why === undefined ? detail : `${detail}: ${why}`, {
    needs: { permission, project },
  });
}

const reasons: Readonly<Partial<Record<Obstacle, (rights: Rights) => string>>> = {
  outside_within: ({ limits }) => `it is kept within \`${nameOf(limits)}\``,
  not_in_mode: ({ token }) => {
    if (token.trust_policy_id !== null) return "it or its trust policy leaves it out";
    return token.mode === "custom" ? "its own rules leave it out" : `it is \`${token.mode}\``;
  },
  no_role: () => "its owner has no role there",
  no_rule_for_type: () => "no role of its owner there allows it",
  no_rule_for_action: () => "no role of its owner there allows it",
  no_rule_for_name: () => "the roles of its owner there allow it for other names only",
};

function nameOf({ within }: Limits): string {
  return within?.name ?? "";
}
