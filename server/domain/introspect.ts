import type { Reply, Validated } from "../contract/operations.ts";
import { Problem } from "../contract/problem.ts";
import { isMeantFor } from "./audiences.ts";
import { authorize } from "./authorize.ts";
import { type Context, loadRights } from "./context.ts";
import type { Dependencies } from "./dependencies.ts";
import { ownerOf } from "./owner.ts";
import { limitingRules } from "./rights.ts";
import { ruleAllows } from "./rules.ts";
import { verify } from "./verify.ts";
import { referenceTo } from "./whoami.ts";

const ask = { type: "jeton.token", action: "introspect", access: "read" } as const;

/**
 * RFC 7662. A token the caller may not know of is answered as an inactive one, so that nothing can be learned by asking;
 * so is one that is meant for others (section 4), lest a service accepts what its bearer gave to another.
 * @throws Problem `forbidden` when the caller may introspect nowhere at all
 */
export async function introspect(
  deps: Dependencies,
  context: Context,
  { body }: Validated<"introspect">,
): Promise<Reply<"introspect">> {
  demandSomewhere(context);
  const verified = await verify(deps, context.rows, body.token);
  if (!verified) return { active: false };
  const { token } = verified;
  const scope = await context.scopes.byId(token.project_id);
  const rights = await loadRights(context.rows, { token, scopes: context.scopes, now: context.now });
  const own = ownerOf(token).id === context.rights.subject.id;
  const mayKnow = scope && authorize(context.rights, { ...ask, name: token.name, own, scope });
  if (!rights || !mayKnow) return { active: false };
  const aud = await audienceOf(context);
  if (!isMeantFor(token, aud)) return { active: false };
  const { subject } = rights;
  return {
    active: true,
    token_type: "Bearer",
    jti: token.id,
    sub: subject.id,
    username: referenceTo(subject),
    ...(aud !== null && token.audiences !== null && { aud }),
    project: scope.name,
    iat: secondsOf(token.rotated_at ?? token.created_at),
    ...(token.expires_at !== null && { exp: secondsOf(token.expires_at) }),
  };
}

function demandSomewhere({ rights }: Context): void {
  const allows = (rules: readonly Parameters<typeof ruleAllows>[0][]): boolean =>
    rules.some((rule) =>
      ruleAllows({ ...rule, resource_names: null }, { ...ask, name: undefined, own: true }),
    );
  if (limitingRules(rights.limits).every(allows) && rights.grants.some(({ rules }) => allows(rules))) return;
  throw new Problem(
    "forbidden",
    "this needs `jeton.token:introspect`, which the caller's token does not have",
  );
}

/** Whom the caller answers for: the audience of its service account, if it has one. */
async function audienceOf({ rows, rights: { subject } }: Context): Promise<string | null> {
  const account = subject.type === "role" ? undefined : await rows.service_accounts.get(subject.id);
  return account?.audience ?? null;
}

/** NumericDate of RFC 7519: seconds since 1970. */
function secondsOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}
