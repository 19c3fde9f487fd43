import type { ClientInfo } from "../../domain/caller.ts";
import type { AskedByBody } from "../../domain/memory/known-answers.ts";
import { bodyOf, isMediaType } from "../read-input.ts";
import { matcherOf } from "../routing.ts";
import { asking, createAnswer } from "./answer.ts";
import type { QuickParts, QuickRoute } from "./quick-route.ts";
import { remembering } from "./remembering.ts";
import { smallLength, takeSmallBody } from "./small-body.ts";

type Known = (
  text: string,
  input: unknown,
  client: ClientInfo,
) => { readonly tokenId: string; readonly reply: unknown } | undefined;

const headers = { "Content-Type": "application/json" };

/** An operation whose question is a small body. */
export function askedByBody(operation: AskedByBody, parts: QuickParts): QuickRoute {
  const matcher = matcherOf(operation);
  const { path, body: kind = "json" } = matcher.route;
  // What it is given is validated by the very schema that its type is computed from.
  const known = parts.knownAnswers[operation] as Known;
  const answer = createAnswer(operation, parts);
  const typeOf = remembering((type: string) => ({ isRight: isMediaType(type, kind) }));
  const yesTo = (text: string, bytes: Buffer, client: ClientInfo): ReturnType<Known> => {
    try {
      return known(text, { body: bodyOf(matcher, bytes) }, client);
    } catch {
      // The router finds what is wrong as well, and says it.
      return undefined;
    }
  };

  return {
    operation,
    answer: (incoming, outgoing, router) => {
      const plain = incoming.url === path ? parts.readPlain(incoming) : undefined;
      const length = smallLength(plain?.contentLength);
      if (!plain || length === undefined || !typeOf(plain.contentType ?? "")?.isRight) return false;
      const asked = asking(plain);
      const take = (bytes: Buffer): boolean => {
        const yes = yesTo(plain.text, bytes, asked.client);
        if (!yes) return false;
        answer(outgoing, asked, { tokenId: yes.tokenId, headers, body: JSON.stringify(yes.reply) });
        return true;
      };
      const leave = (): void => {
        router(incoming, outgoing);
      };
      takeSmallBody(incoming, length, { take, leave });
      return true;
    },
  };
}
