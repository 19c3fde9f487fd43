import * as z from "zod";
import { claimMatchers } from "../claim-matchers.ts";
import { parseDuration } from "../duration.ts";
import { computed, immutable, withDefault, writable, writableDefaulted } from "../field.ts";
import { byField, bySearch } from "../filter.ts";
import { issuerUrl } from "../issuer-url.ts";
import { noun } from "../noun.ts";
import { rules } from "../rule.ts";
import {
  addressRange,
  description,
  dnsLabel,
  duration,
  projectScope,
  reference,
  setOf,
  withoutToken,
} from "../text.ts";
import { token } from "./token.ts";

const audience = withoutToken(
  z.string().regex(/^[^\p{C}\p{Z}]{1,255}$/u, {
    message: "must have 1 to 255 printable characters without spaces",
  }),
);

/** Seconds: what a token that is exchanged at once needs, and the longest an ephemeral one lives. */
const LEAST_TTL = 60;
const MOST_TTL = 24 * 60 * 60;

const ttl = duration.refine(
  (text) => {
    const seconds = parseDuration(text) ?? 0;
    return seconds >= LEAST_TTL && seconds <= MOST_TTL;
  },
  { message: "must be from a minute to a day" },
);

export const trustPolicy = noun({
  name: "trust_policy",
  title: "trust policy",
  idPrefix: "tp",
  reference: "PROJECT/NAME",
  type: "jeton.trust-policy",
  description:
    "Lets whoever has an ID token of an OIDC issuer, such as a job of GitHub Actions, exchange it for a short-lived token of a service account.",
  fields: {
    service_account_id: immutable(reference, "The service account that the tokens are of."),
    project: computed(projectScope, "The project of the service account."),
    name: writable(dnsLabel, "Name, unique in its project."),
    description: writable(description, "Who is trusted, and what for."),
    issuer: writable(issuerUrl, "The `iss` of the ID tokens, exactly; its keys are found by OIDC discovery."),
    audience: writableDefaulted(
      audience,
      "The `aud` of the ID tokens, exactly and alone; absent, the server's own address, `JETON_PUBLIC_URL`.",
    ),
    claims: writable(
      claimMatchers,
      "What the ID token must claim: for each name at least one matcher that matches the whole value, case and all. `*` stands for any characters but `/` and `:`, `**` for any. Of issuers that strangers share, one claim must be an id that is never given to another, such as `repository_id`, without a wildcard.",
    ),
    max_ttl: withDefault(writable(ttl, "How long the tokens last, unless less is asked for."), "PT15M"),
    mode: withDefault(
      writable(
        token.fields.mode.schema,
        "What the tokens may do of what the service account may: everything, only actions that read, or the rules here.",
      ),
      "full_access",
    ),
    rules: writable(rules.nullable(), "The rules of a `custom` trust policy; absent for the other modes."),
    allowed_cidrs: writable(
      setOf(addressRange, 256).nullable(),
      "The ranges of addresses the exchange is made from and the tokens are used from; absent, anywhere.",
    ),
    explain_refusals: withDefault(
      writable(
        z.boolean(),
        "Whether a refused exchange says which values were expected; otherwise only the audit does.",
      ),
      false,
    ),
    disabled: withDefault(
      writable(
        z.boolean(),
        "A disabled trust policy gives no tokens, and those it gave are refused until it is enabled.",
      ),
      false,
    ),
  },
  filters: {
    ...byField("named", "project", "service_account_id"),
    ...byField("equal", "name", "issuer"),
    ...bySearch("name", "description"),
  },
  orders: ["name"],
});
