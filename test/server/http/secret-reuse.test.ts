import { expect, test } from "vitest";
import { startServer } from "../../support/server.ts";

test("a secret that was rotated away is one event in the log, and ends what it had rotated itself", async () => {
  await using server = await startServer();
  const body = { role_id: "role_viewer", project: "system", name: "job" };
  const made = await server.create("/v1/tokens", body);
  const path = `/v1/tokens/${encodeURIComponent("role/system/viewer/job")}:rotate`;
  const old = String(made["secret"]);
  const rotate = { method: "POST", path, body: {}, token: old };
  const second = String((await server.send(rotate)).json()["secret"]);
  // Another's rotation ends what is in its grace at once.
  const third = String((await server.send({ ...rotate, token: server.token })).json()["secret"]);
  expect((await server.send({ path: "/v1/whoami", token: second })).status).toBe(401);
  expect((await server.send({ path: "/v1/whoami", token: third })).status).toBe(200);
  expect((await server.send(rotate)).status).toBe(401);
  expect((await server.send({ path: "/v1/whoami", token: third })).status).toBe(401);
  const events = server
    .log()
    .split("\n")
    .filter((line) => line.includes('"event":"token.reuse"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events).toMatchObject([
    { token_id: made["id"], hint: second.slice(0, 17), ended: false, ip: "127.0.0.1" },
    { token_id: made["id"], hint: old.slice(0, 17), ended: true, ip: "127.0.0.1" },
  ]);
  expect(server.log()).not.toContain(old);
});
