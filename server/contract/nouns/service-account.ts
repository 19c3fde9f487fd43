import * as z from "zod";
import { immutable, withDefault, writable } from "../field.ts";
import { byField, bySearch } from "../filter.ts";
import { noun } from "../noun.ts";
import { audience, description, dnsLabel, projectScope } from "../text.ts";

export const serviceAccount = noun({
  name: "service_account",
  title: "service account",
  idPrefix: "sa",
  reference: "PROJECT/NAME",
  type: "jeton.service-account",
  description: "A machine identity: no password, no console; it owns tokens.",
  fields: {
    name: writable(dnsLabel, "Name, unique in its project."),
    project: immutable(projectScope, "The project it lives in, or `system`."),
    description: writable(description, "What the account is for."),
    audience: writable(
      audience.nullable(),
      "The audience it answers for, unique: of tokens with `audiences` it learns by introspection of those meant for it. Set by who may change service accounts in `system`.",
    ),
    disabled: withDefault(
      writable(z.boolean(), "A disabled account's tokens are refused; enabling it brings them back."),
      false,
    ),
  },
  filters: {
    ...byField("named", "project"),
    ...byField("equal", "name"),
    ...byField("flag", "disabled"),
    ...bySearch("name", "description"),
  },
  orders: ["name"],
});
