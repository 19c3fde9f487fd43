import * as z from "zod";

/** What a new password must have (NIST SP 800-63B section 3.1.1.2): length, and no rules on its composition. */
const LEAST_PASSWORD = 12;
/** Bytes in UTF-8: far above any passphrase, and no more than is hashed gladly. */
const MOST_PASSWORD_BYTES = 1024;

/** A password somebody presents: whatever it is, it is compared. */
export const presentedPassword = z
  .string()
  .min(1, { message: "must not be empty" })
  .refine((text) => new TextEncoder().encode(text).length <= MOST_PASSWORD_BYTES, {
    message: `must have at most ${String(MOST_PASSWORD_BYTES)} bytes`,
  })
  .meta({ format: "password" });

/** A password somebody chooses; whether it is easily guessed is told where its owner is known. */
export const chosenPassword = presentedPassword
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), {
    message: "must be valid Unicode without control characters",
  })
  .refine((text) => Array.from(text).length >= LEAST_PASSWORD, {
    message: `must have at least ${String(LEAST_PASSWORD)} characters`,
  })
  .meta({ format: "password", minLength: LEAST_PASSWORD });
