import * as z from "zod";
import { actionName, audience, projectScope, reference, resourceTypeName } from "./text.ts";

const ask = {
  resource_type: resourceTypeName.meta({ description: "A type, Jeton's own or declared." }),
  action: actionName.meta({ description: "One of the type's actions." }),
  name: z.string().min(1).max(253).optional().meta({
    description: "Which resource; absent, the question is whether the caller may do it to every one.",
  }),
  project: projectScope.meta({ description: "Where, or `system`." }),
};
const check = z.strictObject(ask);
export type AccessCheck = z.output<typeof check>;

/** Whom a question is about, when it is not about the caller. */
const subject = {
  service_account_id: reference.optional().meta({
    description: "About this service account, whatever its tokens leave of it; absent, about the caller.",
  }),
  user_id: reference.optional().meta({
    description: "About this user, whatever its tokens leave of it.",
  }),
  role_id: reference.optional().meta({
    description: "About whoever has this role, and no other, in the project asked about.",
  }),
  token_id: reference.optional().meta({ description: "About the bearer of this token." }),
};
export const subjectNames = ["service_account_id", "user_id", "role_id", "token_id"] as const;
export type NamedSubject = { readonly [name in (typeof subjectNames)[number]]?: string | undefined };

/** Refuses a body about two subjects, at the second. */
function aboutOne(body: NamedSubject, context: z.core.$RefinementCtx<NamedSubject>): void {
  const [first, second] = subjectNames.filter((name) => body[name] !== undefined);
  if (first === undefined || second === undefined) return;
  context.addIssue({ code: "custom", path: [second], message: `and \`${first}\` exclude each other` });
}

export const accessChecks = z
  .strictObject({
    checks: z
      .array(check)
      .min(1, { message: "must have at least one check" })
      .max(100, { message: "must have at most 100 checks" }),
    ...subject,
  })
  .superRefine(aboutOne);

export const accessResults = z.object({
  results: z
    .array(z.object({ allowed: z.boolean() }))
    .meta({ description: "One for each check, in their order." }),
});

export const accessQuestion = z.strictObject({ ...ask, ...subject }).superRefine(aboutOne);

/** What a reverse proxy asks, in the query its configuration gives; without a type it asks only who the caller is. */
export const forwardAuthQuery = z
  .strictObject({
    resource_type: resourceTypeName.optional().meta({ description: "A type, Jeton's own or declared." }),
    action: actionName.optional().meta({ description: "One of the type's actions." }),
    name: z.string().min(1).max(253).optional().meta({ description: "Which resource; absent, every one." }),
    project: projectScope.optional().meta({ description: "Where, or `system`." }),
    audience: audience.optional().meta({
      description:
        "The audience of what the proxy protects, which a token with `audiences` must be meant for; absent, Jeton's own.",
    }),
  })
  .refine((query) => (query.resource_type === undefined) === (query.action === undefined), {
    message: "`resource_type` and `action` go together",
    path: ["action"],
  })
  .refine((query) => query.resource_type === undefined || query.project !== undefined, {
    message: "is required with `resource_type`; the system scope is `system`",
    path: ["project"],
  });
