/** The run this Action is a step of, as GitHub names it; an absent part is empty. */
export interface Job {
  readonly serverUrl: string;
  readonly repository: string;
  readonly runId: string;
  readonly runAttempt: string;
  readonly workflow: string;
  readonly job: string;
}

/** From the runner's default variables. */
export function readJob(env: Readonly<Record<string, string | undefined>>): Job {
  return {
    serverUrl: env["GITHUB_SERVER_URL"] ?? "",
    repository: env["GITHUB_REPOSITORY"] ?? "",
    runId: env["GITHUB_RUN_ID"] ?? "",
    runAttempt: env["GITHUB_RUN_ATTEMPT"] ?? "",
    workflow: env["GITHUB_WORKFLOW"] ?? "",
    job: env["GITHUB_JOB"] ?? "",
  };
}

const MAX_LABEL = 255;

/** Where a token comes from, for whoever finds it in a list. */
export function labelsOf(job: Job): Record<string, string> {
  const labels = {
    "github/repository": job.repository,
    "github/workflow": job.workflow,
    "github/job": job.job,
    "github/run-id": job.runId,
    "github/run-attempt": job.runAttempt,
  };
  return Object.fromEntries(
    Object.entries(labels)
      .map(([key, value]) => [key, labelValue(value)] as const)
      .filter(([, value]) => value !== ""),
  );
}

/** A workflow's name may be any text; a label's value holds 255 characters of valid Unicode without NUL. */
function labelValue(text: string): string {
  return Array.from(text.toWellFormed().replaceAll("\0", "")).slice(0, MAX_LABEL).join("");
}

export function describeToken(job: Job, name: string): string {
  return `${name} of ${runUrl(job) || "a GitHub Actions job"}`;
}

/** Where the run can be looked at; empty when it is not known. */
export function runUrl({ serverUrl, repository, runId }: Job): string {
  const run = [serverUrl, repository, "actions/runs", runId];
  return run.includes("") ? "" : run.join("/");
}

/** A unique name among the account's tokens, by which one is found again even if the reply that made it was lost. */
export function tokenName(job: Job, name: string, unique: string): string {
  const run = /^\d{1,20}$/.test(job.runId) ? job.runId : "local";
  return `action-${run}-${name}-${unique}`;
}

/** For the header that says who looks after what is made; it holds 128 characters at most. */
export function managedBy(job: Job): string {
  const label = job.repository.replaceAll(/[^\x21-\x7e]/g, "").slice(0, 100);
  return label === "" ? "action" : `action:${label}`;
}

/** In `last_used_by` it tells which run used the token; a header holds printable ASCII only. */
export function userAgent(job: Job): string {
  const run = `${job.repository} run ${job.runId}`.replaceAll(/[^\x20-\x7e]|[()\\]/g, "");
  return `jeton-action (${run.trim()})`;
}
