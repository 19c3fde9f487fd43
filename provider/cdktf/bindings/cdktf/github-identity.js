"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.GitHubIdentity = void 0;
const cdktf_1 = require("cdktf");
const constructs_1 = require("constructs");
const index_js_1 = require("./service-account/index.js");
const index_js_2 = require("./trust-policy/index.js");
const may_js_1 = require("./may.js");
const GITHUB = "https://token.actions.githubusercontent.com";
const ownEvents = ["push", "schedule", "workflow_dispatch"];
/**
 * An account with a role, its binding and a trust policy: jobs of a repository exchange their ID token for a token of
 * minutes, and nothing is stored anywhere.
 * @throws Error when `repositoryId` is no number, or what it trusts would match more than was written
 */
class GitHubIdentity extends constructs_1.Construct {
    constructor(scope, id, config) {
        super(scope, id);
        const { name, project, description, may, maxTtl, issuer = GITHUB } = config;
        const told = description === undefined ? {} : { description };
        const claims = { repository_id: [repositoryId(config)], ...claimsOf(config.trusts) };
        this.serviceAccount = new index_js_1.ServiceAccount(this, "account", { name, project, ...told });
        const { role, roleBinding } = (0, may_js_1.grant)(this, { name, project, serviceAccountId: this.serviceAccount.id }, may);
        this.role = role;
        this.roleBinding = roleBinding;
        this.trustPolicy = new index_js_2.TrustPolicy(this, "trust", {
            serviceAccountId: this.serviceAccount.id,
            name,
            ...told,
            issuer,
            claims,
            ...(maxTtl !== undefined && { maxTtl }),
        });
    }
}
exports.GitHubIdentity = GitHubIdentity;
function repositoryId({ repositoryId: text }) {
    if (cdktf_1.Token.isUnresolved(text) || /^[1-9]\d*$/.test(text))
        return text;
    throw new Error(`repositoryId is the repository's number, which is never given to another (gh api repos/OWNER/NAME --jq .id), not ${JSON.stringify(text)}.`);
}
function claimsOf(trusts) {
    if (trusts === "repository")
        return {};
    if ("environment" in trusts)
        return { environment: [exactly("environment", trusts.environment)] };
    const { branch, events = ownEvents } = trusts;
    if (branch === "" || branch.startsWith("refs/")) {
        throw new Error(`branch is its name alone, for example "main", not ${JSON.stringify(branch)}.`);
    }
    if (events.length === 0)
        throw new Error("events must not be empty: leave it out instead.");
    return {
        ref: [`refs/heads/${branch}`],
        event_name: events.map((event) => exactly("events", event)),
    };
}
/** In a claim `*` stands for others. */
function exactly(what, text) {
    if (text !== "" && !text.includes("*"))
        return text;
    throw new Error(`${what} must be written out, without a wildcard, not ${JSON.stringify(text)}.`);
}
