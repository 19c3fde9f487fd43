import type { Client, ClientProblem } from "../server/contract/client.ts";
import { explainCall } from "./explain.ts";
import type { MintedState, State } from "./state.ts";

export interface Revocation {
  /** For the log, a line each. */
  readonly lines: readonly string[];
  /** One text about everything that may still be alive, and why. */
  readonly warning: string | undefined;
}

interface Ports {
  readonly client: Client;
  /** Sends no credential: a token ends itself by its text (RFC 7009). */
  readonly bare: Client;
  readonly now: () => Date;
}

type One =
  | { readonly type: "ended"; readonly line: string }
  | { readonly type: "alive"; readonly reason: string };

/** Clocks differ: a token counts as ended by itself only this long after its end. */
const SKEW_MILLISECONDS = 60_000;

/** Revokes what main minted. A token that is gone already is what was wanted. */
export async function revokeAll(state: State, ports: Ports): Promise<Revocation> {
  const { url, minted } = state;
  const all = await Promise.all(minted.map((token) => revokeOne(token, url, ports)));
  // Last, since the others are revoked by it.
  if (state.exchangedUntil !== undefined) all.push(await revokeSignIn(state, state.exchangedUntil, ports));
  const alive = all.flatMap((one) => (one.type === "alive" ? [one.reason] : []));
  return {
    lines: all.flatMap((one) => (one.type === "ended" ? [one.line] : [])),
    warning: alive.length === 0 ? undefined : alive.join("\n"),
  };
}

async function revokeSignIn({ url, token }: State, until: string, { bare, now }: Ports): Promise<One> {
  if (isOver(until, now())) {
    return { type: "ended", line: "The token signed in with has ended by itself." };
  }
  const result = await bare.call("revoke", { body: { token } });
  if (result.type === "ok") return { type: "ended", line: "Revoked the token signed in with." };
  const reason = explainCall(result.problem, url);
  return {
    type: "alive",
    reason: `The token signed in with is alive until ${until}, since it could not be revoked: ${reason}`,
  };
}

function isOver(end: string, now: Date): boolean {
  return Date.parse(end) + SKEW_MILLISECONDS < now.getTime();
}

async function revokeOne(token: MintedState, url: string, { client, bare, now }: Ports): Promise<One> {
  const { name, expiresAt } = token;
  if (expiresAt !== undefined && isOver(expiresAt, now())) {
    return { type: "ended", line: `${name} has ended by itself.` };
  }
  const found =
    token.id === undefined
      ? await findByName(client, token.tokenName)
      : { type: "ok" as const, id: token.id };
  if (found.type === "problem") return alive(token, found.problem, url);
  if (found.id === undefined) return { type: "ended", line: `${name} was not minted.` };
  const result = await client.call("token.revoke", { id: found.id });
  if (result.type === "ok") return { type: "ended", line: `Revoked ${name}.` };
  if (result.problem.code === "not_found") return { type: "ended", line: `${name} is gone already.` };
  // The token signed in with may have ended long before this one.
  if (result.problem.code === "invalid_token" && token.secret !== undefined) {
    const itself = await bare.call("revoke", { body: { token: token.secret } });
    if (itself.type === "ok") return { type: "ended", line: `Revoked ${name}.` };
  }
  return alive(token, result.problem, url);
}

/** For a token whose creation was never answered: it may exist or not. */
async function findByName(
  client: Client,
  name: string,
): Promise<{ type: "ok"; id: string | undefined } | { type: "problem"; problem: ClientProblem }> {
  const found = await client.all("token.list", { name, ephemeral: "true" });
  return found.type === "problem"
    ? found
    : { type: "ok", id: found.value.find((token) => token.name === name)?.id };
}

function alive({ name, tokenName, expiresAt }: MintedState, problem: ClientProblem, url: string): One {
  const end = expiresAt === undefined ? "may be alive" : `is alive until ${expiresAt}`;
  return {
    type: "alive",
    reason: `${name} (${tokenName}) ${end}, since it could not be revoked: ${explainCall(problem, url)}`,
  };
}
