import * as z from "zod";
import { computed, immutable, writable } from "../field.ts";
import { byField, bySearch } from "../filter.ts";
import { noun } from "../noun.ts";
import { rules } from "../rule.ts";
import { description, dnsLabel, projectScope } from "../text.ts";

export const role = noun({
  name: "role",
  title: "role",
  idPrefix: "role",
  reference: "PROJECT/NAME",
  type: "jeton.role",
  description: "A named set of rules. It grants nothing until it is bound, or a token is made for it.",
  fields: {
    name: writable(dnsLabel, "Name, unique in its project."),
    project: immutable(projectScope, "The project it lives in, or `system`; it is bound there or below."),
    description: writable(description, "What the role is for."),
    rules: writable(rules, "What the role allows, in order."),
    built_in: computed(z.boolean(), "Built-in roles are the same on every server and cannot be changed."),
  },
  filters: {
    ...byField("named", "project"),
    ...byField("equal", "name"),
    ...bySearch("name", "description"),
  },
  orders: ["name"],
});
