import type { Reply, Validated } from "../../contract/operations.ts";
import { SYSTEM } from "../../contract/text.ts";
import type { Context } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { type Introspected, inspect } from "./introspect.ts";
import { isNarrowed } from "./narrowed-token.ts";
import { ownerOf } from "../authorization/owner.ts";
import { referenceTo } from "../authorization/identity.ts";

/** Before every name, so that none is ever one of Kubernetes' own, which begin with `system:`. */
const PREFIX = "jeton:";

type Status = Reply<"token-review">["status"];

/**
 * Who sent a token to a Kubernetes cluster: what introspection says, in the cluster's words. What its bearer may do there
 * is decided by the cluster's roles, which know nothing of a token's limits: a narrowed token would do all its owner may,
 * so it is not accepted.
 */
export async function reviewToken(
  deps: Dependencies,
  context: Context,
  { body }: Validated<"token-review">,
): Promise<Reply<"token-review">> {
  return reviewed(await inspect(deps, context, { token: body.spec.token }), body);
}

/** What is said of a token, and of none that the cluster may know of. */
export function reviewed(
  found: Introspected | undefined,
  { apiVersion, kind, spec }: Validated<"token-review">["body"],
): Reply<"token-review"> {
  return { apiVersion, kind, status: found ? statusOf(found, spec.audiences ?? []) : nobody() };
}

function nobody(error?: string): Status {
  return { authenticated: false, ...(error !== undefined && { error }) };
}

function statusOf(found: Introspected, asked: readonly string[]): Status {
  if (isNarrowed(found.token, found.rights.limits)) {
    return nobody(
      "the token is narrowed by its mode, `within`, `allowed_cidrs`, `usage_limit` or trust policy, which a cluster cannot hold it to",
    );
  }
  const { token } = found;
  const { subject } = found.rights;
  const audiences = token.audiences === null ? asked : asked.filter((one) => token.audiences?.includes(one));
  if (asked.length > 0 && audiences.length === 0) return nobody("the token is meant for others");
  return {
    authenticated: true,
    user: {
      username: PREFIX + referenceTo(subject),
      uid: subject.id,
      groups: [`${subject.type}s`, ...projectsOf(subject.scope.name)].map((group) => PREFIX + group),
      extra: { "jeton/token-id": [token.id], "jeton/owner-type": [ownerOf(token).type] },
    },
    ...(asked.length > 0 && { audiences: [...audiences] }),
  };
}

/** `project:shop` and `project:shop.payments`, so that a binding for a project holds for those below it, as here. */
function projectsOf(name: string): readonly string[] {
  if (name === SYSTEM) return [];
  const segments = name.split(".");
  return segments.map((_, index) => `project:${segments.slice(0, index + 1).join(".")}`);
}
