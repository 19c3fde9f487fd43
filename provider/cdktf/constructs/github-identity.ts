import { Token } from "cdktf";
import { Construct } from "constructs";
import type { Role } from "../bindings/cdktf/role/index.js";
import type { RoleBinding } from "../bindings/cdktf/role-binding/index.js";
import { ServiceAccount } from "../bindings/cdktf/service-account/index.js";
import { TrustPolicy } from "../bindings/cdktf/trust-policy/index.js";
import { grant, type May } from "./may.ts";

/** The jobs of a repository, which of them are trusted, and what they may do. */
export interface GitHubIdentityConfig {
  /** A DNS label, unique among the accounts of its project; also the name of its trust policy, and of its role if it has its own. */
  readonly name: string;
  /** By name. The jobs may act there and below. */
  readonly project: string;
  readonly description?: string;
  /** Rules of its own, or a role there is. */
  readonly may: May;
  /**
   * The repository's number, `gh api repos/OWNER/NAME --jq .id`: a name can be given to another repository one day, this
   * never. That of another provider's data source is a number to CDKTF: `Token.asString(...)`.
   */
  readonly repositoryId: string;
  /** Which of its jobs. There is no default, so that nobody trusts all of them by leaving a word out. */
  readonly trusts: TrustedJobs;
  /** How long the tokens last at most, a minute to a day; 15 minutes by default. */
  readonly maxTtl?: string;
  /** Of a GitHub Enterprise Server, `https://HOST/_services/token`; github.com's by default. */
  readonly issuer?: string;
}

export type TrustedJobs =
  /** Those of a deployment environment, whose protection rules then say which jobs get there. */
  | { readonly environment: string }
  /**
   * Those on a branch, `main` or `release/*`, by these events; by default `push`, `schedule` and `workflow_dispatch`. On the
   * default branch also run workflows that strangers set off, by `issue_comment` or `pull_request_target` for example.
   */
  | { readonly branch: string; readonly events?: readonly string[] }
  /** All of them: of every branch, and of every event that gives a job an ID token. */
  | "repository";

const GITHUB = "https://token.actions.githubusercontent.com";
const ownEvents = ["push", "schedule", "workflow_dispatch"];

/**
 * An account with a role, its binding and a trust policy: jobs of a repository exchange their ID token for a token of
 * minutes, and nothing is stored anywhere.
 * @throws Error when `repositoryId` is no number, or what it trusts would match more than was written
 */
export class GitHubIdentity extends Construct {
  readonly serviceAccount: ServiceAccount;
  /** Of its own; undefined where `may` names one. */
  readonly role: Role | undefined;
  readonly roleBinding: RoleBinding;
  readonly trustPolicy: TrustPolicy;

  constructor(scope: Construct, id: string, config: GitHubIdentityConfig) {
    super(scope, id);
    const { name, project, description, may, maxTtl, issuer = GITHUB } = config;
    const told = description === undefined ? {} : { description };
    const claims = { repository_id: [repositoryId(config)], ...claimsOf(config.trusts) };
    this.serviceAccount = new ServiceAccount(this, "account", { name, project, ...told });
    const { role, roleBinding } = grant(
      this,
      { name, project, serviceAccountId: this.serviceAccount.id },
      may,
    );
    this.role = role;
    this.roleBinding = roleBinding;
    this.trustPolicy = new TrustPolicy(this, "trust", {
      serviceAccountId: this.serviceAccount.id,
      name,
      ...told,
      issuer,
      claims,
      ...(maxTtl !== undefined && { maxTtl }),
    });
  }
}

function repositoryId({ repositoryId: text }: GitHubIdentityConfig): string {
  if (Token.isUnresolved(text) || /^[1-9]\d*$/.test(text)) return text;
  throw new Error(
    `repositoryId is the repository's number, which is never given to another (gh api repos/OWNER/NAME --jq .id), not ${JSON.stringify(text)}.`,
  );
}

function claimsOf(trusts: TrustedJobs): Record<string, string[]> {
  if (trusts === "repository") return {};
  if ("environment" in trusts) return { environment: [exactly("environment", trusts.environment)] };
  const { branch, events = ownEvents } = trusts;
  if (branch === "" || branch.startsWith("refs/")) {
    throw new Error(`branch is its name alone, for example "main", not ${JSON.stringify(branch)}.`);
  }
  if (events.length === 0) throw new Error("events must not be empty: leave it out instead.");
  return {
    ref: [`refs/heads/${branch}`],
    event_name: events.map((event) => exactly("events", event)),
  };
}

/** In a claim `*` stands for others. */
function exactly(what: string, text: string): string {
  if (text !== "" && !text.includes("*")) return text;
  throw new Error(`${what} must be written out, without a wildcard, not ${JSON.stringify(text)}.`);
}
