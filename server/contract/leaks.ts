import * as z from "zod";

/**
 * What GitHub's secret scanning sends to those whose secrets it finds, and reads
 * (https://docs.github.com/en/code-security/secret-scanning/secret-scanning-partner-program). Open to what it adds.
 */
export const leakReports = z
  .array(
    z.looseObject({
      token: z.string().min(1, { message: "is required" }).max(4096).meta({ description: "The secret." }),
      type: z
        .string()
        .max(255)
        .default("")
        .meta({ description: "What kind of secret the finder takes it for." }),
      url: z.string().max(4096).nullish().meta({ description: "Where it was found." }),
      source: z.string().max(255).nullish().meta({ description: "In what it was found, such as `commit`." }),
    }),
  )
  .min(1, { message: "must have a secret" })
  .max(1000, { message: "must have at most 1000 secrets" });

export const leakLabels = z.array(
  z.object({
    token_hash: z.string().meta({ description: "SHA-256 of the secret, in hex: a reply holds no secret." }),
    token_type: z.string(),
    label: z.enum(["true_positive", "false_positive"]).meta({
      description: "Whether it is, or was, a secret of a token here, which then has ended.",
    }),
  }),
);
