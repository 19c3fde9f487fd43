import type { Dialect, Parameter, Run, SqlValue } from "./dialect.ts";
import type { MigrateOptions } from "./migrate.ts";

/** How a database is opened. */
export interface EngineOptions extends MigrateOptions {
  /** Awaited when all of a transaction is done but its commit; when it rejects nothing of it remains. */
  readonly beforeCommit?: (() => Promise<void>) | undefined;
}

/** Reads for which others make nobody wait, and word of changes from process to process, which may get lost. */
export interface Apart {
  readonly read: Run;
  /** Tells others that something was committed which they want to know of; never throws. */
  readonly notify: () => void;
  /** Calls back when another one may have done so. */
  readonly onNotice: (listener: () => void) => void;
}

type Transact = <T>(work: (run: Run) => Promise<T>) => Promise<T>;

/** A database, open and migrated. */
export interface Engine {
  readonly dialect: Dialect;
  /** Runs a statement on what is committed. */
  readonly read: Run;
  /**
   * The first row that a statement finds, its values in the order of the columns, without waiting: for one row by its key.
   * Absent where another process is asked. Throws the driver's error.
   */
  readonly first?: (statement: string, parameters: readonly Parameter[]) => readonly SqlValue[] | undefined;
  /** What tells the database's time, as `ms` since 1970; absent where its clock is this machine's. */
  readonly timeStatement?: string;
  /** A way beside the others; absent where reads never wait for one another, and nobody tells of changes. */
  readonly apart?: Apart;
  /**
   * Runs `work` in one transaction and resolves once it is durable; when it rejects, nothing of it remains. May run `work`
   * more than once. `work` awaits nothing but what it was given.
   */
  readonly transact: Transact;
  /** The same for what takes no lock that all writers take: it does not wait behind those who wait for that. */
  readonly transactBriefly: Transact;
  /** Waits for transactions under way, then closes; everything after that is refused. */
  readonly close: () => Promise<void>;
}
