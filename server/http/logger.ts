import { type DestinationStream, type Logger, pino } from "pino";
import { redactTokens } from "../contract/token-text.ts";

/** What nothing but the name beside it tells from other words, as the API, OAuth 2.0 and OpenID Connect name it. */
const names = ["password", "current_password", "secret", "client_secret", "client_assertion"].concat([
  "code_verifier",
  "id_token",
  "access_token",
  "refresh_token",
  "subject_token",
  "actor_token",
]);

/** A member of JSON, also of JSON within a text of it, whose quotes have backslashes before them. */
const MEMBER = new RegExp(`\\b((?:${names.join("|")})(\\\\*")\\s*:\\s*\\2).*?(?<!\\\\)(?=\\2)`, "g");

/** A parameter of a form or a query; a code or a state is one there, and another word everywhere else. */
const PARAMETER = new RegExp(`\\b((?:${names.join("|")}|code|state)=)[^&\\s"'\\\\]+`, "g");

/** JSON lines. Whatever is logged, from wherever, no token's text passes, and nothing that is named as a secret. */
export function createLogger(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    lookingForSecrets(destination),
  );
}

interface Stream extends DestinationStream {
  readonly writeOwn: (line: string) => void;
}

function lookingForSecrets(destination: DestinationStream): Stream {
  return {
    write: (line) => {
      destination.write(redactTokens(line).replaceAll(MEMBER, "$1***").replaceAll(PARAMETER, "$1***"));
    },
    writeOwn: (line) => {
      destination.write(line);
    },
  };
}

/**
 * Where lines go in which nothing stands that anybody sent: nobody looks for secrets in them.
 * @param logger made by `createLogger`, or a child of one
 */
export function ownLines(logger: Logger): (line: string) => void {
  // Where pino keeps the stream that it was made with: https://getpino.io/#/docs/api?id=pino-symbols
  return (logger as unknown as Readonly<Record<symbol, Stream>>)[pino.symbols.streamSym]?.writeOwn ?? refuse;
}

function refuse(): never {
  throw new Error("The logger has a stream of another kind");
}
