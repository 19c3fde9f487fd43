import type { Validated } from "../../contract/operations.ts";
import { authorize } from "../authorization/authorize.ts";
import type { ClientInfo } from "../caller.ts";
import {
  countPassed,
  findCaller,
  type KnownCaller,
  type KnownDependencies,
  takesTurn,
} from "./known-caller.ts";
import type { Identity } from "./known.ts";

type Query = Validated<"forward-auth">["query"];

/**
 * What a reverse proxy asks, answered without waiting for anything. It only says yes, and only to what the use case of that
 * name was asked before, by what was found of owners then: undefined means that nothing was decided or counted, and that one is to be asked.
 */
export type KnownForwardAuth = (text: string, query: Query, client: ClientInfo) => Identity | undefined;

export function createKnownForwardAuth(deps: KnownDependencies): KnownForwardAuth {
  return (text, query, client) => {
    const caller = findCaller(deps, text, { client, meantFor: query.audience ?? deps.audience });
    if (!caller || !mayPass(caller, query)) return undefined;
    const { token, identity } = caller.known;
    if (!identity || !takesTurn(deps, token, client)) return undefined;
    countPassed(deps, token, client);
    return identity;
  };
}

function mayPass({ rights, remembered: { targets } }: KnownCaller, query: Query): boolean {
  if (query.resource_type === undefined) return true;
  const target = targets.get(questionOf(query));
  // Who may do it sees where: that the caller does, which the ordinary way looks at, follows.
  return target !== undefined && authorize(rights, target);
}

/** What a query asks about, as one text. */
export function questionOf({
  resource_type: type,
  action,
  name,
  project,
}: Pick<Query, "resource_type" | "action" | "name" | "project">): string {
  return `${type ?? ""} ${action ?? ""} ${project ?? ""} ${name === undefined ? "" : `/${name}`}`;
}
