import type { Where } from "./store.ts";

/** Whether a row meets a condition, as the databases decide it. */
export function rowMatches<R>(where: Where<R>, row: R): boolean {
  for (const [column, wanted] of Object.entries(where) as [string, unknown][]) {
    if (wanted !== undefined && !meets(column, wanted, row)) return false;
  }
  return true;
}

function meets<R>(column: string, wanted: unknown, row: R): boolean {
  // No kind of row has a column of these names: the type of a condition says what they hold.
  if (column === "anyOf") return (wanted as readonly Where<R>[]).some((where) => rowMatches(where, row));
  if (column === "allOf") return (wanted as readonly Where<R>[]).every((where) => rowMatches(where, row));
  const value: unknown = (row as Readonly<Record<string, unknown>>)[column];
  if (Array.isArray(wanted)) return wanted.includes(value);
  if (typeof wanted !== "object" || wanted === null) return value === wanted;
  const [[test, than] = ["", undefined]] = Object.entries(wanted) as [string, unknown][];
  return value !== null && (tests[test]?.(value, than) ?? false);
}

/** Of values that are not null. Ids and instants are ASCII, so that they are in the order of their bytes. */
const tests: Readonly<Record<string, (value: unknown, than: unknown) => boolean>> = {
  not: () => true,
  from: (value, than) => (value as string | number) >= (than as string | number),
  before: (value, than) => (value as string | number) < (than as string | number),
  startsWith: (value, than) => String(value).startsWith(String(than)),
  contains: (value, than) => folded(String(value)).includes(folded(String(than))),
};

function folded(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
