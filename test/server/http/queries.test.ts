import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await server.create("/v1/projects", { name: "shop" });
});
afterAll(() => server[Symbol.asyncDispose]());

test.each([
  ["/v1/roles?colour=red", "colour"],
  ["/v1/roles?page_size=0", "page_size"],
  ["/v1/roles?page_size=201", "page_size"],
  ["/v1/roles?page_size=ten", "page_size"],
  ["/v1/roles?page_size=1.5", "page_size"],
  ["/v1/roles?page_size=1e2", "page_size"],
  ["/v1/roles?page_size=0x10", "page_size"],
  ["/v1/roles?page_size=+5", "page_size"],
  ["/v1/roles?page_size=-5", "page_size"],
  ["/v1/roles?page_size=%2b5", "page_size"],
  ["/v1/roles?page_size=%EF%BC%95", "page_size"],
  ["/v1/audit-events?page_size=1e1", "page_size"],
  ["/v1/roles?page_size=", "page_size"],
  ["/v1/roles?page_size=1&page_size=2", "page_size"],
  ["/v1/roles?name=a&%6eame=b", "name"],
  ["/v1/roles?__proto__=x", "__proto__"],
  ["/v1/roles?constructor=x", "constructor"],
  ["/v1/roles?name[]=x", "name[]"],
  ["/v1/roles?name=%zz", "name"],
  ["/v1/roles?name=%ff", "name"],
  ["/v1/roles?name=%00", "name"],
  [`/v1/roles?name=${"a".repeat(601)}`, "name"],
  ["/v1/whoami?verbose=1", "verbose"],
  ["/v1/projects/shop?force=true", "force"],
])("%s is refused, and the parameter is named", async (path, pointer) => {
  const reply = await server.send({ path });
  expect(reply.status).toBe(422);
  expect(reply.problem()).toMatchObject({ code: "validation_failed", errors: [{ pointer }] });
  expect(reply.problem().detail).toContain(pointer);
});

test("a change with a parameter it does not know is not made", async () => {
  const reply = await server.send({ method: "DELETE", path: "/v1/projects/shop?cascade=maybe" });
  expect(reply.status).toBe(422);
  expect((await server.send({ path: "/v1/projects/shop" })).status).toBe(200);
});

test.each(["/v1/projects?name=shop", "/v1/projects?name=sh%6Fp&page_size=5&", "/v1/projects?&&name=shop"])(
  "%s finds the project",
  async (path) => {
    const reply = await server.send({ path });
    expect(reply.json()).toMatchObject({ items: [{ name: "shop" }] });
  },
);

test("a plus is a space, as forms have it", async () => {
  const body = { role_id: "role_viewer", project: "system", name: "a b+c" };
  await server.create("/v1/tokens", body);
  const reply = await server.send({ path: "/v1/tokens?name=a+b%2Bc" });
  expect(reply.json()).toMatchObject({ items: [{ name: "a b+c" }] });
});

test("public paths do not mind a query", async () => {
  expect((await server.send({ path: "/healthz?probe=1", token: undefined })).status).toBe(200);
});
