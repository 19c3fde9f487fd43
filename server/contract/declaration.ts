import * as z from "zod";
import { declarables, declared, type Declared, MOST_DECLARED, referenceTo } from "./declared.ts";
import { declaration } from "./nouns/declaration.ts";
import { problems } from "./problem.ts";
import { token } from "./nouns/token.ts";
import { handedOver } from "./rotation.ts";
import { shownSchema, shownWith } from "./schemas.ts";
import { projectScope } from "./text.ts";

function flag(description: string): z.ZodDefault<z.ZodBoolean> {
  return z.boolean().default(false).meta({ description });
}

const planned = z.strictObject({
  project: projectScope.meta({
    description: "The project the declaration lives in, or `system`: it touches nothing outside it.",
  }),
  documents: z
    .array(declared)
    .max(MOST_DECLARED, {
      message: `must have at most ${String(MOST_DECLARED)} objects; split the declaration`,
    })
    .meta({ description: "All that is declared: what is left out is no longer." }),
  prune: flag("Whether to delete what the declaration made and no longer has."),
  prune_limit: z
    .int()
    .min(0)
    .nullable()
    .default(null)
    .meta({ description: "How many objects to delete at most; absent, half of those the declaration has." }),
  adopt: flag("Whether to take over objects that others manage, which are refused otherwise."),
  force: flag("Whether to change objects that others manage, and leave them theirs."),
  take_secrets: flag(
    "Whether the client keeps the secrets of new tokens, which are in the reply; otherwise each such token needs a `sealed_for`.",
  ),
});

export const declarationPlanning = planned
  .superRefine(refuseTwice)
  .meta({ description: "What is declared, and how to go about it." });

export const declarationApplying = planned
  .extend({
    digest: z
      .string()
      .max(100)
      .nullable()
      .default(null)
      .meta({ description: "Of the plan to be carried out: refused when it would be another by now." }),
  })
  .superRefine(refuseTwice)
  .meta({ description: "What is declared, how to go about it, and the plan that was seen." });

function refuseTwice(
  { documents }: { readonly documents: readonly Declared[] },
  context: z.RefinementCtx,
): void {
  const first = new Map<string, number>();
  for (const [index, document] of documents.entries()) {
    const reference = referenceTo(document);
    const before = first.get(reference);
    if (before === undefined) first.set(reference, index);
    else {
      const message = `\`${reference}\` is declared already, by document ${String(before)}`;
      context.addIssue({ code: "custom", path: ["documents", index], message });
    }
  }
}

const declaredActions = ["create", "update", "replace", "delete", "unchanged"] as const;

const refusal = z.object({
  code: z.enum(Object.keys(problems) as [keyof typeof problems]),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })),
});

const change = z.object({
  document: z
    .int()
    .nullable()
    .meta({ description: "Which of the documents declares it; null of what none does." }),
  kind: z.enum(declarables),
  reference: z.string(),
  id: z.string().nullable().meta({ description: "Null while it is not there." }),
  action: z.enum(declaredActions),
  fields: z
    .array(z.object({ name: z.string(), before: z.unknown(), after: z.unknown() }))
    .meta({ description: "What is other than declared." }),
  breaks: z.string().nullable().meta({ description: "What stops working when it is replaced or deleted." }),
  refusal: refusal.nullable().meta({ description: "Why applying it would be refused to the caller." }),
});

const summary = z.object(
  Object.fromEntries(declaredActions.map((action) => [action, z.int().min(0)])) as Record<
    (typeof declaredActions)[number],
    z.ZodInt
  >,
);

const left = z
  .array(z.object({ kind: z.enum(declarables), reference: z.string(), id: z.string() }))
  .meta({ description: "What the declaration made and no longer has, and is not asked to delete." });

export const declarationPlan = z.object({
  digest: z.string().meta({
    description:
      "Over the name, what is declared, how, and the version of all that was read: it is no secret.",
  }),
  changes: z.array(change),
  summary,
  refused: z
    .int()
    .min(0)
    .meta({ description: "How many of the changes would be refused; then nothing is applied." }),
  left,
});

export const declarationApplied = z.object({
  declaration: shownSchema(declaration),
  changes: z.array(change),
  summary,
  left,
  secrets: z
    .array(shownWith(token, { ...handedOver, document: z.int(), reference: z.string() }))
    .meta({ description: "The tokens that were made, each with its secret, this once." }),
});

export const declarationDrift = z.object({
  changes: z.array(change).meta({
    description: "What would bring each object back to what was last applied; none where it still is.",
  }),
});

export const declarationDeletion = z.strictObject({
  objects: z.enum(["keep", "delete"]).meta({
    description: "Whether its objects stay, managed by nobody's declaration, or are deleted with it.",
  }),
});
