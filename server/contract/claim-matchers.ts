import * as z from "zod";
import { setOf, withoutToken } from "./text.ts";

/** What has a field of its own in a trust policy, or tells one ID token from the next (RFC 7519 section 4.1). */
const ownClaims = ["iss", "aud", "exp", "nbf", "iat", "jti"];

const claimName = withoutToken(
  z.string().regex(/^[A-Za-z][A-Za-z0-9_.:/-]{0,127}$/, {
    message: "must have a key that is a claim's name: 1 to 128 of A-Z, a-z, 0-9, '_', '.', ':', '/' and '-'",
  }),
).refine((name) => !ownClaims.includes(name), {
  message: `must not have a key of ${ownClaims.join(", ")}: each has a field or a meaning of its own`,
});

const claimMatcher = withoutToken(
  z.string().regex(/^(?!.*\*{3})[^\p{C}\p{Zl}\p{Zp}]{1,512}$/u, {
    message: "must have 1 to 512 printable characters, `*` and `**` being the only wildcards",
  }),
);

/** All policies of an account that fit an ID token's issuer are read at each exchange. */
const MOST_IN_ALL = 32_768;

/** Which claims an ID token must have: of each name one that one of its matchers matches. */
export const claimMatchers = z
  .record(claimName, setOf(claimMatcher, 100))
  .refine((claims) => Object.keys(claims).length > 0, {
    message: "must name at least one claim: an empty map never means anybody",
  })
  .refine((claims) => Object.keys(claims).length <= 32, { message: "must name at most 32 claims" })
  .refine((claims) => Object.values(claims).flat().join("").length <= MOST_IN_ALL, {
    message: `must have at most ${String(MOST_IN_ALL)} characters of matchers in all`,
  });
