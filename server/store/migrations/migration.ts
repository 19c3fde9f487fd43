/** The words in which the databases differ when a table is made. */
export interface ColumnTypes {
  /** Compared by bytes. */
  readonly text: string;
  /** At least 53 bits. */
  readonly integer: string;
  /** What follows the columns of a table. */
  readonly options: string;
}

/**
 * A step forward of the schema; there is none back. Once released it never changes: the database keeps its checksum.
 * A replica of the release before must go on working beside it, so a step adds, and what it replaces goes a release later.
 */
export interface Migration {
  readonly name: string;
  readonly statements: (types: ColumnTypes) => readonly string[];
}
