import { immutable, writable } from "../field.ts";
import { byField, bySearch } from "../filter.ts";
import { noun } from "../noun.ts";
import { description, projectName } from "../text.ts";

export const project = noun({
  name: "project",
  title: "project",
  idPrefix: "prj",
  reference: "NAME",
  type: "jeton.project",
  description: "A scope with a dotted name. What is granted on `shop` also holds in `shop.payments`.",
  fields: {
    name: immutable(projectName, "Dotted name, for example `shop.payments`; its parent must exist."),
    description: writable(description, "What the project is for."),
  },
  filters: { ...byField("equal", "name"), ...bySearch("name", "description") },
  orders: ["name"],
});
