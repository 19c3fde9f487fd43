import * as z from "zod";
import { immutable, withDefault, writable } from "../field.ts";
import { byField } from "../filter.ts";
import { noun } from "../noun.ts";
import { description, dnsLabel, projectScope } from "../text.ts";

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
    disabled: withDefault(
      writable(z.boolean(), "A disabled account's tokens are refused; enabling it brings them back."),
      false,
    ),
  },
  filters: { ...byField("named", "project"), ...byField("equal", "name") },
});
