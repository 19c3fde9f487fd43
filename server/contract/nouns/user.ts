import * as z from "zod";
import { withDefault, writable, writeOnly } from "../field.ts";
import { byField, bySearch } from "../filter.ts";
import { noun } from "../noun.ts";
import { chosenPassword } from "../password.ts";
import { email, printableName } from "../text.ts";

export const user = noun({
  name: "user",
  title: "user",
  idPrefix: "usr",
  reference: "EMAIL",
  type: "jeton.user",
  description:
    "A person. Users are the system's; roles are bound to them wherever they work, and they own tokens.",
  fields: {
    email: writable(
      email,
      "The user's e-mail address, unique whatever the case of its letters, and shown as it was given.",
    ),
    display_name: writable(printableName.nullable(), "What to call the user."),
    disabled: withDefault(
      writable(z.boolean(), "A disabled user's tokens are refused; enabling the user brings them back."),
      false,
    ),
    password: writeOnly(
      chosenPassword.nullable(),
      "What the user signs in with, for somebody else to give who holds all that the user holds; it ends the user's sessions. One's own is changed by `POST /v1/session:change-password`.",
    ),
  },
  filters: {
    ...byField("equal", "email"),
    ...byField("flag", "disabled"),
    ...bySearch("email", "display_name"),
  },
  orders: ["email", "display_name"],
});
