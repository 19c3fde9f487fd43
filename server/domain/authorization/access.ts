import type { AccessCheck } from "../../contract/access.ts";
import type { Reply, Validated } from "../../contract/operations.ts";
import { invalidField, Problem, problems } from "../../contract/problem.ts";
import { askedSubject } from "./asked-subject.ts";
import { authorize, type Target } from "./authorize.ts";
import { questionOf } from "../memory/known-forward-auth.ts";
import type { Identity } from "../memory/known.ts";
import type { Context } from "../context.ts";
import { actionsOf } from "./declared-types.ts";
import { answering, explain } from "./explain.ts";
import { scopeNamed } from "../resource.ts";
import { showExplained } from "./show-explained.ts";
import { identityOf } from "./whoami.ts";

/** Whether the caller, or somebody else, may do each of some things. */
export async function checkAccess(
  context: Context,
  { body: { checks, ...named } }: Validated<"access.check">,
): Promise<Reply<"access.check">> {
  const asked = await askedSubject(context, named);
  const answer = answering("/checks");
  const results = [];
  for (const [index, check] of checks.entries()) {
    const target = await targetOf(context, check, `/checks/${String(index)}/`);
    const allowed = answer(asked.heldAt(target.scope), target);
    if (allowed) context.remembered?.keepTarget(questionOf(check), target);
    results.push({ allowed });
  }
  return { results };
}

/** Why the caller, or somebody else, may do something, or all that is in the way. */
export async function explainAccess(
  context: Context,
  { body }: Validated<"access.explain">,
): Promise<Reply<"access.explain">> {
  const asked = await askedSubject(context, body);
  const target = await targetOf(context, body, "/");
  const explained = explain(asked.heldAt(target.scope), await asked.ended(), target);
  return showExplained(context, { asked, target, explained });
}

/**
 * What a reverse proxy's configuration asks of a request's bearer.
 * @throws Problem `forbidden`; a type or project that does not exist is refused too, since proxies know no other answer
 */
export async function forwardAuth(context: Context, { query }: Validated<"forward-auth">): Promise<Identity> {
  const { resource_type, action, name, project } = query;
  const { remembered, caller } = context;
  if (resource_type !== undefined && action !== undefined && project !== undefined) {
    const check = { resource_type, action, name, project };
    const target = await targetOf(context, check, "").catch((cause: unknown) => {
      // That the database does not answer is no answer to the question.
      const isRefusal = cause instanceof Problem && problems[cause.code].status < 500;
      throw isRefusal ? new Problem("forbidden", cause.message, { cause }) : cause;
    });
    if (!authorize(context.rights, target)) {
      const what = name === undefined ? resource_type : `${resource_type} \`${name}\``;
      throw new Problem("forbidden", `the caller may not ${action} ${what} in \`${project}\``);
    }
    remembered?.keepTarget(questionOf(query), target);
  }
  const identity = await identityOf(context);
  if (caller.known && remembered?.isKept(caller.known)) caller.known.identity = identity;
  return identity;
}

/** @throws Problem `validation_failed` naming what there is not, or what the caller does not see */
export async function targetOf(context: Context, check: AccessCheck, pointer: string): Promise<Target> {
  const { resource_type: type, action, name, project } = check;
  const actions = await actionsOf(context.rows, type);
  if (!actions)
    throw invalidField(`${pointer}resource_type`, `there is no resource type \`${type}\`; declare it first`);
  const access = actions.get(action);
  if (access === undefined) {
    const known = [...actions.keys()].join(", ");
    throw invalidField(`${pointer}action`, `\`${type}\` has no action \`${action}\`; it has ${known}`);
  }
  const scope = await scopeNamed(context, { pointer: `${pointer}project`, name: project });
  return { type, action, access, name, own: false, scope };
}
