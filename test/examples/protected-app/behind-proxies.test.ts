import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { byProxy } from "../../../examples/protected-app/guards.ts";
import { type FlowsWorld, openFlowsWorld, type ServedFlows } from "../../support/flows.ts";
import { needProgram } from "../../support/program.ts";
import { type ReverseProxy, startCaddy, startNginx } from "../../support/reverse-proxies.ts";

const shipped = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, "../../../examples/protected-app", name), "utf8");

const proxies = [
  { program: "nginx", file: "nginx.conf", start: startNginx },
  { program: "caddy", file: "Caddyfile", start: startCaddy },
] as const;

describe.each(proxies)("behind $program, as configured in $file", ({ program, file, start }) => {
  needProgram(program);
  let world: FlowsWorld;
  let app: ServedFlows;
  let proxy: ReverseProxy | undefined;
  beforeAll(async () => {
    world = await openFlowsWorld();
    app = await world.serve(byProxy);
  });
  beforeEach(async () => {
    const site = shipped(file)
      .replaceAll("127.0.0.1:8080", new URL(world.jeton.url).host)
      .replaceAll("127.0.0.1:3000", new URL(app.url).host);
    proxy ??= await start(site);
  });
  afterAll(async () => {
    await proxy?.[Symbol.asyncDispose]();
    await app[Symbol.asyncDispose]();
    await world[Symbol.asyncDispose]();
  });

  const list = { path: "/flows" };
  const execute = { method: "POST", path: "/flows/restock/execute" };
  const send = (who: keyof FlowsWorld["tokens"] | undefined, request: object, more: object = {}) =>
    proxy!.send({
      path: "/",
      ...request,
      headers: { ...(who && { authorization: `Bearer ${world.tokens[who]}` }), ...more },
    });

  test("who may list lists, and who may execute executes", async () => {
    expect(await send("lister", list)).toMatchObject({ status: 200 });
    const started = await send("runner", execute);
    expect([started.status, JSON.parse(started.text)]).toEqual([
      202,
      { started: "restock", by: "sa/shop/runner" },
    ]);
  });

  test("without a token it is 401 with the challenge, without the right 403, and nothing reaches the application", async () => {
    const before = app.seen.length;
    const nobody = await send(undefined, list);
    expect([nobody.status, nobody.headers["www-authenticate"]]).toEqual([
      401,
      expect.stringContaining("Bearer"),
    ]);
    expect(await send("lister", execute)).toMatchObject({ status: 403 });
    expect(await send("stranger", list)).toMatchObject({ status: 403 });
    expect(app.seen).toHaveLength(before);
  });

  test("what a client says of itself is replaced, every header of it, and its token goes no further", async () => {
    const token = world.tokens.lister;
    const { headers } = await world.jeton.send({ path: "/v1/forward-auth", token });
    const ours = Object.entries(headers).filter(([name]) => name.startsWith("jeton-"));
    expect(ours.length).toBeGreaterThanOrEqual(5);
    const lies = ours.flatMap(([name]) => [
      [name, "forged"],
      [name.replaceAll("-", "_"), "forged"],
    ]);
    await send("lister", list, Object.fromEntries(lies) as Record<string, string>);
    const received = app.seen.at(-1);
    expect(received).toMatchObject(Object.fromEntries(ours));
    expect(JSON.stringify(received)).not.toContain("forged");
    expect(JSON.stringify(received)).not.toContain(token);
  });

  test("headers and queries of a client change nothing of what is asked", async () => {
    const asEasier = { "X-Original-URI": "/flows", "X-Forwarded-Uri": "/flows", "X-Forwarded-Method": "GET" };
    expect(await send("lister", execute, asEasier)).toMatchObject({ status: 403 });
    const path = "/flows/restock/execute?action=list&resource_type=flow&project=shop";
    expect(await send("lister", { method: "POST", path })).toMatchObject({ status: 403 });
  });

  test.each(["/flows/", "/flows/x%26action=list/execute", "/flows/../flows", "/_jeton", "/v1/tokens"])(
    "%s is nobody's",
    async (path) => {
      const before = app.seen.length;
      expect((await send("runner", { path, method: "POST" })).status).toBeGreaterThanOrEqual(403);
      expect(app.seen).toHaveLength(before);
    },
  );

  test("a cookie is no credential", async () => {
    expect(await send(undefined, list, { cookie: `token=${world.tokens.runner}` })).toMatchObject({
      status: 401,
    });
  });

  test("a token used faster than it may be gets 403, and is told when to come again", async () => {
    const terms = { name: "slow", rate_limit: { requests: 1, period: "1h" } };
    const made = await world.jeton.create("/v1/tokens", { service_account_id: "sa/shop/lister", ...terms });
    const authorization = `Bearer ${String(made["secret"])}`;
    const slow = () => proxy!.send({ path: "/flows", headers: { authorization } });
    expect(await slow()).toMatchObject({ status: 200 });
    const refused = await slow();
    expect([refused.status, Number(refused.headers["retry-after"]) > 0]).toEqual([403, true]);
  });

  test("while Jeton is away nobody passes", async () => {
    await world.jeton.close();
    const before = app.seen.length;
    expect((await send("runner", list)).status).toBeOneOf([502, 503]);
    expect(app.seen).toHaveLength(before);
  });
});
