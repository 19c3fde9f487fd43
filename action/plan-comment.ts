import type { Report } from "./declare.ts";
import type { Deploying } from "./deploying.ts";
import { type Answer, askGitHub, type Ask, type GitHubOptions } from "./github-api.ts";
import { escapeHtml } from "./plain-text.ts";
import { planMarkup } from "./plan-text.ts";
import type { PullRequest } from "./pull-request.ts";

/** GitHub takes 65,536 characters. */
const MOST_OF_COMMENT = 24_000;

const PAGE = 100;
/** Of more comments nobody reads any. */
const MOST_PAGES = 30;

type Commented =
  | { readonly type: "done"; readonly line: string }
  /** Never a reason to fail: the plan is in the log and in the summary. */
  | { readonly type: "failed"; readonly level: "notice" | "warning"; readonly message: string };

interface Comment {
  readonly id: number;
  readonly body?: string | null;
  readonly user?: { readonly id: number; readonly type: string } | null;
}

interface About {
  readonly pull: PullRequest;
  readonly deploying: Pick<Deploying, "name" | "project">;
  /** Of the run. */
  readonly runUrl: string;
  /** Hides what must not be seen. */
  readonly shown: (text: string) => string;
}

/**
 * Shows plans in one comment on a pull request, which later runs change instead of adding another. It is found again by a
 * mark that is not seen, and only among comments of apps and of the token's own user: those of others could be changed by
 * them once the plan is in it. Without changes and without a comment there is none to write.
 */
export async function commentOn(report: Report, about: About, options: GitHubOptions): Promise<Commented> {
  const { pull, deploying } = about;
  const ask = askGitHub(options);
  const mark = markOf(deploying);
  const found = await find(mark, pull, ask);
  if (found.type === "failed") return explain(found, pull);
  const { id } = found;
  if (id === undefined && !report.hasChanges) return { type: "done", line: "" };
  const body = about.shown(bodyOf(report, { ...about, mark }));
  const written =
    id === undefined
      ? await ask("POST", `/repos/${pull.repository}/issues/${String(pull.number)}/comments`, { body })
      : await ask("PATCH", `/repos/${pull.repository}/issues/comments/${String(id)}`, { body });
  if (written.type === "failed") return explain(written, pull);
  return { type: "done", line: `The plan is in a comment of pull request ${String(pull.number)}.` };
}

/** Of one declaration, or of one for each folder; no text ends an HTML comment that is percent-encoded. */
function markOf({ name, project = "*" }: Pick<Deploying, "name" | "project">): string {
  return `<!-- jeton:declaration ${encodeURIComponent(project)}/${encodeURIComponent(name)} -->`;
}

type Found = { readonly type: "ok"; readonly id: number | undefined } | Failure;
type Failure = Extract<Answer<unknown>, { type: "failed" }>;

async function find(mark: string, { repository, number }: PullRequest, ask: Ask): Promise<Found> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const path = `/repos/${repository}/issues/${String(number)}/comments?per_page=${String(PAGE)}&page=${String(page)}`;
    const answer = await ask<readonly Comment[]>("GET", path);
    if (answer.type === "failed") return answer;
    const comments = Array.isArray(answer.value) ? answer.value : [];
    for (const { id, body, user } of comments) {
      if (body?.startsWith(mark) === true && (await isOurs(user, ask))) return { type: "ok", id };
    }
    if (comments.length < PAGE) break;
  }
  return { type: "ok", id: undefined };
}

/** An app's token, such as the workflow's own, has no user to ask for. */
async function isOurs(user: Comment["user"], ask: Ask): Promise<boolean> {
  if (user?.type === "Bot") return true;
  const self = await ask<{ readonly id?: unknown } | undefined>("GET", "/user");
  return user?.id !== undefined && self.type === "ok" && self.value?.id === user.id;
}

function bodyOf(
  { plans }: Report,
  { pull, runUrl, mark }: Pick<About, "pull" | "runUrl"> & { readonly mark: string },
): string {
  const commit = pull.commit === undefined ? "" : ` for commit ${pull.commit}`;
  return [
    mark,
    planMarkup(plans, MOST_OF_COMMENT),
    `<p>By <a href="${escapeHtml(runUrl)}">this run</a>${commit}.</p>`,
  ].join("\n");
}

function explain({ status, message }: Failure, { fromFork }: PullRequest): Commented {
  const why = message === "" ? "" : `: ${message}`;
  if (status === 403 && fromFork) {
    const reason = "the token of a run for a fork may only read";
    return { type: "failed", level: "notice", message: `The plan is in no comment, since ${reason}${why}.` };
  }
  const said =
    status === undefined ? `GitHub's API cannot be reached${why}` : `GitHub says ${String(status)}${why}`;
  const remedy =
    "Check that `github-token` is given and the job has `permissions: { pull-requests: write }`.";
  return { type: "failed", level: "warning", message: `The plan is in no comment: ${said}. ${remedy}` };
}
