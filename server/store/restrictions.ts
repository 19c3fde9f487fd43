import { Problem } from "../contract/problem.ts";
import { tables } from "./tables.ts";
import type { TableName } from "./tables.ts";

/**
 * A way to restrict that a later version than the first brought: a column, a value or a member of a column's JSON, which
 * the version before does not know, and would take for no restriction at all.
 */
export interface Restriction {
  readonly table: TableName;
  /** Whether a row uses it, or a change of one brings it in. */
  readonly isUsedBy: (values: Readonly<Record<string, unknown>>) => boolean;
}

/**
 * In the order in which versions brought them: appended to, and never changed once released. In its column `needs` a row says
 * the number of the last one it uses, the first being 1.
 */
export const restrictions: readonly Restriction[] = [];

/** Besides what somebody made: what decides as well whether something is allowed. */
const others: ReadonlySet<string> = new Set<TableName>(["secrets", "sign_ins"]);

/** Whether a table has the column `needs`. */
export function isGuarded(table: string): boolean {
  return others.has(table) || (table in tables && "managed_by" in tables[table as TableName]);
}

export const NEEDS = "needs";

/** What the rows of a table need whoever reads them to know. */
export interface Needs {
  readonly of: (values: Readonly<Record<string, unknown>>) => number;
  /**
   * Nobody decides by half a row: what a version does not know could only be taken for no restriction.
   * @throws Problem `unavailable` for a row that needs more than this version knows
   */
  readonly demandKnown: (needs: unknown) => void;
}

export function needsOf(table: string, known: readonly Restriction[]): Needs {
  return {
    of: (values) =>
      known.findLastIndex((restriction) => restriction.table === table && restriction.isUsedBy(values)) + 1,
    demandKnown: (needs) => {
      if (Number(needs) <= known.length) return;
      throw new Problem(
        "unavailable",
        `This server is older than what is asked for: a newer version of Jeton restricted one of the ${table} concerned in a way that this one does not know. Ask again for a server of that version, or upgrade this one.`,
      );
    },
  };
}
