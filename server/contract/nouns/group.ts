import { immutable, writable } from "../field.ts";
import { byField, bySearch } from "../filter.ts";
import { noun } from "../noun.ts";
import { description, dnsLabel, projectScope } from "../text.ts";

export const group = noun({
  name: "group",
  title: "group",
  idPrefix: "grp",
  reference: "PROJECT/NAME",
  type: "jeton.group",
  description: "A named set of users and service accounts, who hold what is bound to it.",
  fields: {
    name: writable(dnsLabel, "Name, unique in its project."),
    project: immutable(projectScope, "The project it lives in, or `system`; roles are bound to it anywhere."),
    description: writable(description, "Who is in the group, and why."),
  },
  filters: {
    ...byField("named", "project"),
    ...byField("equal", "name"),
    ...bySearch("name", "description"),
  },
  orders: ["name"],
});
