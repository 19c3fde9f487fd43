import type { nouns } from "../../server/contract/nouns/all.ts";

export interface Life {
  /** What `create` is given, and the object as the API then has it. */
  readonly create: readonly string[];
  readonly made: object;
  /** The same of `update`; absent for what is never changed. */
  readonly update?: readonly string[];
  readonly changed?: object;
}

/** Of each noun what the command line is given, and what the API then has. `password` is a file that holds one. */
export function cliLives(password: string): Readonly<Record<keyof typeof nouns, Life>> {
  return {
    project: {
      create: ["shop.web", "--description", "Line\nbreak"],
      made: { name: "shop.web", description: "Line\nbreak" },
      update: ["--clear", "description"],
      changed: { description: null },
    },
    user: {
      create: ["bob@example.com", "--display-name", "Bob", "--password-file", password],
      made: { email: "bob@example.com", display_name: "Bob" },
      update: ["--email", "bob@example.org", "--disabled"],
      changed: { email: "bob@example.org", disabled: true },
    },
    service_account: {
      create: ["--project", "shop", "builder", "--audience", "https://build.example.org"],
      made: { project: "shop", name: "builder", audience: "https://build.example.org" },
      update: ["--name", "baker", "--clear", "audience"],
      changed: { name: "baker", audience: null },
    },
    group: {
      create: ["--system", "ops"],
      made: { project: "system", name: "ops" },
      update: ["--description", ""],
      changed: { description: "" },
    },
    group_member: {
      create: ["--group", "devs", "--user", "ann@example.com"],
      made: { project: "shop" },
    },
    role: {
      create: [
        "--project",
        "shop.payments",
        "payer",
        "--rule",
        "flow:view,execute=a:b=c,ci-*",
        "--rule",
        "flow:@read",
      ],
      made: {
        rules: [
          { resource_type: "flow", actions: ["view", "execute"], resource_names: ["a:b=c", "ci-*"] },
          { resource_type: "flow", actions: ["@read"], resource_names: null },
        ],
      },
      update: ["--rule", "flow:view"],
      changed: { rules: [{ resource_type: "flow", actions: ["view"], resource_names: null }] },
    },
    role_binding: {
      create: [
        "--project",
        "shop",
        "--role",
        "releaser",
        "--claim-issuer",
        "https://id.example.org",
        "--claim-name",
        "groups",
        "--claim-value",
        "a",
        "--claim-value",
        "b",
      ],
      made: {
        project: "shop",
        claim: { issuer: "https://id.example.org", name: "groups", values: ["a", "b"] },
      },
    },
    resource_type: {
      create: ["article", "--area", "Content", "--action", "find:read", "--action", "create:write"],
      made: {
        area: "Content",
        actions: [
          { name: "find", access: "read" },
          { name: "create", access: "write" },
        ],
      },
      update: ["--action", "find:read"],
      changed: { actions: [{ name: "find", access: "read" }] },
    },
    policy: {
      create: [
        "--project",
        "shop.payments",
        "--max-lifetime",
        "90d",
        "--preset",
        "7d",
        "--preset",
        "30d",
        "--no-allow-never",
        "--creators",
        "admins",
      ],
      made: { max_lifetime: "P90D", allow_never: false, creators: "admins" },
      update: ["--allow-never", "--clear", "max-lifetime"],
      changed: { allow_never: true, max_lifetime: null },
    },
    token: {
      create: [
        "--service-account",
        "deployer",
        "ci",
        "--max-age",
        "30d",
        "--extend-on-use",
        "--label",
        "team=web",
        "--label",
        "a/b=",
        "--allowed-cidr",
        "192.0.2.0/24",
        "--rate-limit-requests",
        "100",
        "--rate-limit-period",
        "1m",
        "--mode",
        "custom",
        "--rule",
        "flow:view",
      ],
      made: {
        project: "shop",
        max_age: "P30D",
        extend_on_use: true,
        labels: { team: "web", "a/b": "" },
        allowed_cidrs: ["192.0.2.0/24"],
        rate_limit: { requests: 100, period: "PT1M" },
      },
      update: ["--usage-limit", "5", "--mode", "read_only", "--clear", "rule", "--clear", "label"],
      changed: { usage_limit: 5, mode: "read_only", rules: null, labels: {} },
    },
    trust_policy: {
      create: [
        "gha",
        "--service-account",
        "deployer",
        "--issuer",
        "https://token.actions.githubusercontent.com",
        "--claim",
        "repository_id=123",
        "--claim",
        "ref=refs/heads/*",
        "--claim",
        "ref=refs/tags/*",
      ],
      made: { claims: { repository_id: ["123"], ref: ["refs/heads/*", "refs/tags/*"] } },
      update: ["--max-ttl", "10m", "--explain-refusals"],
      changed: { max_ttl: "PT10M", explain_refusals: true },
    },
    identity_provider: {
      create: [
        "corp",
        "--issuer",
        "https://id.example.org",
        "--client-id",
        "jeton",
        "--client-secret-stdin",
        "--required-claim",
        "hd=example.org",
      ],
      made: { client_id: "jeton", required_claims: { hd: ["example.org"] } },
      update: ["--scope", "email", "--allow-sign-up"],
      changed: { scopes: ["email"], allow_sign_up: true },
    },
    user_identity: {
      create: ["--user", "ann@example.com", "--issuer", "https://id.example.org", "--subject", "0001"],
      made: { subject: "0001" },
    },
    webhook: {
      create: [
        "--project",
        "shop",
        "alerts",
        "--webhook-url",
        "https://hooks.example.org/",
        "--event",
        "token.revoked",
      ],
      made: { url: "https://hooks.example.org/", events: ["token.revoked"] },
      update: ["--disabled", "--clear", "event"],
      changed: { disabled: true, events: null },
    },
  };
}
