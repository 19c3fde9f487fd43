import { expect, test } from "vitest";
import { lackedForSignUp, lackedIds } from "../../../server/domain/exchange/shared-issuers.ts";

test.each([
  ["https://token.actions.githubusercontent.com", "repository_id"],
  ["https://token.actions.githubusercontent.com/acme", "repository_owner_id"],
  ["https://gitlab.com", "project_id"],
  ["https://app.eu.terraform.io", "terraform_workspace_id"],
  ["https://identity.depot.dev", "org_id"],
  ["https://oidc.codefresh.io", "account_id"],
  ["https://oidc.modal.com", "workspace_id"],
  ["https://oidc.vercel.com", "project_id"],
  ["https://oidc.vercel.com/acme", "owner_id"],
])("strangers have jobs at %s as well, told apart by %s", (issuer, id) => {
  expect(lackedIds(issuer, { sub: ["repo:shop/website:ref:refs/heads/main"] })).toContain(id);
  expect(lackedIds(issuer, { [id]: ["12*"] })).toContain(id);
  expect(lackedIds(issuer, { [id]: ["123", "12*"] })).toContain(id);
  expect(lackedIds(issuer, { [id]: ["123"] })).toBeUndefined();
});

test.each([
  ["https://slack.com", "https://slack.com/team_id"],
  ["https://www.facebook.com", "sub"],
  ["https://limited.facebook.com", "sub"],
  ["https://www.linkedin.com/oauth", "email"],
  ["https://id.twitch.tv/oauth2", "sub"],
  ["https://api.login.yahoo.com", "sub"],
  ["https://discord.com", "sub"],
  ["https://login.salesforce.com", "organization_id"],
  ["https://accounts.google.com", "hd"],
])("anybody has an identity at %s, and signs up only by what %s says", (issuer, claim) => {
  for (const spelled of [issuer, `${issuer}/`]) {
    expect(lackedForSignUp(spelled, {})).toContain(claim);
    expect(lackedForSignUp(spelled, { name: ["Ann"], email_verified: ["true"] })).toContain(claim);
    expect(lackedForSignUp(spelled, { [claim]: ["*"] })).toContain(claim);
    expect(lackedForSignUp(spelled, { [claim]: ["T0123"] })).toBeUndefined();
  }
});

test("an issuer of one's own needs neither", () => {
  for (const issuer of [
    "https://login.example.org",
    "https://slack.com.example.org",
    "https://acme.okta.com",
  ]) {
    expect(lackedIds(issuer, {})).toBeUndefined();
    expect(lackedForSignUp(issuer, {})).toBeUndefined();
  }
});
