import * as z from "zod";
import { computed } from "../field.ts";
import { byField, bySearch } from "../filter.ts";
import { record } from "../noun.ts";
import { id, instant } from "../text.ts";

/** It is made by applying it, and deleted. */
export const declaration = {
  ...record({
    name: "declaration",
    title: "declaration",
    idPrefix: "decl",
    reference: "PROJECT/NAME",
    type: "jeton.declaration",
    description:
      "A set of objects that was applied as one: it knows which it made, so that the next application of the same name " +
      "changes and, when asked to, deletes them.",
    fields: {
      name: computed(
        z.string(),
        "Name, unique in its project; its objects are `managed_by: declaration:NAME`.",
      ),
      project: computed(z.string(), "The project it lives in: it touches nothing outside it."),
      objects: computed(z.int().min(0), "How many objects it looks after."),
      created_at: computed(instant, "When it was first applied."),
      created_by: computed(id, "Who first applied it."),
      updated_at: computed(instant, "When something was last changed by applying it."),
      applied_by: computed(id, "Who did that."),
    },
  }),
  filters: { ...byField("named", "project"), ...byField("equal", "name"), ...bySearch("name") },
  orders: ["name", "created_at", "updated_at"],
};
