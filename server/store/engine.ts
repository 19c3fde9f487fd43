import type { Dialect, Run } from "./dialect.ts";

/** A database, open and migrated. */
export interface Engine {
  readonly dialect: Dialect;
  /** Runs a statement on what is committed. */
  readonly read: Run;
  /** What tells the database's time, as `ms` since 1970; absent where its clock is this machine's. */
  readonly timeStatement?: string;
  /**
   * Runs `work` in one transaction and resolves once it is durable; when it rejects, nothing of it remains. May run `work`
   * more than once. `work` awaits nothing but what it was given.
   */
  readonly transact: <T>(work: (run: Run) => Promise<T>) => Promise<T>;
  /** Waits for transactions under way, then closes; everything after that is refused. */
  readonly close: () => Promise<void>;
}
