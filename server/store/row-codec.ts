import type { SqlValue } from "./dialect.ts";
import { isGuarded, NEEDS, needsOf, restrictions as allRestrictions } from "./restrictions.ts";
import type { StoredAs } from "./tables.ts";

/** PostgreSQL takes no NUL and neither database a lone surrogate: refused here, both behave alike. */
export const isStorable = (value: unknown): boolean =>
  typeof value !== "string" || (!value.includes("\0") && value.isWellFormed());

function storableText(value: unknown): string {
  if (typeof value !== "string") {
    throw new TypeError(`Expected text, got ${typeof value}`);
  }
  if (!isStorable(value)) {
    throw new TypeError("Text with a NUL or a lone surrogate cannot be stored");
  }
  return value;
}

function storableInteger(value: unknown): number {
  if (!Number.isSafeInteger(value)) {
    throw new TypeError("Expected an integer of at most 53 bits");
  }
  return Number(value);
}

function storableBoolean(value: unknown): number {
  if (typeof value !== "boolean") {
    throw new TypeError(`Expected a boolean, got ${typeof value}`);
  }
  return value ? 1 : 0;
}

const toStored: Record<StoredAs, (value: unknown) => SqlValue> = {
  text: storableText,
  json: (value) => JSON.stringify(value),
  boolean: storableBoolean,
  integer: storableInteger,
};

const fromStored: Record<StoredAs, (value: unknown) => unknown> = {
  text: (value) => value,
  json: (value) => JSON.parse(String(value)),
  boolean: (value) => value === 1,
  integer: (value) => value,
};

export interface RowCodec {
  /** As they are stored: those of the rows, and of a guarded table `needs`. */
  readonly columns: readonly string[];
  readonly storedAs: (column: string) => StoredAs;
  readonly encode: (column: string, value: unknown) => SqlValue;
  /** Every column in order; a column missing or unknown is an error. */
  readonly encodeRow: (row: object) => SqlValue[];
  /** The least that the row needs once it is changed so; 0 is nothing. */
  readonly needsOfChange: (patch: object) => number;
  /** @throws Problem `unavailable` for a row with a restriction that this version does not know */
  readonly decodeRow: (stored: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  /** The same of the values of `columns`, which begin at an index of a list. */
  readonly decodeValues: (stored: readonly unknown[], from: number) => Record<string, unknown>;
}

export function rowCodec(
  table: string,
  definition: Readonly<Record<string, StoredAs>>,
  restrictions = allRestrictions,
): RowCodec {
  const entries = Object.entries(definition);
  const own = entries.map(([column]) => column);
  const guarded = isGuarded(table);
  const needs = needsOf(table, restrictions);

  const storedAs = (column: string): StoredAs => {
    const stored = Object.hasOwn(definition, column) ? definition[column] : undefined;
    if (stored === undefined) {
      throw new Error(`${table} has no column ${column}`);
    }
    return stored;
  };
  const encode = (column: string, value: unknown): SqlValue => {
    if (value === undefined) {
      throw new TypeError(`${table} needs a value for ${column}`);
    }
    return value === null ? null : toStored[storedAs(column)](value);
  };

  return {
    columns: guarded ? [...own, NEEDS] : own,
    storedAs,
    encode,
    encodeRow: (row) => {
      const given = new Map<string, unknown>(Object.entries(row));
      const values = own.map((column) => encode(column, given.get(column)));
      if (given.size !== own.length) {
        throw new Error(`A row of ${table} has columns that are not stored`);
      }
      return guarded ? [...values, needs.of(Object.fromEntries(given))] : values;
    },
    needsOfChange: (patch) => (guarded ? needs.of(Object.fromEntries(Object.entries(patch))) : 0),
    decodeValues: (stored, from) => {
      if (guarded) needs.demandKnown(stored[from + own.length]);
      const row: Record<string, unknown> = {};
      let at = from;
      for (const [column, as] of entries) {
        const value = stored[at];
        row[column] = value === null ? null : fromStored[as](value);
        at += 1;
      }
      return row;
    },
    decodeRow: (stored) => {
      if (guarded) needs.demandKnown(stored[NEEDS]);
      const row: Record<string, unknown> = {};
      for (const [column, as] of entries) {
        const value = stored[column];
        row[column] = value === null ? null : fromStored[as](value);
      }
      return row;
    },
  };
}
