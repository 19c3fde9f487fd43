import { parseDuration } from "../../server/contract/duration.ts";
import type { ProviderFunction } from "../framework/function.ts";

/** `provider::jeton::duration_seconds("1d12h")`. */
export const durationSeconds: ProviderFunction = {
  name: "duration_seconds",
  schema: {
    summary: "The seconds of a duration",
    description:
      "How many seconds a duration has, written as Jeton takes it: weeks, days of 24 hours, hours, minutes and seconds, as `1d12h` or in ISO 8601 as `P1DT12H`.",
    parameters: [{ name: "duration", type: "string", description: "For example `30d`, `12h` or `PT90S`." }],
    returns: "number",
  },

  call(duration) {
    const seconds = typeof duration === "string" ? parseDuration(duration) : undefined;
    if (seconds !== undefined) return { result: seconds };
    return {
      error:
        "This is no duration of a century at most: write weeks, days, hours, minutes and seconds as `1d12h` or `P1DT12H`; months and years have no fixed length.",
      argument: 0,
    };
  },
};
