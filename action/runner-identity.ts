type Env = Readonly<Record<string, string | undefined>>;

/** Where the runner gives ID tokens of the job, and to whom. */
export interface RunnerRequest {
  readonly url: string;
  readonly bearer: string;
}

/** How a job gets an ID token from its runner, and what tells why it cannot. */
export interface RunnerIdentity {
  /** Undefined when the run has no identity. */
  readonly request: RunnerRequest | undefined;
  /** Whether the run is one of a pull request from a fork. */
  readonly fromFork: boolean;
  readonly byDependabot: boolean;
}

/**
 * From the runner's variables and the event that started the run.
 * @param event the text of the file GITHUB_EVENT_PATH names; empty when there is none
 */
export function readRunnerIdentity(env: Env, event: string): RunnerIdentity {
  const url = env["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "";
  const bearer = env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] ?? "";
  return {
    request: URL.canParse(url) && bearer !== "" ? { url, bearer } : undefined,
    fromFork: isFromFork(env["GITHUB_EVENT_NAME"] ?? "", event),
    byDependabot: env["GITHUB_ACTOR"] === "dependabot[bot]",
  };
}

/** Runs for `pull_request_target` are those of the repository itself, and have what its other runs have. */
function isFromFork(eventName: string, event: string): boolean {
  if (!/^pull_request(?!_target)/.test(eventName)) return false;
  try {
    const { pull_request: pull } = JSON.parse(event) as {
      readonly pull_request?: { readonly head?: Side; readonly base?: Side };
    };
    // The repository of a fork that was deleted is null.
    return pull !== undefined && pull.head?.repo?.full_name !== pull.base?.repo?.full_name;
  } catch {
    return false;
  }
}

/**
 * Whether a run is for a push to the repository's default branch.
 * @param event as above
 */
export function isMainPush(env: Env, event: string): boolean {
  if (env["GITHUB_EVENT_NAME"] !== "push" || env["GITHUB_REF_TYPE"] === "tag") return false;
  try {
    const { repository } = JSON.parse(event) as {
      readonly repository?: { readonly default_branch?: unknown };
    };
    const branch = repository?.default_branch;
    return typeof branch === "string" && env["GITHUB_REF"] === `refs/heads/${branch}`;
  } catch {
    return false;
  }
}

interface Side {
  readonly repo?: { readonly full_name?: string } | null;
}
