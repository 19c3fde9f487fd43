import * as z from "zod";
import { parseDuration } from "./duration.ts";
import { duration } from "./text.ts";

const MOST_REQUESTS = 1_000_000;
const LONGEST_PERIOD_SECONDS = 24 * 60 * 60;
const REQUESTS = `must be a whole number from 1 to ${String(MOST_REQUESTS)}`;

/** A bucket of so many requests that fills again evenly: so many at once, and in the long run so many each period. */
export const rateLimit = z.strictObject({
  requests: z
    .int({ error: REQUESTS, abort: true })
    .min(1, { message: REQUESTS })
    .max(MOST_REQUESTS, { message: REQUESTS })
    .meta({ description: "How many requests, at once at most and each period in the long run." }),
  period: duration
    .refine((text) => (parseDuration(text) ?? 0) <= LONGEST_PERIOD_SECONDS, {
      message: "must be at most a day; use `usage_limit` for a limit in all",
    })
    .meta({ description: "In which time, a day at most, for example `1m`." }),
});
export type RateLimit = z.output<typeof rateLimit>;
