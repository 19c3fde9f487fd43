import * as z from "zod";

/** Of one object: an entity tag as a reply has it (RFC 9110 section 8.8.3), or as a proxy that compresses makes it. */
const ETAG = /^(?:W\/)?"[!#-~]{1,100}"$/;

export const approval = z
  .strictObject({
    etag: z
      .string()
      .regex(ETAG, { message: "must be the `ETag` of a reply that shows the token, in its quotes" })
      .meta({
        description:
          "The `ETag` of the reply in which the approver saw the token: 412 when it has been changed since, so that nobody approves what they did not see.",
      }),
  })
  .meta({ description: "The token as it is approved." });
