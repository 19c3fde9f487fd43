import { expect, test } from "vitest";
import { operationIds, routes } from "../../../server/contract/routes.ts";
import { dialects } from "../../support/databases.ts";
import { startServerOn } from "../../support/server-on.ts";
import { startServer } from "../../support/server.ts";

for (const dialect of dialects) {
  dialect.describe("health", () => {
    test("a server with its database is alive and ready", async () => {
      await using server = await startServerOn(dialect);
      for (const path of ["/healthz", "/readyz"]) {
        const reply = await server.send({ path, token: undefined });
        expect([reply.status, reply.json()]).toEqual([200, { status: "ok" }]);
      }
    });
  });
}

test("the API is described in OpenAPI 3.1, every operation of it", async () => {
  await using server = await startServer();
  const reply = await server.send({ path: "/openapi.json", token: undefined });
  const { openapi, paths } = reply.json() as {
    openapi: string;
    paths: Record<string, Record<string, unknown>>;
  };
  expect(openapi).toBe("3.1.0");
  const described = Object.values(paths).flatMap((methods) =>
    Object.values(methods).map((operation) => (operation as { operationId: string }).operationId),
  );
  expect(described.toSorted()).toEqual(operationIds.toSorted());
  expect(Object.keys(paths["/v1/tokens"] ?? {})).toContain(routes["token.create"].method.toLowerCase());
  expect((await server.send({ path: "/openapi.json" })).text).toBe(reply.text);
});
