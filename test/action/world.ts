import { fileURLToPath } from "node:url";
import { createJob, type Job, type JobOptions } from "../support/runner.ts";
import type { Environment } from "../../server/config/settings.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

export const action = fileURLToPath(new URL("../..", import.meta.url));

/** A server on which `sa/shop/ci` may mint tokens for `sa/shop/deployer`, and jobs that use the Action with it. */
export interface World extends AsyncDisposable {
  readonly server: TestServer;
  /** Of `sa/shop/ci`, which administers the project `shop`. */
  readonly token: string;
  readonly job: (options?: Pick<JobOptions, "env">) => Job;
  /** Whether the server accepts a token now. */
  readonly isAccepted: (token: string) => Promise<boolean>;
  /** The tokens that were minted and are not ended, by name. */
  readonly liveTokens: () => Promise<string[]>;
}

/** @param env of the server */
export async function createWorld(env: Environment = {}): Promise<World> {
  const server = await startServer(env);
  const folder = temporaryFolder();
  const { create } = server;
  await create("/v1/projects", { name: "shop" });
  await create("/v1/service-accounts", { name: "ci", project: "shop" });
  await create("/v1/service-accounts", { name: "deployer", project: "shop" });
  await create("/v1/role-bindings", {
    role_id: "role/system/admin",
    service_account_id: "sa/shop/ci",
    project: "shop",
  });
  await create("/v1/role-bindings", {
    role_id: "role/system/viewer",
    service_account_id: "sa/shop/deployer",
    project: "shop",
  });
  const { secret } = await create("/v1/tokens", { service_account_id: "sa/shop/ci", name: "github" });
  return {
    server,
    token: secret as string,
    job: (options) => createJob({ directory: folder.path, action, ...options }),
    isAccepted: async (token) => (await server.send({ path: "/v1/whoami", token })).status === 200,
    liveTokens: async () => {
      const reply = await server.send({ path: "/v1/tokens?ephemeral=true" });
      const { items } = reply.json() as { items: readonly { name: string; state: string }[] };
      return items.filter(({ state }) => state === "active").map(({ name }) => name);
    },
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}
