import * as z from "zod";
import { issuerUrl } from "./issuer-url.ts";
import { setOf, withoutToken } from "./text.ts";

const claimText = (most: number): z.ZodString =>
  withoutToken(
    z.string().regex(new RegExp(`^[^\\p{C}\\p{Zl}\\p{Zp}]{1,${String(most)}}$`, "u"), {
      message: `must have 1 to ${String(most)} printable characters`,
    }),
  );

/** Those who sign in through an issuer with one of some values of a claim: `groups` of whom has `platform`. */
export const claimSubject = z.strictObject({
  issuer: issuerUrl.meta({ description: "The `iss` of the issuer they sign in through, exactly." }),
  name: claimText(128).meta({ description: "The claim's name, for example `groups`." }),
  values: setOf(claimText(255), 100).meta({
    description: "The values of which one is enough, compared exactly, case and all.",
  }),
});
