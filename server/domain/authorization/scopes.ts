import { SYSTEM } from "../../contract/text.ts";
import type { ProjectRow } from "../rows.ts";
import type { Reader } from "../store.ts";

/** A place where things are and rights hold. */
export interface Scope {
  /** A project's id, or `system`. */
  readonly id: string;
  readonly name: string;
  /** The ids of this scope and all above it, `system` last. */
  readonly chain: readonly string[];
}

export const systemScope: Scope = { id: SYSTEM, name: SYSTEM, chain: [SYSTEM] };

/** Finds scopes, remembering them: for as long as one request lasts, or an epoch. */
export interface Scopes {
  /** Undefined when there is no such project. */
  readonly byName: (name: string) => Promise<Scope | undefined>;
  /** The same as `byId` of what was looked up before. */
  readonly known: (id: string) => Scope | undefined;
  /** The scope of a row; a project that is gone has no scope. */
  readonly byId: (id: string) => Promise<Scope | undefined>;
  /** The same for many at once; ids of projects that are gone are left out. */
  readonly byIds: (ids: readonly string[]) => Promise<ReadonlyMap<string, Scope>>;
}

export function isAtOrBelow(scope: Scope, ancestorId: string): boolean {
  return scope.chain.includes(ancestorId);
}

export function createScopes(reader: Reader): Scopes {
  const known = new Map<string, Scope>([[SYSTEM, systemScope]]);

  const byIds: Scopes["byIds"] = async (ids) => {
    const missing = [...new Set(ids)].filter((id) => !known.has(id));
    if (missing.length > 0) {
      const rows = await reader.projects.list({ id: missing });
      await remember(rows);
    }
    return new Map(ids.flatMap((id) => (known.has(id) ? [[id, known.get(id) ?? systemScope]] : [])));
  };

  /** Adds the scopes of those projects; their ancestors are fetched in one read. */
  const remember = async (rows: readonly ProjectRow[]): Promise<void> => {
    const names = [...new Set(rows.flatMap(({ name }) => ancestorNames(name)))];
    const ancestors = names.length > 0 ? await reader.projects.list({ name: names }) : [];
    const idByName = new Map([...ancestors, ...rows].map(({ id, name }) => [name, id]));
    for (const { id, name } of rows) {
      const above = ancestorNames(name).map((ancestor) => idByName.get(ancestor));
      const chain = [id, ...above.filter((ancestor) => ancestor !== undefined), SYSTEM];
      known.set(id, { id, name, chain });
    }
  };

  return {
    byIds,
    known: (id) => known.get(id),
    byId: async (id) => (await byIds([id])).get(id),
    byName: async (name) => {
      if (name === SYSTEM) return systemScope;
      const [row] = await reader.projects.list({ name }, { limit: 1 });
      if (!row) return undefined;
      return (await byIds([row.id])).get(row.id);
    },
  };
}

/** Nearest first: `a.b` and `a` of `a.b.c`. */
export function ancestorNames(name: string): readonly string[] {
  const labels = name.split(".");
  return labels
    .slice(1)
    .map((_, index) => labels.slice(0, index + 1).join("."))
    .toReversed();
}
