import type { ColumnTypes } from "./migration.ts";

/** The columns of every table of what somebody made. */
export const made = ({ text, integer }: ColumnTypes): string => `
  id ${text} primary key,
  created_at ${text} not null,
  updated_at ${text} not null,
  created_by ${text} not null,
  managed_by ${text} not null,
  needs ${integer} not null default 0`;
