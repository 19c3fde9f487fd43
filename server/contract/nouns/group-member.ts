import { computed, immutable } from "../field.ts";
import { byField } from "../filter.ts";
import { noun } from "../noun.ts";
import { projectScope, reference } from "../text.ts";

export const groupMember = noun({
  name: "group_member",
  title: "group member",
  idPrefix: "gm",
  reference: "none",
  type: "jeton.group-member",
  description: "Puts a user or a service account in a group. Immutable: delete it and make another.",
  fields: {
    group_id: immutable(reference, "The group."),
    service_account_id: immutable(reference.nullable(), "The service account that is in it."),
    user_id: immutable(reference.nullable(), "The user who is in it."),
    project: computed(projectScope, "The project the group lives in."),
  },
  exactlyOneOf: [["service_account_id", "user_id"]],
  filters: byField("named", "project", "group_id", "service_account_id", "user_id"),
});
