import type { Answer } from "./github-api.ts";
import { oneLine } from "./plain-text.ts";
import { formatTarget, type SecretTarget } from "./secret-target.ts";

type Failure = Extract<Answer<unknown>, { type: "failed" }>;

/** Why GitHub does not let a secret be written, and what to do about it. */
export function explainGitHub({ status, message, accepted }: Failure, target: SecretTarget): string {
  const said = message === "" ? "" : `: ${message}`;
  if (status === undefined) return `GitHub's API cannot be reached${said}.`;
  if (status === 401) {
    return `GitHub refuses \`secrets-token\`${said}. It may be wrong, ended or revoked; store a new one.`;
  }
  if (status >= 300 && status < 400) {
    return `GitHub says that it is somewhere else now (status ${String(status)}), which is not followed, since the token would go along. Write the new name of the owner or the repository.`;
  }
  if (status === 403 || status === 404) {
    return `GitHub says no (status ${String(status)}${said}). ${remedy(message, accepted, target)}`;
  }
  return `GitHub answers with status ${String(status)}${said}.`;
}

function remedy(message: string, accepted: string | undefined, target: SecretTarget): string {
  const place = target.type === "organization" ? target.owner : `${target.owner}/${target.repository}`;
  const wanted = permissionFor(target);
  const header = accepted === undefined ? "" : ` (GitHub names ${oneLine(accepted)})`;
  const own = message.includes("by integration")
    ? " The workflow's own `github.token` can never write secrets."
    : "";
  return `Check the spelling of ${formatTarget(target)}, and that \`secrets-token\` is of a GitHub App or a fine-grained personal token with ${wanted} for ${place}${header}.${own}`;
}

const permissions = {
  actions: "Secrets",
  dependabot: "Dependabot secrets",
  codespaces: "Codespaces secrets",
};

/** As GitHub's settings of an App or a token name it. */
function permissionFor(target: SecretTarget): string {
  const write = `\`${permissions[target.store]}: write\``;
  if (target.type === "organization") return `${write} of the organization`;
  return target.environment === undefined ? write : "`Environments: write` and `Secrets: read`";
}
