import { type Answer, askGitHub, type GitHubOptions } from "./github-api.ts";
import type { SecretTarget } from "./secret-target.ts";

/** What GitHub's API has of secrets (docs.github.com/rest: actions, dependabot and codespaces have the same). */
export interface GitHub {
  /** The X25519 public key that secrets there are sealed for, in base64. */
  readonly publicKey: (target: SecretTarget) => Promise<Answer<{ key_id: string; key: string }>>;
  /** What there is of a secret, never its value; status 404 when there is none. */
  readonly read: (target: SecretTarget) => Promise<Answer<SecretFacts>>;
  /** A page, from 1, of a hundred repositories that an organization's secret was selected for. */
  readonly repositories: (
    target: SecretTarget,
    page: number,
  ) => Promise<Answer<{ repositories: readonly { id: number }[] }>>;
  readonly write: (target: SecretTarget, body: Readonly<Record<string, unknown>>) => Promise<Answer<unknown>>;
  /** Deletes a secret that is not there, which is a 404 to whoever may. */
  readonly deleteNothing: (target: SecretTarget, name: string) => Promise<Answer<unknown>>;
}

interface SecretFacts {
  readonly updated_at: string;
  readonly visibility?: string;
}

export function createGitHub(options: GitHubOptions): GitHub {
  const ask = askGitHub(options);
  return {
    publicKey: (target) => ask("GET", `${folderOf(target)}/public-key`),
    read: (target) => ask("GET", `${folderOf(target)}/${target.name}`),
    repositories: (target, page) =>
      ask("GET", `${folderOf(target)}/${target.name}/repositories?per_page=100&page=${String(page)}`),
    write: (target, body) => ask("PUT", `${folderOf(target)}/${target.name}`, body),
    deleteNothing: (target, name) => ask("DELETE", `${folderOf(target)}/${name}`),
  };
}

function folderOf(target: SecretTarget): string {
  const { owner, store } = target;
  if (target.type === "organization") return `/orgs/${owner}/${store}/secrets`;
  const { repository, environment } = target;
  const at = `/repos/${owner}/${repository}`;
  return environment === undefined
    ? `${at}/${store}/secrets`
    : `${at}/environments/${encodeURIComponent(environment)}/secrets`;
}
