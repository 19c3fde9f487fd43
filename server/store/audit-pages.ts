import { auditRow } from "./audit-row.ts";
import { sql } from "kysely";

import type { AuditRow } from "../domain/rows.ts";
import type { AuditWhere } from "../domain/store.ts";
import type { Dialect, Parameter, Run } from "./dialect.ts";
import { isStorable } from "./row-codec.ts";
import type { RowCodec } from "./row-codec.ts";

interface Part {
  readonly column: string;
  readonly operator: "=" | "<" | ">=";
  readonly parameter: string | number;
}

function partsOf({ from, to, ...equal }: AuditWhere, before: number | undefined): readonly Part[] {
  const parts: Part[] = [];
  const add = (column: string, operator: Part["operator"], parameter: string | number | undefined): void => {
    if (parameter !== undefined) {
      parts.push({ column, operator, parameter });
    }
  };
  for (const [column, value] of Object.entries(equal)) {
    add(column, "=", value);
  }
  add("time", ">=", from);
  add("time", "<", to);
  add("sequence", "<", before);
  return parts;
}

export const longAudit = { reads: { table: "audit_entries" }, isLong: true } as const;

export type AuditPage = (
  run: Run,
  where: AuditWhere,
  page: { readonly before?: number | undefined; readonly limit: number },
) => Promise<readonly AuditRow[]>;

/** Pages of the audit, from its end. Each shape of condition is compiled once. */
export function auditPages(dialect: Dialect, codec: RowCodec): AuditPage {
  const texts = new Map<string, string>();

  const build = (parts: readonly Part[]): string => {
    let query = dialect.builder.selectFrom("audit_entries").select(codec.columns);
    for (const { column, operator } of parts) {
      query = query.where(sql<boolean>`${sql.ref(column)} ${sql.raw(operator)} ${null}`);
    }
    return query.orderBy("sequence", "desc").limit(1).compile().sql;
  };
  const textOf = (parts: readonly Part[]): string => {
    const shape = parts.map(({ column, operator }) => `${column}${operator}`).join();
    const text = texts.get(shape) ?? build(parts);
    texts.set(shape, text);
    return text;
  };
  return async (run, where, { before, limit }) => {
    const parts = partsOf(where, before);
    // What cannot be stored is in no entry.
    if (!parts.every(({ parameter }) => isStorable(parameter))) {
      return [];
    }
    const parameters: Parameter[] = [...parts.map(({ parameter }) => parameter), limit];
    const { rows } = await run(textOf(parts), parameters, longAudit);
    return rows.map((row) => auditRow(codec, row));
  };
}
