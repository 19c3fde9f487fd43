import { MOST_HOLDINGS } from "../../contract/explanation.ts";
import type { Reply } from "../../contract/operations.ts";
import type { AskedSubject } from "./asked-subject.ts";
import { sees, type Target } from "./authorize.ts";
import type { Context } from "../context.ts";
import type { Explained, Holding } from "./explain.ts";
import { allowedText, deniedText, missingText, type ShownHolding } from "./explanation-text.ts";
import { tokenState } from "../tokens/token-state.ts";
import { referenceTo } from "./identity.ts";
import { groupsOf, referencesToRoles } from "./whoami.ts";

type Explanation = Reply<"access.explain">;

/** What is told of something held in a project that the caller does not see. */
const unseen: ShownHolding = {
  inherited: true,
  role_binding_id: null,
  group_id: null,
  group: null,
  role_id: null,
  role: null,
  project: null,
  expires_at: null,
  rule_index: null,
  rule: null,
};

/** An explanation as its reader may see it. */
export async function showExplained(
  context: Context,
  { asked, target, explained }: { asked: AskedSubject; target: Target; explained: Explained },
): Promise<Explanation> {
  const { subject, isOwn } = asked;
  const holdings = [explained.allowedBy, ...explained.missing.map(({ nearest }) => nearest)].flat();
  const grants = holdings.map(({ grant }) => grant);
  const references = await referencesToRoles(context, grants);
  const groups = await groupsOf(context, grants);
  const groupSeen = (id: string | null): string | null => {
    const group = id === null ? undefined : groups.get(id);
    return group && (isOwn || sees(context.rights, group.scope)) ? group.reference : null;
  };
  const isVisible = ({ grant }: Holding): boolean => isOwn || sees(context.rights, grant.scope);
  const show = (holding: Holding): ShownHolding => showHolding(holding, { references, target, groupSeen });
  /** Of what is not seen not even the number. */
  const shown = (all: readonly Holding[]): readonly ShownHolding[] => [
    ...all.filter(isVisible).slice(0, MOST_HOLDINGS).map(show),
    ...(all.every(isVisible) ? [] : [unseen]),
  ];
  const token = await showToken(context, asked);
  const who = referenceTo(subject);
  const policy = asked.token ? await context.policies.at(asked.token.project_id) : undefined;
  const about = { target, who, token: asked.token, policy, within: token?.within ?? null };
  const allowedBy = shown(explained.allowedBy);
  const missing = explained.missing.map(({ code, nearest }) => {
    const near = shown(nearest);
    return { code, detail: missingText(code, about, near), nearest: near };
  });
  return {
    allowed: explained.allowed,
    detail: explained.allowed
      ? allowedText(about, allowedBy)
      : deniedText(
          about,
          missing.map(({ detail }) => detail),
        ),
    subject: { type: subject.type, id: subject.id, reference: who },
    token,
    allowed_by: allowedBy,
    missing,
  };
}

function showHolding(
  { grant, ruleIndex }: Holding,
  {
    references,
    target,
    groupSeen,
  }: {
    references: ReadonlyMap<string, string>;
    target: Target;
    groupSeen: (id: string | null) => string | null;
  },
): ShownHolding {
  return {
    inherited: grant.scope.id !== target.scope.id,
    role_binding_id: grant.bindingId,
    group_id: grant.groupId,
    group: groupSeen(grant.groupId),
    role_id: grant.role.id,
    role: references.get(grant.role.id) ?? grant.role.id,
    project: grant.scope.name,
    expires_at: grant.expiresAt,
    rule_index: ruleIndex,
    rule: ruleIndex === null ? null : (grant.rules[ruleIndex] ?? null),
  };
}

async function showToken(
  { rights, scopes, policies, now }: Context,
  { token, isOwn }: AskedSubject,
): Promise<Explanation["token"]> {
  if (token === null) return null;
  const { id, name, mode, rules, within_id: withinId } = token;
  const within = withinId === null ? undefined : await scopes.byId(withinId);
  const isShown = within !== undefined && (isOwn || sees(rights, within));
  return {
    id,
    name,
    state: tokenState(token, now, await policies.at(token.project_id)),
    mode,
    rules,
    within: isShown ? within.name : null,
  };
}
