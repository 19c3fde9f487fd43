import { startServer, type TestServer } from "./server.ts";

/** A server behind a proxy with tokens of every kind, to be asked about and to ask with. */
export interface InspectedWorld {
  readonly server: TestServer;
  /** Another on the same database, that remembers no token. */
  readonly forgetful: TestServer;
  /** Their texts, by what is special about each; the first two are good for most. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly ids: Readonly<Record<string, string>>;
  /** One more, by default of the account `sa/shop/reader`. */
  readonly make: (name: string, terms?: object) => Promise<void>;
}

/** What a token is made with, by what is special about it. */
const terms: Readonly<Record<string, object>> = {
  plain: {},
  "of another project": { service_account_id: "sa/lab/reader" },
  "of who answers for an audience": { service_account_id: "sa/shop/service" },
  "for that audience": { audiences: ["https://shop.example", "https://jeton.example"] },
  "for another audience": { audiences: ["https://other.example"] },
  "of a role": { service_account_id: undefined, role_id: "role/shop/reader", project: "shop" },
  ranged: { allowed_cidrs: ["10.0.0.0/8"] },
  paced: { rate_limit: { requests: 100_000, period: "1h" } },
  "paced too": { rate_limit: { requests: 100_000, period: "1h" } },
  "read only, of an end": { mode: "read_only", max_age: "30d" },
  "without introspection": { mode: "custom", rules: [{ resource_type: "article", actions: ["*"] }] },
  limited: { usage_limit: 100_000 },
  extended: { max_age: "1h", extend_on_use: true },
  disabled: { disabled: true },
  "of a disabled owner": { service_account_id: "sa/shop/gone" },
};

/** Whoever is in a project may read its articles and introspect its tokens. */
export async function startInspectedWorld(): Promise<InspectedWorld> {
  const env = { JETON_TRUSTED_PROXIES: "127.0.0.1", JETON_PUBLIC_URL: "https://jeton.example" };
  const server = await startServer(env);
  const tokens: Record<string, string> = { "of an admin": server.token };
  const ids: Record<string, string> = {};
  const make: InspectedWorld["make"] = async (name, own = {}) => {
    const made = await server.create("/v1/tokens", { service_account_id: "sa/shop/reader", name, ...own });
    tokens[name] = String(made["secret"]);
    ids[name] = String(made["id"]);
  };
  const actions = ["read", "write"].map((name) => ({ name, access: name }));
  await server.create("/v1/resource-types", { name: "article", actions });
  for (const project of ["shop", "lab"]) await fill(server, project);
  for (const [name, own] of Object.entries(terms)) await make(name, own);
  const path = "/v1/service-accounts/sa%2Fshop%2Fgone";
  await server.send({ method: "PATCH", path, body: { disabled: true } });
  tokens["of nobody"] = "jtns_wrong";
  const forgetful = await startServer({
    ...env,
    JETON_DATABASE_URL: `sqlite:${server.folder}/jeton.db`,
    JETON_BOOTSTRAP_TOKEN: server.token,
    JETON_REMEMBERED_TOKENS: "0",
  });
  return { server, forgetful, tokens, ids, make };
}

async function fill(server: TestServer, project: string): Promise<void> {
  await server.create("/v1/projects", { name: project });
  const rules = [
    { resource_type: "article", actions: ["read"] },
    { resource_type: "jeton.token", actions: ["introspect"] },
  ];
  await server.create("/v1/roles", { project, name: "reader", rules });
  for (const name of ["reader", "gone", "service"]) {
    const audience = name === "service" ? { audience: `https://${project}.example` } : {};
    await server.create("/v1/service-accounts", { project, name, ...audience });
    const bound = { role_id: `role/${project}/reader`, service_account_id: `sa/${project}/${name}` };
    await server.create("/v1/role-bindings", { ...bound, project });
  }
}
