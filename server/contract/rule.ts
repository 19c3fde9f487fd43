import * as z from "zod";
import { ALL_ACTIONS, ALL_TYPES, DECLARED_TYPES, OWN, READ_ACTIONS, WRITE_ACTIONS } from "./permission.ts";
import { setOf, withoutToken } from "./text.ts";

const typePattern = z.string().regex(/^(?:\*|@declared|(?=.{1,65}$)[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:\.\*)?)$/, {
  message: `must be the name of a resource type, a prefix such as \`kestra.*\`, \`${DECLARED_TYPES}\` (all but Jeton's own) or \`${ALL_TYPES}\``,
});

const action = withoutToken(
  z.string().regex(/^(?:\*|@read|@write|[A-Za-z][A-Za-z0-9_-]{0,62})$/, {
    message: `must be an action's name, \`${READ_ACTIONS}\`, \`${WRITE_ACTIONS}\` or \`${ALL_ACTIONS}\``,
  }),
);

const resourceName = withoutToken(
  z.string().regex(/^(?:@own|[^@*\p{C}][^*\p{C}]{0,252}\*?|\*)$/u, {
    message: `must be a name, a beginning followed by \`*\`, or \`${OWN}\``,
  }),
);

/** One allowance of a role or of a custom token. Rules only ever allow. */
export const rule = z
  .strictObject({
    resource_type: typePattern.meta({
      description:
        "The type of resource: a name, a prefix such as `kestra.*`, `@declared` for all that users declared, or `*`.",
    }),
    actions: setOf(action, 100).meta({
      description: "What may be done: actions of the type, `@read`, `@write`, or `*`.",
    }),
    resource_names: setOf(resourceName, 200).nullable().default(null).meta({
      description:
        "Which resources, by name; a trailing `*` matches any ending and `@own` what the caller owns. Absent: all, future ones included.",
    }),
  })
  .meta({ title: "rule" });

/** Of actions on names, in all rules together: what deciding on them may cost is bounded by it. */
const MAX_PIECES = 1000;
/** Of names, in all rules together: each request reads the roles of its owner, and `whoami` shows them. */
const MAX_NAME_CHARACTERS = 32_768;

export const rules = z
  .array(rule)
  .min(1, { message: "must have at least one rule: an empty list never means anything" })
  .max(200, { message: "must have at most 200 rules" })
  .refine((list) => piecesIn(list) <= MAX_PIECES, {
    message: `must have at most ${String(MAX_PIECES)} pairs of an action and a name in all; use \`*\`, \`@read\` or a beginning such as \`ci-*\``,
  })
  .refine((list) => list.flatMap((one) => one.resource_names ?? []).join("").length <= MAX_NAME_CHARACTERS, {
    message: `must have at most ${String(MAX_NAME_CHARACTERS)} characters of names in all; use beginnings such as \`ci-*\``,
  });

function piecesIn(list: readonly z.output<typeof rule>[]): number {
  return list.reduce(
    (sum, { actions, resource_names: names }) => sum + actions.length * (names?.length ?? 1),
    0,
  );
}
