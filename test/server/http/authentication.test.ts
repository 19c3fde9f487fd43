import { afterAll, beforeAll, expect, test } from "vitest";
import { operationIds, type Route, routes } from "../../../server/contract/routes.ts";
import { newBootstrapToken, startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const guarded = operationIds
  .map((id): [string, Route] => [id, routes[id]])
  .filter(([, route]) => !route.public);

/** A problem, which GraphQL has within its own errors. */
const coded = (path: string, code: string) =>
  path === "/graphql" ? { errors: [{ extensions: { code } }] } : { code };

test.each(guarded)("%s asks for a token", async (_, { method, path }) => {
  const reply = await server.send({ method, path: path.replace("{id}", "x"), token: undefined });
  expect(reply.status).toBe(401);
  expect(reply.headers["www-authenticate"]).toBe("Bearer");
  expect(reply.json()).toMatchObject(
    path.startsWith("/oauth/") ? { error: "invalid_client" } : coded(path, "missing_credential"),
  );
});

test.each(guarded.filter(([, route]) => route.credential !== "session"))(
  "%s refuses a token it does not know",
  async (_, { method, path }) => {
    const reply = await server.send({ method, path: path.replace("{id}", "x"), token: newBootstrapToken() });
    expect(reply.status).toBe(401);
    expect(reply.headers["www-authenticate"]).toBe('Bearer error="invalid_token"');
    expect(reply.json()).toMatchObject(
      path.startsWith("/oauth/") ? { error: "invalid_token" } : coded(path, "invalid_token"),
    );
  },
);

test.each(["Bearer", "bearer", "BEARER", "bEaReR"])("the scheme may be written %s", async (scheme) => {
  const headers = { authorization: `${scheme}   ${server.token} ` };
  expect((await server.send({ path: "/v1/whoami", token: undefined, headers })).status).toBe(200);
});

test.each([
  ["Basic dXNlcjpwYXNz", "missing_credential"],
  ["Bearer", "missing_credential"],
  ["Bearer ", "missing_credential"],
  ["", "missing_credential"],
  ["Bearer a b", "invalid_token"],
  ["Bearer \u00ff\u00fe", "invalid_token"],
  [`Bearer ${"x".repeat(10_000)}`, "invalid_token"],
  ["Bearer __proto__", "invalid_token"],
])("Authorization: %s is refused", async (authorization, code) => {
  const reply = await server.send({ path: "/v1/whoami", token: undefined, headers: { authorization } });
  expect(reply.status).toBe(401);
  expect(reply.problem()).toMatchObject({ code });
});

test("two Authorization headers are no credential, even when one is good", async () => {
  for (const values of [
    [`Bearer ${server.token}`, "Bearer other"],
    ["Bearer other", `Bearer ${server.token}`],
  ]) {
    const headers = { Authorization: values };
    const reply = await server.send({ path: "/v1/whoami", token: undefined, headers });
    expect(reply.status).toBe(401);
  }
});

test("a token in the query or a cookie is none", async () => {
  const inQuery = await server.send({ path: `/v1/whoami?access_token=${server.token}`, token: undefined });
  expect(inQuery.status).toBe(401);
  const headers = { cookie: `token=${server.token}` };
  expect((await server.send({ path: "/v1/whoami", token: undefined, headers })).status).toBe(401);
});

test("who is not authenticated learns nothing of what is wrong with the body", async () => {
  const reply = await server.send({ method: "POST", path: "/v1/projects", token: undefined, body: "{" });
  expect(reply.problem()).toMatchObject({ code: "missing_credential" });
});
