import { operations, type Validated } from "../../contract/operations.ts";
import { identityHeaders } from "../forward-auth.ts";
import { readQuery } from "../read-input.ts";
import { asking, createAnswer } from "./answer.ts";
import type { QuickParts, QuickRoute } from "./quick-route.ts";
import { remembering } from "./remembering.ts";

type Query = Validated<"forward-auth">["query"];

/** A proxy that asks about each request of its own. */
export function forwardAuth(parts: QuickParts): QuickRoute {
  const known = parts.knownAnswers["forward-auth"];
  const queryOf = remembering(readForwardAuth);
  const answer = createAnswer("forward-auth", parts);
  return {
    operation: "forward-auth",
    answer: (incoming, outgoing) => {
      const plain = parts.readPlain(incoming);
      const query = plain && plain.contentLength === undefined ? queryOf(incoming.url ?? "") : undefined;
      if (!plain || !query) return false;
      const asked = asking(plain);
      const identity = known(plain.text, query, asked.client);
      if (!identity) return false;
      answer(outgoing, asked, { tokenId: identity.token_id, headers: identityHeaders(identity) });
      return true;
    },
  };
}

/** Undefined for one that is refused. */
function readForwardAuth(url: string): Query | undefined {
  try {
    // What this very schema makes.
    return readQuery(url, operations["forward-auth"].query) as Query;
  } catch {
    return undefined;
  }
}
