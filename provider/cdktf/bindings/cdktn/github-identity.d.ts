import { Construct } from "constructs";
import type { Role } from "./role/index.js";
import type { RoleBinding } from "./role-binding/index.js";
import { ServiceAccount } from "./service-account/index.js";
import { TrustPolicy } from "./trust-policy/index.js";
import { type May } from "./may.js";
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
{
    readonly environment: string;
}
/**
 * Those on a branch, `main` or `release/*`, by these events; by default `push`, `schedule` and `workflow_dispatch`. On the
 * default branch also run workflows that strangers set off, by `issue_comment` or `pull_request_target` for example.
 */
 | {
    readonly branch: string;
    readonly events?: readonly string[];
}
/** All of them: of every branch, and of every event that gives a job an ID token. */
 | "repository";
/**
 * An account with a role, its binding and a trust policy: jobs of a repository exchange their ID token for a token of
 * minutes, and nothing is stored anywhere.
 * @throws Error when `repositoryId` is no number, or what it trusts would match more than was written
 */
export declare class GitHubIdentity extends Construct {
    readonly serviceAccount: ServiceAccount;
    /** Of its own; undefined where `may` names one. */
    readonly role: Role | undefined;
    readonly roleBinding: RoleBinding;
    readonly trustPolicy: TrustPolicy;
    constructor(scope: Construct, id: string, config: GitHubIdentityConfig);
}
