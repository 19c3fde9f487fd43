import * as z from "zod";
import { withoutToken } from "./text.ts";

/** A token of another system, by the hash of its text: the text itself is never sent. */
export const tokenImport = z.strictObject({
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, {
      message: "must be the SHA-256 of the token's whole text: 64 of 0-9 and a-f",
    })
    .meta({
      description:
        "SHA-256 of the token's whole text, in lower-case hexadecimal. The text has to be random, of 128 bits or more.",
    }),
  hint: withoutToken(
    z.string().regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,16}$/u, { message: "must have 1 to 16 printable characters" }),
  )
    .nullable()
    .optional()
    .meta({
      description:
        "By which to recognise the text, like the prefix its system gives it; shown as `hint`, so nothing secret.",
    }),
});
export type TokenImport = z.output<typeof tokenImport>;
