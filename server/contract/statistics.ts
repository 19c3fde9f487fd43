import * as z from "zod";
import { projectScope } from "./text.ts";

/** Days that are kept, today included. */
export const DAYS_KEPT = 90;
const USUAL_DAYS = 30;

const day = z.iso.date();

export const statisticsQuery = z.strictObject({
  project: projectScope.optional().meta({
    description: "Only tokens of this project and those below it, or of `system` and all projects.",
  }),
  days: z.coerce
    .number({ message: `must be a number from 1 to ${String(DAYS_KEPT)}` })
    .int({ message: "must be a whole number" })
    .min(1, { message: "must be at least 1" })
    .max(DAYS_KEPT, { message: `must be at most ${String(DAYS_KEPT)}: those before are forgotten` })
    .default(USUAL_DAYS)
    .meta({ description: "How many days, today the last of them." }),
});

export const statistics = z
  .object({
    from: day.meta({ description: "The first day, in UTC." }),
    to: day.meta({ description: "The last day, in UTC, which is not over." }),
    days: z
      .array(
        z.object({
          day: day.meta({ description: "In UTC." }),
          uses: z.int().min(0).meta({
            description: "Authorized requests with tokens of the projects, sessions in the console aside.",
          }),
          denials: z.int().min(0).meta({
            description:
              "Requests that were refused for want of a right (`forbidden`) or of a token that is accepted (`invalid_token`). One whose token is unknown is of `system`.",
          }),
        }),
      )
      .meta({
        description: "Each day from the first to the last; some seconds of the latest may be missing.",
      }),
  })
  .meta({
    description: "What days brought to the projects whose tokens the caller may read, all of them together.",
  });
