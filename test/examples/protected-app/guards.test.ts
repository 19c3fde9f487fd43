import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Guard } from "../../../examples/protected-app/flows.ts";
import { byIntrospection, byMiddleware } from "../../../examples/protected-app/guards.ts";
import { type FlowsWorld, openFlowsWorld, type ServedFlows } from "../../support/flows.ts";
import { send } from "../../support/http.ts";

const guards = {
  middleware: ({ jeton }: FlowsWorld): Guard => byMiddleware(jeton.url),
  introspection: ({ jeton, tokens }: FlowsWorld): Guard => byIntrospection(jeton.url, tokens.introspector),
};

describe.each(Object.entries(guards))("guarded by %s", (_, guardOf) => {
  let world: FlowsWorld;
  let app: ServedFlows;
  beforeAll(async () => {
    world = await openFlowsWorld();
    app = await world.serve(guardOf(world));
  });
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    await world[Symbol.asyncDispose]();
  });
  const execute = (token: string | undefined, headers = {}) =>
    send(app.url, { method: "POST", path: "/flows/restock/execute", token, headers });

  test("who may execute executes, under its own name", async () => {
    const reply = await execute(world.tokens.runner);
    expect([reply.status, reply.json()]).toEqual([202, { started: "restock", by: "sa/shop/runner" }]);
  });

  test("without the right it is 403, without a token 401 with the challenge", async () => {
    expect((await execute(world.tokens.lister)).status).toBe(403);
    expect((await send(app.url, { path: "/flows", token: world.tokens.lister })).status).toBe(200);
    const nobody = await execute(undefined, { "jeton-subject": "sa/shop/runner" });
    expect([nobody.status, nobody.headers["www-authenticate"]]).toEqual([
      401,
      expect.stringContaining("Bearer"),
    ]);
  });

  test("a revoked token stops at the next request", async () => {
    const made = await world.jeton.create("/v1/tokens", { service_account_id: "sa/shop/runner", name: "ci" });
    const token = String(made["secret"]);
    expect((await execute(token)).status).toBe(202);
    await world.jeton.send({ method: "POST", path: `/v1/tokens/${String(made["id"])}:revoke` });
    expect((await execute(token)).status).toBe(401);
  });

  test("while Jeton is away nobody passes", async () => {
    await world.jeton.close();
    expect((await execute(world.tokens.runner)).status).toBe(503);
  });
});

test("the application starts as its README says, and names the guards there are", async () => {
  const main = path.join(import.meta.dirname, "../../../examples/protected-app/main.ts");
  const start = (guard: string) =>
    spawn(process.execPath, [main], { env: { GUARD: guard, PORT: "0" }, stdio: ["ignore", "pipe", "pipe"] });
  const app = start("proxy");
  const [line] = (await once(app.stdout.setEncoding("utf8"), "data")) as [string];
  const [, url = ""] = /(http:\S+)\/flows/.exec(line) ?? [];
  const caller = { "jeton-subject": "sa/shop/runner" };
  expect((await send(url, { path: "/flows", headers: caller })).status).toBe(200);
  expect((await send(url, { path: "/flows" })).status).toBe(401);
  app.kill();
  const wrong = start("none");
  const [[code], said] = await Promise.all([once(wrong, "exit"), text(wrong.stderr)]);
  expect([code, said]).toEqual([1, expect.stringContaining("proxy, middleware, introspection")]);
});
