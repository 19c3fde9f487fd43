import type { ClaimMatchers } from "../authorization/claim-matching.ts";
import { isExact } from "../authorization/claim-matching.ts";

/**
 * Issuers whose ID tokens anybody in the world can have: what tells one customer from another are their claims alone, and
 * names among them (`sub`, `repository`) are given away again after a rename or a removal. These ids never are.
 */
const sharedIssuers: Readonly<Record<string, readonly string[]>> = {
  "https://token.actions.githubusercontent.com": ["repository_id", "repository_owner_id", "enterprise_id"],
  "https://gitlab.com": ["project_id", "namespace_id"],
  "https://codeberg.org": ["repository_id", "repository_owner_id"],
  "https://agent.buildkite.com": ["organization_id", "pipeline_id"],
  "https://app.terraform.io": ["terraform_organization_id", "terraform_project_id", "terraform_workspace_id"],
  "https://app.eu.terraform.io": [
    "terraform_organization_id",
    "terraform_project_id",
    "terraform_workspace_id",
  ],
  "https://identity.depot.dev": ["org_id", "repository_id", "repository_owner_id"],
  "https://oidc.codefresh.io": ["account_id", "pipeline_id"],
  "https://oidc.modal.com": ["workspace_id", "app_id"],
  "https://oidc.vercel.com": ["owner_id", "project_id"],
  "https://accounts.google.com": ["sub"],
};

/**
 * Which claims a trust policy lacks: one of these must have matchers without wildcards; undefined when it has, or the
 * issuer is not shared. An issuer below a shared one (GitHub gives enterprises their own) is treated as it.
 */
export function lackedIds(issuer: string, claims: ClaimMatchers): readonly string[] | undefined {
  const [, ids] =
    Object.entries(sharedIssuers).find(([shared]) => issuer === shared || issuer.startsWith(`${shared}/`)) ??
    [];
  const isPinned = ids?.some((id) => Object.hasOwn(claims, id) && (claims[id] ?? []).every(isExact));
  return isPinned === true ? undefined : ids;
}

/**
 * Issuers of identities for people that anybody in the world can have, and the claims by which one's own are told: a
 * workspace of Google's or Slack's, groups of GitLab's, an organization of Salesforce's. Where there are none, nobody signs
 * up. Issuers that each customer has by a host or a path of its own (Auth0, Okta, Entra ID) are no such.
 */
const openIssuers: Readonly<Record<string, readonly string[]>> = {
  "https://accounts.google.com": ["hd", "sub", "email"],
  "https://gitlab.com": ["groups_direct", "sub", "email"],
  "https://appleid.apple.com": ["sub", "email"],
  "https://slack.com": ["https://slack.com/team_id", "https://slack.com/user_id", "sub", "email"],
  "https://www.facebook.com": ["sub"],
  "https://limited.facebook.com": ["sub"],
  "https://www.linkedin.com": ["sub", "email"],
  "https://www.linkedin.com/oauth": ["sub", "email"],
  "https://id.twitch.tv/oauth2": ["sub"],
  "https://api.login.yahoo.com": ["sub", "email"],
  "https://access.line.me": ["sub"],
  "https://discord.com": ["sub"],
  "https://kauth.kakao.com": ["sub"],
  "https://www.paypal.com": ["sub"],
  "https://www.paypalobjects.com": ["sub"],
  "https://login.salesforce.com": ["organization_id", "sub"],
  "https://huggingface.co": ["sub"],
  "https://orcid.org": ["sub"],
  "https://cilogon.org": ["sub"],
  "https://codeberg.org": ["sub"],
  "https://oauth2.sigstore.dev/auth": ["sub", "email"],
  // Personal accounts of Microsoft's; an organization has an issuer of its own.
  "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0": ["sub"],
};

/** Which claims an identity provider lacks that lets whoever is new become a user; undefined when it has one, or needs none. */
export function lackedForSignUp(issuer: string, claims: ClaimMatchers): readonly string[] | undefined {
  const names = openIssuers[issuer.replace(/\/$/, "")];
  const isPinned = names?.some((name) => Object.hasOwn(claims, name) && (claims[name] ?? []).every(isExact));
  return isPinned === true ? undefined : names;
}
