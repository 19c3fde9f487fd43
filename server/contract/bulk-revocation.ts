import * as z from "zod";
import { filterFields, refuseAll, refuseContradictions } from "./filter-schemas.ts";
import type { DeepReadonly } from "./noun.ts";
import { token } from "./nouns/token.ts";

/** How many tokens one call ends at most, since all of it is one transaction. */
export const MOST_REVOKED = 10_000;
/** How many of their ids the reply names. */
export const MOST_NAMED = 1_000;

const choices = {
  dry_run: z
    .boolean()
    .default(false)
    .meta({ description: "Answer what would be revoked, or why not, and revoke nothing." }),
  include_self: z
    .boolean()
    .default(false)
    .meta({ description: "Revoke the token that asks too, where it matches; otherwise it is passed over." }),
};

/** The filters of a list as texts, and what to do with what they find. */
export interface BulkRevocation {
  readonly dry_run: boolean;
  readonly include_self: boolean;
  readonly [filter: string]: string | boolean | undefined;
}

export type BulkRevocationInput = DeepReadonly<
  { [F in keyof typeof token.filters]?: string | boolean | undefined } & {
    [C in keyof typeof choices]?: boolean | undefined;
  }
>;

// The fields are made of the very filters the type is computed from.
export const bulkRevocation = z
  .strictObject({ ...filterFields(token), ...choices })
  .superRefine((body, context) => {
    refuseContradictions(token.filters, body, context);
    refuseAll(token.filters, body, context);
  })
  .meta({
    description:
      "The tokens to revoke: all that match every filter of their list, ephemeral ones too unless it is said otherwise.",
    // As in schemas.ts: the shape is made by looping over the filters the types are computed from.
  }) as unknown as z.ZodType<BulkRevocation, BulkRevocationInput>;

export const bulkRevoked = z
  .object({
    count: z
      .int()
      .min(0)
      .meta({ description: "How many tokens this revoked; those revoked before do not count." }),
    ids: z
      .array(z.string())
      .meta({ description: `Their ids in order, the first ${String(MOST_NAMED)} of them.` }),
  })
  .meta({ description: "What was revoked." });
