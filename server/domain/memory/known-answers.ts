import type { Reply, Validated } from "../../contract/operations.ts";
import type { ClientInfo } from "../caller.ts";
import type { KnownForwardAuth } from "./known-forward-auth.ts";

/** The operations that are asked by a body and may be answered from memory. */
export type AskedByBody = "access.check" | "introspect" | "token-review";

/**
 * What an operation answers, without waiting for anything. It only says yes, and only of what the use case of that name has
 * found before: undefined means that nothing was decided or counted, and that one is to be asked; so does whatever is thrown.
 */
export type KnownAnswer<Id extends AskedByBody> = (
  text: string,
  input: Validated<Id>,
  client: ClientInfo,
) => { readonly tokenId: string; readonly reply: Reply<Id> } | undefined;

/** All that may be answered from memory. */
export type KnownAnswers = { readonly [Id in AskedByBody]: KnownAnswer<Id> } & {
  readonly "forward-auth": KnownForwardAuth;
};

/** The same answers, while something holds, and none while it does not. */
export function answeringWhile(holds: () => boolean, answers: KnownAnswers): KnownAnswers {
  const only =
    <A extends readonly unknown[], T>(answer: (...asked: A) => T | undefined) =>
    (...asked: A): T | undefined =>
      holds() ? answer(...asked) : undefined;
  return {
    "forward-auth": only(answers["forward-auth"]),
    "access.check": only(answers["access.check"]),
    introspect: only(answers.introspect),
    "token-review": only(answers["token-review"]),
  };
}
