/** What to do with declarations, and how to go about it. */
export interface Deploying {
  readonly mode: "plan" | "apply";
  /** Within the workspace, "" for all of it. */
  readonly directory: string;
  /** Paths and globs from there; those that begin with `!` take out what others match. */
  readonly patterns: readonly string[];
  /** Of one project, or undefined: of each project that a folder in `directory` is named for. */
  readonly project: string | undefined;
  /** Of the one declaration, or of the one in each project. */
  readonly name: string;
  /** The folder that the name is made of, which is then shared by whatever else is declared there; undefined: it was given. */
  readonly namedFor: string | undefined;
  readonly prune: boolean;
  /** Null is the server's own. */
  readonly pruneLimit: number | null;
  /** The digest of the plan that was seen; null carries out the one of now. */
  readonly planDigest: string | null;
  readonly failOnDrift: boolean;
}
