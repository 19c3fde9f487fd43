import type { Logger } from "pino";
import type { Dependencies } from "../domain/dependencies.ts";

/** What operators are told of secrets that are where they should not be, for whoever reads the log. */
export function loggingSecrets(logger: Logger): Pick<Dependencies, "noteReuse" | "noteLeak"> {
  return {
    noteReuse: ({ tokenId, requestId, userAgent, ...reuse }) => {
      const event = { event: "token.reuse", token_id: tokenId, request_id: requestId, user_agent: userAgent };
      logger.warn({ ...event, ...reuse }, "a secret was presented that had been rotated away");
    },
    noteLeak: ({ tokenId, requestId, ...leak }) => {
      const event = { event: "token.leak", token_id: tokenId, request_id: requestId };
      const what = leak.ended
        ? "its token has ended"
        : "its token is the last administrator's: rotate it now";
      logger.warn({ ...event, ...leak }, `a secret was reported to be where others read it; ${what}`);
    },
  };
}
