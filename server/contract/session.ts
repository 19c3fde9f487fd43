import * as z from "zod";
import { chosenPassword, presentedPassword } from "./password.ts";
import { id, instant } from "./text.ts";

export const signIn = z.strictObject({
  // Any text: what is no address is nobody's, and told no other way than a wrong password.
  email: z.string().min(1).max(254).meta({ description: "The user's e-mail address." }),
  password: presentedPassword.meta({ description: "The user's password." }),
});

export const passwordChange = z.strictObject({
  current_password: presentedPassword.meta({ description: "The password as it is." }),
  password: chosenPassword.meta({ description: "The new one, of 12 characters or more." }),
});

export const session = z
  .object({
    id: id.meta({ description: "The session's id; it is that of a token, and found among the user's." }),
    user: z
      .object({ id, email: z.string(), display_name: z.string().nullable() })
      .meta({ description: "Who signed in." }),
    created_at: instant.meta({ description: "When the user signed in." }),
    expires_at: instant.meta({ description: "When the session ends unless it is used before." }),
    absolute_expires_at: instant.meta({ description: "When it ends, however much it is used." }),
  })
  .meta({
    description:
      "Of a person who signed in: a cookie holds its secret, which is in no body and accepted in no other place.",
  });

/** For a sign-in page, which nobody has signed in to. */
export const offeredProviders = z.object({
  items: z.array(
    z.object({
      name: z.string().meta({ description: "The identity provider's name, for `session:begin`." }),
      display_name: z.string().nullable().meta({ description: "What to call it; null, its name." }),
    }),
  ),
});

export const beginning = z.strictObject({
  provider: z.string().min(1).max(63).meta({ description: "The identity provider's name." }),
  return_to: z
    .string()
    .max(1000)
    .optional()
    .meta({ description: "The path of this server to go to afterwards; absent, `/`." }),
});

const answered = (most: number, description: string): z.ZodOptional<z.ZodString> =>
  z.string().max(most).optional().meta({ description });

/** RFC 6749 section 4.1.2; parameters that are not here are ignored, as it says. */
export const answer = z.object({
  state: answered(200, "What `session:begin` sent."),
  code: answered(8192, "What the ID token is asked for with."),
  iss: answered(2048, "Who answers (RFC 9207)."),
  error: answered(200, "Why nobody is sent back signed in."),
});
