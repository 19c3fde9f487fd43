import { subjectNames } from "../../contract/access.ts";
import { answering } from "../authorization/explain.ts";
import type { KnownAnswer } from "./known-answers.ts";
import { countPassed, findCaller, type KnownDependencies, takesTurn } from "./known-caller.ts";
import { questionOf } from "./known-forward-auth.ts";

/** What a caller asks about itself, when it may do all of it. */
export function createKnownAccessCheck(deps: KnownDependencies): KnownAnswer<"access.check"> {
  return (text, { body }, client) => {
    const caller = findCaller(deps, text, { client, meantFor: deps.audience });
    if (!caller || subjectNames.some((name) => body[name] !== undefined)) return undefined;
    const { known, rights, remembered } = caller;
    const answer = answering("/checks");
    const isAllowed = body.checks.every((check) => {
      const target = remembered.targets.get(questionOf(check));
      // As for a proxy, who may do it sees where.
      return target !== undefined && answer({ ...rights, stopped: [] }, target);
    });
    if (!isAllowed || !takesTurn(deps, known.token, client)) return undefined;
    countPassed(deps, known.token, client);
    return { tokenId: known.token.id, reply: { results: body.checks.map(() => ({ allowed: true })) } };
  };
}
