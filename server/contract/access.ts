import * as z from "zod";
import { actionName, projectScope, resourceTypeName } from "./text.ts";

const check = z.strictObject({
  resource_type: resourceTypeName.meta({ description: "A type, Jeton's own or declared." }),
  action: actionName.meta({ description: "One of the type's actions." }),
  name: z.string().min(1).max(253).optional().meta({
    description: "Which resource; absent, the question is whether the caller may do it to every one.",
  }),
  project: projectScope.meta({ description: "Where, or `system`." }),
});

export const accessChecks = z.strictObject({
  checks: z
    .array(check)
    .min(1, { message: "must have at least one check" })
    .max(100, { message: "must have at most 100 checks" }),
});

export const accessResults = z.object({
  results: z
    .array(z.object({ allowed: z.boolean() }))
    .meta({ description: "One for each check, in their order." }),
});
export type AccessCheck = z.output<typeof check>;

/** What a reverse proxy asks, in the query its configuration gives; without a type it asks only who the caller is. */
export const forwardAuthQuery = z
  .strictObject({
    resource_type: resourceTypeName.optional().meta({ description: "A type, Jeton's own or declared." }),
    action: actionName.optional().meta({ description: "One of the type's actions." }),
    name: z.string().min(1).max(253).optional().meta({ description: "Which resource; absent, every one." }),
    project: projectScope.optional().meta({ description: "Where, or `system`." }),
  })
  .refine((query) => (query.resource_type === undefined) === (query.action === undefined), {
    message: "`resource_type` and `action` go together",
    path: ["action"],
  })
  .refine((query) => query.resource_type === undefined || query.project !== undefined, {
    message: "is required with `resource_type`; the system scope is `system`",
    path: ["project"],
  });
