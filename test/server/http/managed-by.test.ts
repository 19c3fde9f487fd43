import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

let count = 0;
const create = (headers: Record<string, string>) =>
  server.send({ method: "POST", path: "/v1/projects", headers, body: { name: `p${String((count += 1))}` } });

test("what is made without a word about it is managed by `api`", async () => {
  expect((await create({})).json()).toMatchObject({ managed_by: "api" });
});

test.each(["api", "console", "cli", "action", "terraform", "terraform:prod eu", "declaration:shop"])(
  "an object may be managed by %s",
  async (managedBy) => {
    const reply = await create({ "jeton-managed-by": managedBy });
    expect(reply.json()).toMatchObject({ managed_by: managedBy });
  },
);

test.each([
  "",
  "me",
  "API",
  "bootstrap",
  "api:x",
  "terraform:",
  "declaration",
  "terraform:\u00e9",
  `terraform:${"a".repeat(119)}`,
])("Jeton-Managed-By: %s is refused", async (managedBy) => {
  const reply = await create({ "jeton-managed-by": managedBy });
  expect(reply.status).toBe(400);
  expect(reply.problem()).toMatchObject({ errors: [{ pointer: "Jeton-Managed-By" }] });
});

test("what a client says about itself never stores a token", async () => {
  const refused = await create({ "jeton-managed-by": `terraform:${server.token}` });
  expect(refused.status).toBe(400);
  expect(refused.text).not.toContain(server.token);
  const asked = { path: "/v1/whoami", headers: { "user-agent": `curl ${server.token}` } };
  const lastUsedBy = async () => (await server.send(asked)).json()["token"];
  await expect.poll(lastUsedBy, { timeout: 5000 }).toMatchObject({
    last_used_by: `curl ${server.token.slice(0, 17)}***`,
  });
});
