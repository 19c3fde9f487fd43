import * as z from "zod";
import { token } from "./nouns/token.ts";
import { rules } from "./rule.ts";
import { shownSchema } from "./schemas.ts";
import { id, instant } from "./text.ts";

export const whoami = z.object({
  subject: z
    .object({
      type: z.enum(["service_account", "role"]),
      id,
      reference: z.string().meta({ description: "For example `sa/shop/deployer`." }),
      project: z.string(),
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
      }),
    )
    .meta({ description: "What the owner holds; the token may do of it what its mode and `within` leave." }),
});
