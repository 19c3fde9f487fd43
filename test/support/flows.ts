import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createFlows, type Guard } from "../../examples/protected-app/flows.ts";
import { startServer, type TestServer } from "./server.ts";

/** A Jeton with flows in the project `shop`, and tokens of accounts that may do all, only list, or nothing to them. */
export interface FlowsWorld extends AsyncDisposable {
  readonly jeton: TestServer;
  readonly tokens: Readonly<Record<"runner" | "lister" | "stranger" | "introspector", string>>;
  /** The application on a port of its own. */
  readonly serve: (guard: Guard) => Promise<ServedFlows>;
}

export interface ServedFlows extends AsyncDisposable {
  readonly url: string;
  /** The headers of the requests that reached it. */
  readonly seen: readonly NodeJS.Dict<string | string[]>[];
}

const accounts = {
  runner: [{ resource_type: "flow", actions: ["list", "execute"] }],
  lister: [{ resource_type: "flow", actions: ["@read"] }],
  stranger: undefined,
  introspector: [
    { resource_type: "jeton.token", actions: ["read", "introspect"] },
    { resource_type: "jeton.access", actions: ["explain"] },
  ],
} as const;

export async function openFlowsWorld(): Promise<FlowsWorld> {
  const jeton = await startServer();
  await jeton.create("/v1/projects", { name: "shop" });
  const actions = [
    { name: "list", access: "read" },
    { name: "execute", access: "write" },
  ];
  await jeton.create("/v1/resource-types", { name: "flow", actions });
  const made = Object.entries(accounts).map(async ([name, rules]) => {
    const account = await jeton.create("/v1/service-accounts", { project: "shop", name });
    if (rules) {
      const role = await jeton.create("/v1/roles", { project: "shop", name, rules });
      const binding = { role_id: role["id"], service_account_id: account["id"], project: "shop" };
      await jeton.create("/v1/role-bindings", binding);
    }
    const token = await jeton.create("/v1/tokens", { service_account_id: account["id"], name: "t" });
    return [name, String(token["secret"])] as const;
  });
  const tokens = Object.fromEntries(await Promise.all(made)) as unknown as FlowsWorld["tokens"];
  return { jeton, tokens, serve, [Symbol.asyncDispose]: () => jeton[Symbol.asyncDispose]() };
}

async function serve(guard: Guard): Promise<ServedFlows> {
  const seen: NodeJS.Dict<string | string[]>[] = [];
  const server = createFlows(guard).listen(0, "127.0.0.1");
  server.prependListener("request", ({ headers }) => seen.push(headers));
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    seen,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
