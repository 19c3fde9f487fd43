import { claimSubject } from "../claim.ts";
import { immutable } from "../field.ts";
import { byField } from "../filter.ts";
import { noun } from "../noun.ts";
import { instant, projectScope, reference } from "../text.ts";

export const roleBinding = noun({
  name: "role_binding",
  title: "role binding",
  idPrefix: "rb",
  reference: "none",
  type: "jeton.role-binding",
  description: "Gives a role to a subject at a scope and below. Immutable: delete it and make another.",
  fields: {
    role_id: immutable(reference, "The role to give."),
    service_account_id: immutable(reference.nullable(), "The service account that gets it."),
    user_id: immutable(reference.nullable(), "The user who gets it."),
    group_id: immutable(reference.nullable(), "The group whose members get it."),
    claim: immutable(
      claimSubject.nullable(),
      "Whoever signs in with this claim gets it, for as long as the claims of the last sign-in count.",
    ),
    project: immutable(
      projectScope,
      "Where it holds, below included: the role's own project or one below it.",
    ),
    expires_at: immutable(instant.nullable(), "When it ends; absent, it does not."),
  },
  exactlyOneOf: [["service_account_id", "user_id", "group_id", "claim"]],
  filters: byField("named", "project", "role_id", "service_account_id", "user_id", "group_id"),
  orders: ["expires_at"],
});
