import * as z from "zod";
import { claimMatchers } from "../claim-matchers.ts";
import { parseDuration } from "../duration.ts";
import { computed, immutable, withDefault, writable, writeOnly } from "../field.ts";
import { byField, bySearch } from "../filter.ts";
import { issuerUrl } from "../issuer-url.ts";
import { noun } from "../noun.ts";
import { dnsLabel, duration, printableName, setOf, withoutToken } from "../text.ts";

/** RFC 6749 appendix A.1 and A.2: `VSCHAR`; a client id without spaces, as all issuers have them. */
const clientId = withoutToken(
  z.string().regex(/^[!-~]{1,255}$/, { message: "must have 1 to 255 visible ASCII characters" }),
);
const clientSecret = withoutToken(
  z.string().regex(/^[ -~]{1,1024}$/, { message: "must have 1 to 1024 printable ASCII characters" }),
).meta({ format: "password" });

/** RFC 6749 section 3.3. */
const scope = withoutToken(
  z.string().regex(/^[!#-[\]-~]{1,128}$/, {
    message: "must have 1 to 128 visible ASCII characters, neither quotes nor backslashes",
  }),
).refine((text) => text !== "openid" && text !== "offline_access", {
  message:
    "must be neither `openid`, which is always asked for, nor `offline_access`, which nothing here uses",
});

/** Seconds. */
const LEAST_AGE = 60;
const MOST_AGE = 31 * 24 * 60 * 60;

const claimsAge = duration.refine(
  (text) => {
    const seconds = parseDuration(text) ?? 0;
    return seconds >= LEAST_AGE && seconds <= MOST_AGE;
  },
  { message: "must be from a minute to 31 days" },
);

export const identityProvider = noun({
  name: "identity_provider",
  title: "identity provider",
  idPrefix: "idp",
  reference: "NAME",
  type: "jeton.identity-provider",
  description:
    "An OIDC issuer that people sign in through. Whoever speaks for it speaks for all of them, so that only who holds everything makes one.",
  fields: {
    name: immutable(
      dnsLabel,
      "Name, unique; the redirect URI ends with it, so that it is known before the client is registered.",
    ),
    display_name: writable(printableName.nullable(), "What a sign-in page calls it; absent, its name."),
    issuer: immutable(
      issuerUrl,
      "The `iss` of its ID tokens, exactly; its endpoints and keys are found by OIDC discovery.",
    ),
    client_id: writable(clientId, "What it knows this server by."),
    client_secret: writeOnly(
      clientSecret.nullable(),
      "What this server proves that with; absent for a public client, which PKCE alone protects. Kept sealed under `JETON_ENCRYPTION_KEY`.",
    ),
    scopes: writable(
      setOf(scope, 20).nullable(),
      "What is asked for besides `openid`; absent, `email` and `profile`.",
    ),
    required_claims: writable(
      claimMatchers.nullable(),
      "Who may sign in: for each name at least one matcher that matches the whole value, case and all. `*` stands for any characters but `/` and `:`, `**` for any. Absent, whoever has an identity here.",
    ),
    allow_sign_up: withDefault(
      writable(
        z.boolean(),
        "Whether somebody who is new becomes a user, with the address the ID token says is verified; otherwise an administrator links them by a user identity.",
      ),
      false,
    ),
    trust_email: withDefault(
      writable(
        z.boolean(),
        "Whether the address of somebody new is taken although the ID token does not say that it is verified.",
      ),
      false,
    ),
    claims_max_age: withDefault(
      writable(claimsAge, "For how long what was claimed at a sign-in counts for role bindings to claims."),
      "P1D",
    ),
    disabled: withDefault(
      writable(
        z.boolean(),
        "Nobody signs in through a disabled one; disabling it ends the sessions of its people, and what their claims give.",
      ),
      false,
    ),
    redirect_uri: computed(
      z.string().nullable(),
      "Where it sends people back to, to be registered with it exactly; null while the server has no `JETON_PUBLIC_URL`.",
    ),
  },
  filters: {
    ...byField("equal", "name", "issuer"),
    ...byField("flag", "disabled"),
    ...bySearch("name", "display_name"),
  },
  orders: ["name"],
});
