import * as z from "zod";

/**
 * OpenID AuthZEN Authorization API 1.0. Its words for what Jeton calls otherwise: a subject's `type` and `id` are those
 * of `access:check` (`service_account` and an id or reference), an action's `name` is the action, a resource's `type` the
 * resource type, and its `id` is `PROJECT/NAME`, or the name alone where `properties.project` says the project.
 */
const text = z.string().min(1, { message: "must not be empty" }).max(1024);
/** What the standard lets everybody add, and Jeton decides nothing by. */
const free = z.record(z.string(), z.unknown()).optional();

const subject = z
  .looseObject({ type: text, id: text, properties: free })
  .meta({ description: "Who would act: `service_account`, `user`, `role` or `token`, by id or reference." });
const action = z.looseObject({ name: text, properties: free });
const resource = z
  .looseObject({ type: text, id: text, properties: z.looseObject({ project: text.optional() }).optional() })
  .meta({ description: "On what: `id` is `PROJECT/NAME`, or the name alone with `properties.project`." });
const context = free.meta({
  description: "Has no part in the decision: rights are roles, not circumstances.",
});

/** Section 6.1. */
export const evaluation = z.looseObject({ subject, action, resource, context });
export type Evaluation = z.output<typeof evaluation>;

const semantics = ["execute_all", "deny_on_first_deny", "permit_on_first_permit"] as const;
const part = evaluation.partial();
export type EvaluationPart = z.output<typeof part>;

/** Section 7.1: what stands above the list is the default of each of its items. */
export const evaluations = part.extend({
  evaluations: z.array(part).max(100, { message: "must have at most 100 evaluations" }).optional(),
  options: z
    .looseObject({ evaluations_semantic: z.enum(semantics).default("execute_all") })
    .default({ evaluations_semantic: "execute_all" }),
});

/** Section 6.2. A denial says why, in a word of Jeton's; what may be said of it is said by `access:explain`. */
export const decision = z.object({
  decision: z.boolean(),
  context: z
    .object({
      reason: z
        .enum(["not_allowed", "unknown_subject", "unknown_resource", "error"])
        .meta({ description: "Why not; an unknown subject is also one the caller may not see." }),
      error: z.object({ status: z.int(), message: z.string() }).optional(),
    })
    .optional(),
});

/** Section 9.1: the endpoints of the standard that there are. Nothing is searched. */
export const decisionPoint = z.object({
  policy_decision_point: z.string().meta({ description: "This server's own address, its identifier." }),
  access_evaluation_endpoint: z.string(),
  access_evaluations_endpoint: z.string(),
});

/** Section 7.2; without a list in the request, a single decision (section 7.1.1). */
export const decisions = z.union([z.object({ evaluations: z.array(decision) }), decision]);
