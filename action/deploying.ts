/** What to do with declarations, and how to go about it. */
export interface Deploying {
  readonly mode: "plan" | "apply";
  /** Within the workspace, "" for all of it. */
  readonly directory: string;
  /** Paths and globs from there; those that begin with `!` take out what others match. */
  readonly patterns: readonly string[];
  readonly name: string;
  readonly project: string;
  readonly prune: boolean;
  /** Null is the server's own. */
  readonly pruneLimit: number | null;
  /** The digest of the plan that was seen; null carries out the one of now. */
  readonly planDigest: string | null;
  readonly failOnDrift: boolean;
}
