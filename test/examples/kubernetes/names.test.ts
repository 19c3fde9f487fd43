import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../../../server/contract/routes.ts";
import { startServer, type TestServer } from "../../support/server.ts";

const example = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, "../../../examples/kubernetes", name), "utf8");

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test("the webhook's file asks at the path there is", () => {
  const [, url = ""] = /^ +server: (\S+)/m.exec(example("authentication.yaml")) ?? [];
  expect(new URL(url).pathname).toBe(routes["token-review"].path);
});

test("the names in the cluster's roles are those a review gives", async () => {
  await server.create("/v1/projects", { name: "shop" });
  await server.create("/v1/service-accounts", { project: "shop", name: "deployer" });
  const made = await server.create("/v1/tokens", { service_account_id: "sa/shop/deployer", name: "t" });
  const reply = await server.send({
    method: "POST",
    path: routes["token-review"].path,
    body: {
      apiVersion: "authentication.k8s.io/v1",
      kind: "TokenReview",
      spec: { token: made["secret"] },
    },
  });
  const { user } = reply.json()["status"] as { user: { username: string; groups: string[] } };
  const named = [...example("roles.yaml").matchAll(/kind: (?:User|Group)\n\s+name: (\S+)/g)].map(
    ([, name]) => name,
  );
  expect(named).toEqual([user.username, "jeton:project:shop"]);
  expect(user.groups).toContain("jeton:project:shop");
});
