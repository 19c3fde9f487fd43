import type { ConsoleStage } from "./console-stage.ts";

type Server = Pick<ConsoleStage["server"], "create" | "send">;
type Json = Readonly<Record<string, unknown>>;

/** Ids of what pages are opened with. */
export interface ConsoleFixture {
  readonly account: string;
  readonly user: string;
  readonly group: string;
  readonly role: string;
  readonly webhook: string;
  readonly provider: string;
  readonly declaration: string;
}

const days = (count: number): string => new Date(Date.now() + count * 86_400_000).toISOString();

/** A company that uses Jeton: a little of everything that the console shows. */
export async function fillConsole({ create, send }: Server): Promise<ConsoleFixture> {
  const made = async (path: string, body: Json): Promise<string> =>
    String((await create(`/v1/${path}`, body))["id"]);
  const projects = {
    shop: "The web shop",
    "shop.payments": "Cards, invoices, refunds",
    "shop.search": "Index and suggestions",
    data: "Warehouse and pipelines",
    "data.ingest": "Everything that comes in",
    website: "The site and its content",
  };
  for (const [name, description] of Object.entries(projects)) await made("projects", { name, description });
  const types = [
    ["flow", "Automation", "view list read", "execute create delete"],
    ["execution", "Automation", "view logs", "restart kill"],
    ["article", "Content", "find findOne", "create update delete publish"],
    ["deployment", "Platform", "view", "promote rollback"],
  ] as const;
  for (const [name, area, reads, writes] of types) {
    const actions = [
      ...reads.split(" ").map((action) => ({ name: action, access: "read" })),
      ...writes.split(" ").map((action) => ({ name: action, access: "write" })),
    ];
    await made("resource-types", { name, area, actions });
  }
  const role = await made("roles", {
    name: "deployer",
    project: "shop",
    description: "Promotes what CI has built, and starts the flows for it.",
    rules: [
      { resource_type: "deployment", actions: ["view", "promote"] },
      { resource_type: "flow", actions: ["@read", "execute"] },
      { resource_type: "jeton.token", actions: ["rotate"], resource_names: ["@own", "ci-*"] },
    ],
  });
  await made("roles", {
    name: "editor-of-articles",
    project: "website",
    rules: [{ resource_type: "article", actions: ["@read", "create", "update"] }],
  });
  const accounts = [
    ["shop", "deployer", "Promotes builds to production"],
    ["shop.payments", "reconciler", "Matches payments at night"],
    ["data.ingest", "loader", "Loads what partners send"],
    ["website", "publisher", "Publishes from the CMS"],
    ["system", "terraform", "Declares all of this"],
  ] as const;
  const ids: string[] = [];
  for (const [project, name, description] of accounts)
    ids.push(await made("service-accounts", { project, name, description }));
  const [account = ""] = ids;
  await made("role-bindings", { role_id: role, service_account_id: account, project: "shop" });
  await made("role-bindings", {
    role_id: "role_viewer",
    service_account_id: account,
    project: "shop.payments",
    expires_at: days(20),
  });
  const people = ["Ada Lovelace", "Alan Turing", "Barbara Liskov", "Edsger Dijkstra", "Frances Allen"];
  const users: string[] = [];
  for (const name of people) {
    const email = `${name.toLowerCase().replace(" ", ".")}@example.com`;
    users.push(await made("users", { email, display_name: name }));
  }
  const [user = ""] = users;
  await made("role-bindings", { role_id: "role_editor", user_id: user, project: "data" });
  const group = await made("groups", {
    name: "platform",
    project: "system",
    description: "On call for everything",
  });
  for (const member of users.slice(0, 3)) await made("group-members", { group_id: group, user_id: member });
  await made("group-members", { group_id: group, service_account_id: account });
  await made("role-bindings", { role_id: "role_viewer", group_id: group, project: "system" });
  await made("role-bindings", {
    role_id: "role_editor",
    claim: { issuer: "https://login.example.com", name: "groups", values: ["data-team"] },
    project: "data",
  });
  await made("trust-policies", {
    service_account_id: account,
    name: "github-main",
    issuer: "https://token.actions.githubusercontent.com",
    audience: "https://jeton.example.com",
    claims: { repository_id: ["812447291"], ref: ["refs/heads/main", "refs/tags/v*"] },
  });
  await makeTokens({ create, send }, { accounts: ids, users });
  return { account, user, group, role, ...(await makeRules({ create, send })) };
}

/** What tokens comply with, who is told, where people sign in, and what is declared. */
async function makeRules({
  create,
  send,
}: Server): Promise<Pick<ConsoleFixture, "webhook" | "provider" | "declaration">> {
  const made = async (path: string, body: Json): Promise<string> =>
    String((await create(`/v1/${path}`, body))["id"]);
  await made("policies", { project: "system", unused_after: "90d", presets: ["7d", "30d", "90d"] });
  await made("policies", { project: "shop.payments", max_lifetime: "90d", require_approval: true });
  const webhook = await made("webhooks", {
    name: "security-chat",
    project: "system",
    description: "The channel of whoever is on call",
    url: "https://chat.example.com/hooks/jeton",
    events: ["token.leaked", "token.secret_reused", "role_binding.created"],
  });
  await made("webhooks", { name: "expiry-mails", project: "shop", url: "https://mail.example.com/jeton" });
  const provider = await made("identity-providers", {
    name: "company",
    display_name: "Company account",
    issuer: "https://login.example.com",
    client_id: "jeton",
    client_secret: "of no use anywhere",
    required_claims: { groups: ["staff"] },
    allow_sign_up: true,
  });
  const documents = [
    { kind: "service_account", name: "crawler", project: "shop.search", description: "Reads the catalogue" },
    { kind: "group", name: "search-team", project: "shop.search" },
    {
      kind: "role_binding",
      role_id: "role/system/viewer",
      service_account_id: "sa/shop.search/crawler",
      project: "shop.search",
    },
  ];
  const applied = await send({
    method: "POST",
    path: "/v1/declarations/search-access:apply",
    body: { project: "shop.search", documents },
  });
  // Somebody who did not know that it is declared.
  const found = await send({ path: "/v1/service-accounts?project=shop.search" });
  const [{ id }] = found.json()["items"] as readonly [{ readonly id: string }];
  const body = { description: "Reads the catalogue, and reviews" };
  await send({ method: "PATCH", path: `/v1/service-accounts/${id}`, body });
  const { id: declaration } = applied.json()["declaration"] as { readonly id: string };
  return { webhook, provider, declaration };
}

async function makeTokens(
  { create, send }: Server,
  { accounts, users }: { readonly accounts: readonly string[]; readonly users: readonly string[] },
): Promise<void> {
  const terms = [
    { name: "ci-main", expires_at: days(6) },
    { name: "nightly", max_age: "90d" },
    { name: "legacy-importer" },
    { name: "read-only-dashboard", mode: "read_only", expires_at: days(29) },
  ];
  for (const [index, owner] of accounts.entries()) {
    for (const term of terms.slice(0, 1 + (index % terms.length))) {
      await create("/v1/tokens", { service_account_id: owner, ...term });
    }
  }
  const [first = "", second = ""] = users;
  await create("/v1/tokens", { user_id: first, name: "laptop", max_age: "30d", extend_on_use: true });
  const { id } = await create("/v1/tokens", { user_id: second, name: "old-laptop", expires_at: days(3) });
  await send({ method: "POST", path: `/v1/tokens/${String(id)}:revoke` });
}
