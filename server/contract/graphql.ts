import * as z from "zod";

/** UTF-16 code units: far above any query people write. */
const MOST_CHARACTERS = 20_000;

const query = z
  .string()
  .max(MOST_CHARACTERS, { message: `must have at most ${String(MOST_CHARACTERS)} characters` })
  .meta({ description: "The document; its operations only ask." });
const operationName = z
  .string()
  .nullish()
  .meta({ description: "Which operation of the document; of several one must be named." });
const map = z.record(z.string(), z.unknown());

/** Section 5.4 of GraphQL over HTTP. */
export const graphqlRequest = z.strictObject({
  query,
  operationName,
  variables: map.nullish().meta({ description: "The values of the operation's variables." }),
  extensions: map.nullish().meta({ description: "Means nothing here." }),
});
export type GraphqlRequest = z.output<typeof graphqlRequest>;

const asText = (description: string) =>
  z
    .string()
    .transform((text, context) => {
      const parsed = map.safeParse(jsonOf(text));
      if (parsed.success) return parsed.data;
      context.addIssue({ code: "custom", message: "must be a JSON object" });
      return z.NEVER;
    })
    .optional()
    .meta({ description });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same in a URL, section 5.3, where maps are JSON. */
export const graphqlQuery = z.strictObject({
  query,
  operationName,
  variables: asText("The values of the operation's variables, as JSON."),
  extensions: asText("Means nothing here; JSON."),
});

const error = z.looseObject({
  message: z.string(),
  locations: z.array(z.object({ line: z.int(), column: z.int() })).optional(),
  path: z.array(z.union([z.string(), z.int()])).optional(),
  extensions: z
    .looseObject({ code: z.string() })
    .meta({ description: "The problem, as other operations answer it." }),
});

/** Section 7.1 of the GraphQL specification. */
export const graphqlReply = z.object({
  data: map.nullish().meta({ description: "Absent when the request was refused whole." }),
  errors: z.array(error).min(1).optional(),
});
