import { firstTables } from "./0001-first-tables.ts";
import type { Migration } from "./migration.ts";

/** In order; the first has number 1. */
export const migrations: readonly Migration[] = [firstTables];
