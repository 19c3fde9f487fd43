import { type DestinationStream, type Logger, pino } from "pino";
import { redactTokens } from "../contract/token-text.ts";

/** JSON lines. Whatever is logged, from wherever, no token's text passes. */
export function createLogger(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    {
      write: (line) => {
        destination.write(redactTokens(line));
      },
    },
  );
}
