import { fileURLToPath } from "node:url";
import type { Environment } from "../server/config/settings.ts";
import { parseTokenText } from "../server/contract/token-text.ts";
import { send } from "../test/support/http.ts";
import { spawnServer } from "../test/support/spawned-server.ts";
import type { Target } from "./load.ts";

const bundle = fileURLToPath(new URL("../server/dist/jeton.mjs", import.meta.url));

/** A server as it is distributed, with tokens that may view a resource of a declared type. */
export interface VerifyingServer extends AsyncDisposable {
  readonly folder: string;
  readonly pid: number;
  /** One of the tokens. */
  readonly tokenId: string;
  /** Its secret's: the lookup id. */
  readonly secretId: string;
  /** A proxy's question whether the bearer may do this: bearer in, yes or no out, every check of the token and its rights. */
  readonly forwardAuth: (name: string) => Target;
  /** The same of a client of its own rights. */
  readonly check: (name: string) => Target;
  /** Changes what somebody may do, after which every token is looked up anew. */
  readonly change: (turn: number) => Promise<void>;
  /** RFC 7662, asked by one caller about tokens of others. */
  readonly introspection: (name: string) => Target;
}

const TYPE = "flow";

/** @throws Error when something of what is needed cannot be made */
export async function startVerifying(tokens: number, env: Environment = {}): Promise<VerifyingServer> {
  const server = await spawnServer({ program: bundle, env });
  const make = async (path: string, body: object): Promise<Readonly<Record<string, unknown>>> => {
    const reply = await send(server.url, { method: "POST", path, token: server.token, body });
    if (reply.status !== 201) throw new Error(`POST ${path}: ${String(reply.status)} ${reply.text}`);
    return reply.json();
  };
  await make("/v1/resource-types", { name: TYPE, actions: [{ name: "view", access: "read" }] });
  await make("/v1/projects", { name: "shop" });
  const rules = [{ resource_type: TYPE, actions: ["view"] }];
  const role = await make("/v1/roles", { name: "viewer", project: "shop", rules });
  const account = await make("/v1/service-accounts", { name: "ci", project: "shop" });
  const own = { service_account_id: account["id"], project: "shop" };
  await make("/v1/role-bindings", { ...own, role_id: role["id"] });
  const secrets: string[] = [];
  let [tokenId, secretId] = ["", ""];
  while (secrets.length < tokens) {
    const group = Array.from({ length: Math.min(32, tokens - secrets.length) }, (_, index) =>
      make("/v1/tokens", { service_account_id: account["id"], name: `t${String(secrets.length + index)}` }),
    );
    const made = await Promise.all(group);
    secrets.push(...made.map(({ secret }) => String(secret)));
    tokenId = String(made[0]?.["id"]);
    secretId = parseTokenText(String(made[0]?.["secret"]))?.lookup ?? "";
  }
  const target = ({ path, ...asked }: Omit<Target, "pid" | "url"> & { readonly path: string }): Target => ({
    ...asked,
    pid: server.pid,
    url: `${server.url}${path}`,
  });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const form = { ...bearer(server.token), "content-type": "application/x-www-form-urlencoded" };
  return {
    folder: server.folder,
    pid: server.pid,
    tokenId,
    secretId,
    forwardAuth: (name) =>
      target({
        name,
        path: `/v1/forward-auth?resource_type=${TYPE}&action=view&project=shop`,
        asks: secrets.map((token) => ({ headers: bearer(token) })),
      }),
    check: (name) =>
      target({
        name,
        method: "POST",
        path: "/v1/access:check",
        asks: secrets.map((token) => ({
          headers: { ...bearer(token), "content-type": "application/json" },
          body: JSON.stringify({ checks: [{ resource_type: TYPE, action: "view", project: "shop" }] }),
        })),
      }),
    change: async (turn) => {
      const body = { description: `changed ${String(turn)} times` };
      const reply = await send(server.url, {
        method: "PATCH",
        path: "/v1/projects/shop",
        token: server.token,
        body,
      });
      if (reply.status !== 200) throw new Error(`PATCH: ${String(reply.status)} ${reply.text}`);
    },
    introspection: (name) =>
      target({
        name,
        method: "POST",
        path: "/oauth/introspect",
        asks: secrets.map((token) => ({ headers: form, body: `token=${token}` })),
      }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
