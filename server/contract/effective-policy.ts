import * as z from "zod";
import { policy } from "./nouns/policy.ts";
import { id, projectScope } from "./text.ts";

export const effectiveQuery = z.strictObject({
  project: projectScope.meta({ description: "The project, or `system`." }),
});

const source = z
  .object({
    policy_id: id,
    project: projectScope.meta({
      description: "The project whose policy it is: the one asked about or one above it.",
    }),
  })
  .nullable();

const { max_lifetime, allow_never, presets, require_approval, unused_after, creators } = policy.fields;
const values = { max_lifetime, allow_never, presets, require_approval, unused_after, creators };

function mapped<T extends z.ZodType>(of: (name: keyof typeof values) => T): Record<keyof typeof values, T> {
  // The keys are those of the very table the type is computed from.
  return Object.fromEntries(
    Object.keys(values).map((name) => [name, of(name as keyof typeof values)]),
  ) as Record<keyof typeof values, T>;
}

export const effectivePolicy = z
  .object({
    project: projectScope.meta({ description: "The project asked about." }),
    max_lifetime: max_lifetime.schema.meta({ description: max_lifetime.description }),
    allow_never: allow_never.schema.meta({
      description: `${allow_never.description} Never where there is a \`max_lifetime\`.`,
    }),
    presets: presets.schema.meta({
      description: `${presets.description} The shortest first, none longer than \`max_lifetime\`.`,
    }),
    require_approval: require_approval.schema.meta({ description: require_approval.description }),
    unused_after: unused_after.schema.meta({ description: unused_after.description }),
    creators: creators.schema.meta({ description: creators.description }),
    sources: z.object(mapped(() => source)).meta({
      description: "For each value the policy it is of; null where no policy says anything.",
    }),
  })
  .meta({ description: "The policy in force: the strictest of a project's and those above it." });
