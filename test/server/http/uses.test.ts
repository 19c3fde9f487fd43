import { expect, test } from "vitest";
import { startServer } from "../../support/server.ts";
import { send } from "../../support/http.ts";

test("only requests that were authorized and done count as uses, with where they came from", async () => {
  await using server = await startServer();
  const made = await server.create("/v1/tokens", {
    role_id: "role_viewer",
    project: "system",
    name: "reader",
  });
  const token = String(made["secret"]);
  const headers = { "user-agent": "curl/8 \u00e9" };
  await send(server.url, { path: "/v1/roles", token, headers });
  await send(server.url, { path: "/v1/whoami", token, headers });
  const refused = [
    await send(server.url, { method: "POST", path: "/v1/projects", token, body: { name: "shop" } }),
    await send(server.url, { path: "/v1/roles?colour=red", token }),
    await send(server.url, { path: "/v1/roles/nothing", token }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([403, 422, 404]);
  const read = async () => (await server.send({ path: `/v1/tokens/${String(made["id"])}` })).json();
  await expect.poll(read).toMatchObject({ uses: 2, last_used_ip: "127.0.0.1", last_used_by: "curl/8 ?" });
  const shown = await read();
  expect(shown["updated_at"]).toBe(made["updated_at"]);
});

test("an orderly end stores the uses that are still in memory", async () => {
  await using server = await startServer();
  const made = await server.create("/v1/tokens", {
    role_id: "role_viewer",
    project: "system",
    name: "reader",
  });
  await send(server.url, { path: "/v1/whoami", token: String(made["secret"]) });
  await server.close();
  await using again = await startServer({ JETON_DATABASE_URL: `sqlite:${server.folder}/jeton.db` });
  const reply = await send(again.url, { path: `/v1/tokens/${String(made["id"])}`, token: server.token });
  expect(reply.json()).toMatchObject({ uses: 1 });
});
