import { type NamedSubject, subjectNames } from "../../contract/access.ts";
import type { Evaluation, EvaluationPart } from "../../contract/authzen.ts";
import type { Reply, Validated } from "../../contract/operations.ts";
import { invalidField, Problem, problems } from "../../contract/problem.ts";
import { targetOf } from "./access.ts";
import { type AskedSubject, askedSubject } from "./asked-subject.ts";
import { isMeantFor } from "../tokens/audiences.ts";
import type { Target } from "./authorize.ts";
import type { Context } from "../context.ts";
import { answering } from "./explain.ts";

type Decision = Extract<Reply<"authzen.evaluations">, { readonly decision: boolean }>;
type Reason = NonNullable<Decision["context"]>["reason"];
type Decide = (asked: Evaluation) => Promise<Decision>;

/** Section 6: one decision. Whoever or whatever is not there is denied; a caller who may not ask is refused. */
export async function evaluate(
  context: Context,
  { body }: Validated<"authzen.evaluation">,
): Promise<Reply<"authzen.evaluation">> {
  return decider(context)(body);
}

/** Section 7: several, each with what stands above the list where it says nothing itself. */
export async function evaluateAll(
  context: Context,
  { body }: Validated<"authzen.evaluations">,
): Promise<Reply<"authzen.evaluations">> {
  const { evaluations = [], options, ...defaults } = body;
  const decide = decider(context);
  // Section 7.1.1: without a list it is a request for one decision.
  if (evaluations.length === 0) return decide(complete(defaults, ""));
  const asked = evaluations.map((part, index) =>
    complete({ ...defaults, ...part }, `/evaluations/${String(index)}`),
  );
  const last = { execute_all: undefined, deny_on_first_deny: false, permit_on_first_permit: true };
  const decisions: Decision[] = [];
  for (const one of asked) {
    const decided = await decide(one).catch(asError);
    decisions.push(decided);
    if (decided.decision === last[options.evaluations_semantic]) break;
  }
  return { evaluations: decisions };
}

function complete({ subject, action, resource }: EvaluationPart, pointer: string): Evaluation {
  if (!subject) throw missing(`${pointer}/subject`);
  if (!action) throw missing(`${pointer}/action`);
  if (!resource) throw missing(`${pointer}/resource`);
  return { subject, action, resource };
}

function missing(pointer: string): Problem {
  return invalidField(pointer, "is required, there or above the list");
}

/** Section 7.2.1: one that cannot be decided leaves the others. */
function asError(cause: unknown): Decision {
  if (!(cause instanceof Problem)) throw cause;
  const { status } = problems[cause.code];
  if (status >= 500) throw cause;
  return { decision: false, context: { reason: "error", error: { status, message: cause.message } } };
}

/** Looks each subject up once, however often it is asked about. */
function decider(context: Context): Decide {
  const found = new Map<string, Promise<AskedSubject | undefined>>();
  const answer = answering("/evaluations");
  return async ({ subject, action, resource }) => {
    const key = JSON.stringify([subject.type, subject.id]);
    const asked = found.get(key) ?? unlessUnknown(subjectOf(context, subject));
    found.set(key, asked);
    const known = await asked;
    if (!known) return denied("unknown_subject");
    // As by introspection: what its bearer gave to one service is not good at another.
    const { audience } = context.rights.subject;
    if (known.token && !isMeantFor(known.token, audience)) return denied("not_allowed");
    const target = await unlessUnknown(resourceOf(context, action.name, resource));
    if (!target) return denied("unknown_resource");
    return answer(known.heldAt(target.scope), target) ? { decision: true } : denied("not_allowed");
  };
}

function denied(reason: Reason): Decision {
  return { decision: false, context: { reason } };
}

async function subjectOf(context: Context, { type, id }: Evaluation["subject"]): Promise<AskedSubject> {
  const name = subjectNames.find((field) => field === `${type}_id`);
  if (name === undefined) throw invalidField("/subject/type", "is no type of subject");
  const named: NamedSubject = { [name]: id };
  return askedSubject(context, named);
}

/** A project's name holds no slash, a resource's may. */
async function resourceOf(
  context: Context,
  action: string,
  resource: Evaluation["resource"],
): Promise<Target> {
  const { type, id, properties } = resource;
  const [before = "", ...after] = id.split("/");
  const place =
    properties?.project === undefined
      ? { project: before, name: after.join("/") }
      : { project: properties.project, name: id };
  if (place.name === "") throw invalidField("/resource/id", "must be `PROJECT/NAME`");
  return targetOf(context, { resource_type: type, action, ...place }, "/resource/");
}

/** What does not exist, or not for the caller, is no mistake in the request. */
async function unlessUnknown<T>(sought: Promise<T>): Promise<T | undefined> {
  try {
    return await sought;
  } catch (cause) {
    if (cause instanceof Problem && cause.code === "validation_failed") return undefined;
    throw cause;
  }
}
