/** The pull request that a run is for. */
export interface PullRequest {
  /** `owner/name` of the repository it is to go into. */
  readonly repository: string;
  readonly number: number;
  /** The last one of its branch, by its first characters. */
  readonly commit: string | undefined;
  /** Whether its runs have neither an identity nor the right to write: those of forks, and Dependabot's. */
  readonly fromFork: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Undefined for a run that is for none.
 * @param event the text of the file GITHUB_EVENT_PATH names; empty when there is none
 */
export function readPullRequest(env: Env, event: string, fromFork: boolean): PullRequest | undefined {
  const repository = env["GITHUB_REPOSITORY"] ?? "";
  try {
    const { pull_request: pull } = JSON.parse(event) as {
      readonly pull_request?: { readonly number?: unknown; readonly head?: { readonly sha?: unknown } };
    };
    const { number, head } = pull ?? {};
    if (!Number.isInteger(number) || !/^[\w.-]+\/[\w.-]+$/.test(repository)) return undefined;
    const sha = typeof head?.sha === "string" && /^[0-9a-f]{40,64}$/.test(head.sha) ? head.sha : undefined;
    // Just seen to be one.
    return { repository, number: number as number, commit: sha?.slice(0, 12), fromFork };
  } catch {
    return undefined;
  }
}
