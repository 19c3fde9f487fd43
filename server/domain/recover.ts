import { type Bootstrapped, generateToken } from "./bootstrap.ts";
import type { Dependencies } from "./dependencies.ts";
import { someAdmin } from "./authorization/last-admin.ts";
import { createScopes } from "./authorization/scopes.ts";
import type { Transaction } from "./store.ts";
import { systemActor } from "./system-actor.ts";
import { entry } from "./use-case.ts";

type World = Pick<Dependencies, "store" | "salts" | "now" | "newId" | "randomBytes" | "audience">;

/**
 * Makes another bootstrap token where nobody can administer the system any more. One that was generated and never used
 * does not count: the process that made it may have ended before it was handed over.
 * @param how.force also where somebody can
 * @throws Error with a message for the operator
 */
export async function recover(deps: World, { force }: { readonly force: boolean }): Promise<Bootstrapped> {
  const { store, audience } = deps;
  return store.write(systemActor, async (rows) => {
    const now = deps.now().toISOString();
    const [first] = await rows.tokens.list({}, { limit: 1 });
    if (!first)
      throw new Error("this database never had a token; start a server on it, which makes the first one");
    const where = { rows, scopes: createScopes(rows), now, audience };
    if (!force && (await someAdmin(where, await neverUsed(rows)))) throw new Error(NOT_LOCKED);
    const made = await generateToken(deps, rows, {
      name: `recovery ${now}`,
      description: "Made by `jeton admin recover`; make others with it, then delete it.",
      now,
    });
    const recovered = made.entries.map(({ targetId }) => entry("token.recover", targetId, { force }));
    return { result: made.result, entries: [...made.entries, ...recovered] };
  });
}

const NOT_LOCKED =
  "nothing is locked: a system administrator has a usable token or a password, and nothing was changed. If nobody can " +
  "get at either, add --force";

async function neverUsed({ tokens }: Transaction): Promise<ReadonlySet<string>> {
  const unused = await tokens.list({ kind: "b", last_used_at: null, expires_at: { not: null } });
  return new Set(unused.map(({ id }) => id));
}
