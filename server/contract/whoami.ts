import * as z from "zod";
import { token } from "./nouns/token.ts";
import { rules } from "./rule.ts";
import { shownSchema } from "./schemas.ts";
import { ownerTypes } from "./subject.ts";
import { id, instant } from "./text.ts";

export const whoami = z.object({
  subject: z
    .object({
      type: z.enum(ownerTypes),
      id,
      reference: z.string().meta({ description: "For example `sa/shop/deployer` or `usr/ann@example.com`." }),
      project: z.string().meta({ description: "Where it lives; a user in the system." }),
    })
    .meta({ description: "Who owns the token." }),
  token: shownSchema(token),
  grants: z
    .array(
      z.object({
        project: z.string().meta({ description: "Where it holds, below included." }),
        role_id: id,
        role: z.string().meta({ description: "For example `role/system/admin`." }),
        rules,
        expires_at: instant.nullable(),
        group_id: id.nullable().meta({ description: "The group through which it is held; null for none." }),
        group: z.string().nullable().meta({ description: "For example `grp/shop/devs`." }),
      }),
    )
    .meta({ description: "What the owner holds; the token may do of it what its mode and `within` leave." }),
});
