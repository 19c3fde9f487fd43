import * as z from "zod";
import { pageSize } from "./schemas.ts";
import { instant } from "./text.ts";

const filter = (description: string): z.ZodOptional<z.ZodString> =>
  z.string().max(600).optional().meta({ description });

/** Which audit events to list: all that every filter admits, the newest first. */
export const auditQuery = z.strictObject({
  page_size: pageSize,
  page_token: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, { message: "must be the `next_page_token` of the page before" })
    .optional()
    .meta({ description: "`next_page_token` of the page before." }),
  actor_id: filter("Only what this one did: the id of a service account or a role, or `system`."),
  action: filter("Only this operation, for example `token.rotate`."),
  target_type: filter("Only changes of this noun, for example `token`."),
  target_id: filter("Only changes of the object with this id."),
  after: instant.optional().meta({ description: "Only changes made at this instant or later." }),
  before: instant.optional().meta({ description: "Only changes made before this instant." }),
});
export type AuditQuery = z.output<typeof auditQuery>;
