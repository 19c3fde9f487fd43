import type { Dialect, Run } from "./dialect.ts";

/** A database that nothing is written to, as it was at one moment. */
export interface SnapshotEngine {
  readonly dialect: Dialect;
  readonly run: Run;
  readonly close: () => Promise<void>;
}
