import * as z from "zod";
import { chosenPassword, presentedPassword } from "./password.ts";
import { id, instant } from "./text.ts";

/** How long ago, at most, somebody proved who they are for what a session does with care: RFC 9470's `max_age`. */
export const MOST_AGE_SECONDS = 600;

export const signIn = z.strictObject({
  // Any text: what is no address is nobody's, and told no other way than a wrong password.
  email: z.string().min(1).max(254).meta({ description: "The user's e-mail address." }),
  password: presentedPassword.meta({ description: "The user's password." }),
});

export const passwordChange = z.strictObject({
  current_password: presentedPassword.meta({ description: "The password as it is." }),
  password: chosenPassword.meta({ description: "The new one, of 12 characters or more." }),
});

export const confirmation = z.strictObject({
  password: presentedPassword.meta({ description: "The password of who is signed in." }),
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

export const session = z
  .object({
    id: id.meta({ description: "The session's id; it is that of a token, and found among the user's." }),
    user: z
      .object({ id, email: z.string(), display_name: z.string().nullable() })
      .meta({ description: "Who signed in." }),
    created_at: instant.meta({ description: "When the user signed in." }),
    authenticated_at: instant.nullable().meta({
      description:
        "When the user last proved who they are; null where an identity provider does not say. What is dangerous asks for ten minutes or less.",
    }),
    confirm_by: z.object({ password: z.boolean(), identity_providers: offeredProviders.shape.items }).meta({
      description: "How the user can prove it again: by a password, or at these identity providers.",
    }),
    expires_at: instant.meta({ description: "When the session ends unless it is used before." }),
    absolute_expires_at: instant.meta({ description: "When it ends, however much it is used." }),
  })
  .meta({
    description:
      "Of a person who signed in: a cookie holds its secret, which is in no body and accepted in no other place.",
  });

export const beginning = z.strictObject({
  provider: z.string().min(1).max(63).meta({ description: "The identity provider's name." }),
  return_to: z
    .string()
    .max(1000)
    .optional()
    .meta({ description: "The path of this server to go to afterwards; absent, `/`." }),
  confirm: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .default(false)
    .meta({
      description:
        "Whether who is signed in proves it again: the identity provider is asked to sign them in anew, and to say when it did.",
    }),
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
