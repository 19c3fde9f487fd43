import * as z from "zod";
import { immutable } from "../field.ts";
import { byField } from "../filter.ts";
import { issuerUrl } from "../issuer-url.ts";
import { noun } from "../noun.ts";
import { reference, withoutToken } from "../text.ts";

/** OpenID Connect Core 1.0 section 2: `sub`, at most 255 ASCII characters. */
const subjectText = withoutToken(
  z.string().regex(/^[ -~]{1,255}$/, { message: "must have 1 to 255 printable ASCII characters" }),
);

export const userIdentity = noun({
  name: "user_identity",
  title: "user identity",
  idPrefix: "uid",
  reference: "none",
  type: "jeton.user-identity",
  description:
    "Says which user somebody is who signs in through an identity provider. Immutable: delete it and make another.",
  fields: {
    user_id: immutable(reference, "The user; whoever links somebody to one holds all that the user holds."),
    issuer: immutable(issuerUrl, "The `iss` of their ID tokens, exactly."),
    subject: immutable(
      subjectText,
      "The `sub` of their ID tokens, exactly; no e-mail address, which may be given to another.",
    ),
  },
  filters: { ...byField("named", "user_id"), ...byField("equal", "issuer", "subject") },
});
