import * as z from "zod";
import { immutable, writable } from "../field.ts";
import { byField, bySearch } from "../filter.ts";
import { noun } from "../noun.ts";
import { actionName, description, printableName, resourceTypeName } from "../text.ts";

const actions = z
  .array(
    z.strictObject({
      name: actionName.meta({ description: "The action's name." }),
      access: z.enum(["read", "write"]).meta({
        description: "Whether it only reads: what `@read` and read-only tokens reach. Fixed once chosen.",
      }),
    }),
  )
  .min(1, { message: "must have at least one action" })
  .max(100, { message: "must have at most 100 actions" })
  .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, {
    message: "must not name an action twice",
  });

export const resourceType = noun({
  name: "resource_type",
  title: "resource type",
  idPrefix: "rt",
  reference: "NAME",
  type: "jeton.resource-type",
  description: "A kind of thing that rules speak of, with its actions; declared once, for the whole system.",
  fields: {
    name: immutable(resourceTypeName, "Name, for example `flow`; `jeton` and `jeton.*` are reserved."),
    area: writable(printableName.nullable(), "A label that groups types for people."),
    description: writable(description, "What the type stands for."),
    actions: writable(actions, "The actions there are, each a read or a write."),
  },
  filters: { ...byField("equal", "name"), ...bySearch("name", "area", "description") },
  orders: ["name", "area"],
});
