import { expect, test } from "vitest";
import { type ObjectValue, UNKNOWN } from "../../../provider/framework/value.ts";
import { startRecordingServer } from "../../support/recording-server.ts";
import type { Jeton } from "../../../provider/jeton.ts";
import { ask, configured, found, json, lookUp } from "./ask.ts";

test("a request says who looks after what it makes, and with which programs", async () => {
  await using server = await startRecordingServer(found);
  await ask({ JETON_URL: `${server.url}/behind/a/path`, JETON_TOKEN: "t" });
  expect(server.requests).toMatchObject([
    {
      method: "GET",
      path: "/behind/a/path/v1/projects/shop",
      headers: {
        "jeton-managed-by": "terraform",
        "user-agent": expect.stringMatching(
          /^terraform-provider-jeton\/\d+\.\d+\.\d+ terraform\/1\.11\.4$/,
        ) as unknown,
      },
    },
  ]);
});

test("a redirect is not followed, so the token goes nowhere else", async () => {
  await using other = await startRecordingServer(found);
  await using server = await startRecordingServer((response) => {
    response.writeHead(307, { location: `${other.url}/v1/projects/shop` }).end();
  });
  const { diagnostics } = await ask({ JETON_URL: server.url, JETON_TOKEN: "t" });
  expect(diagnostics).toMatchObject([{ summary: "This is not Jeton" }]);
  expect(diagnostics[0]?.detail).toContain("status 307");
  expect(server.requests).toHaveLength(1);
  expect(other.requests).toEqual([]);
});

test("an overloaded server is asked again, as often as configured", async () => {
  await using server = await startRecordingServer((response, count) => {
    if (count < 3) response.writeHead(503).end();
    else found(response);
  });
  const { state } = await ask({ JETON_URL: server.url, JETON_TOKEN: "t" });
  expect(state).toMatchObject({ name: "shop" });
  expect(server.requests).toHaveLength(3);

  await using broken = await startRecordingServer((response) => {
    response.writeHead(503).end();
  });
  await ask({ JETON_URL: broken.url, JETON_TOKEN: "t" }, { max_retries: 0 });
  expect(broken.requests).toHaveLength(1);
});

test("a server that does not answer is given up on after the configured time", async () => {
  await using server = await startRecordingServer(() => undefined);
  const { diagnostics } = await ask(
    { JETON_URL: server.url, JETON_TOKEN: "t" },
    { request_timeout: "1s", max_retries: 0 },
  );
  expect(diagnostics).toMatchObject([
    {
      summary: "Jeton does not answer",
      detail: `${server.url} did not answer within 1 s. \`request_timeout\` of the provider's block gives each answer more time.`,
    },
  ]);
});

test("Ctrl-C ends a request that is under way", async () => {
  await using server = await startRecordingServer(() => undefined);
  const jeton = await configured({ JETON_URL: server.url, JETON_TOKEN: "t" });
  const asked = lookUp(jeton);
  await expect.poll(() => server.requests.length).toBe(1);
  jeton.stop();
  expect((await asked).diagnostics).toMatchObject([{ severity: "error", summary: "Interrupted" }]);
});

test("a server that is not there, and one that refuses the token, are told apart", async () => {
  const gone = await startRecordingServer(found);
  await gone[Symbol.asyncDispose]();
  const { diagnostics } = await ask({ JETON_URL: gone.url, JETON_TOKEN: "t" }, { max_retries: 0 });
  expect(diagnostics).toMatchObject([{ summary: "Jeton cannot be reached" }]);
  expect(diagnostics[0]?.detail).toContain("ECONNREFUSED");

  await using server = await startRecordingServer((response) => {
    json(response, 401, { code: "invalid_token", detail: "the token is not valid", request_id: "req-7" });
  });
  const refused = await ask({ JETON_URL: server.url, JETON_TOKEN: "t" });
  expect(refused.diagnostics).toMatchObject([{ summary: "Jeton refuses the token" }]);
  expect(refused.diagnostics[0]?.detail).toMatch(/JETON_TOKEN[^]*Request id: req-7$/);
});

test("what is not known at plan does not stop the plan, and is needed for anything else", async () => {
  const jeton = await configured({ JETON_TOKEN: "t" }, { url: UNKNOWN });
  const { attributes } = jeton.schema().resources["jeton_project"]!;
  const config = Object.fromEntries(
    Object.keys(attributes).map((name) => [name, name === "name" ? "shop" : null]),
  );
  const request = { prior: null, proposed: config, config, private: new Uint8Array() };
  const { planned, diagnostics } = await jeton.plan("jeton_project", request);
  expect(diagnostics).toEqual([]);
  expect(planned).toMatchObject({ name: "shop", id: UNKNOWN });
  expect((await lookUp(jeton)).diagnostics).toMatchObject([{ summary: "Provider not configured" }]);
});

test("the block's own values are checked at their place", async () => {
  const jeton = await configured({});
  const block = {
    url: "jeton.example",
    token: "two words",
    token_file: "both",
    oidc: { service_account: "shop/ci", audience: null, token: null, token_file: null },
    max_retries: -1,
    request_timeout: "soon",
  };
  const { diagnostics } = await jeton.validateProvider(block);
  expect(diagnostics.map(({ summary, path }) => [summary, path])).toEqual([
    ["Invalid value for url", [{ attribute: "url" }]],
    ["Invalid value for token", [{ attribute: "token" }]],
    ["Invalid value for max_retries", [{ attribute: "max_retries" }]],
    ["Invalid value for request_timeout", [{ attribute: "request_timeout" }]],
    ["Conflicting attributes", [{ attribute: "token_file" }]],
    ["Conflicting attributes", [{ attribute: "oidc" }]],
  ]);
});

test("Ctrl-C lets what changes something come to its answer", async () => {
  const begun = Promise.withResolvers<undefined>();
  const answer = Promise.withResolvers<undefined>();
  await using server = await startRecordingServer((response) => {
    begun.resolve(undefined);
    void answer.promise.then(() => {
      json(response, 201, { id: "prj_1", name: "shop", project: null });
    });
  });
  const jeton = await configured({ JETON_URL: server.url, JETON_TOKEN: "t" });
  const applied = createProject(jeton);
  await begun.promise;
  jeton.stop();
  answer.resolve(undefined);
  expect(await applied).toMatchObject({ state: { id: "prj_1" }, diagnostics: [] });
});

test("each way the server refuses is told with what to do, and the id that its log has", async () => {
  for (const [status, code, summary, remedy] of [
    [401, "missing_credential", "No credential for Jeton", "authorization"],
    [401, "invalid_token", "Jeton refuses the token", "JETON_TOKEN_FILE"],
    [403, "forbidden", "Cannot create the project", "Bind a role that allows it"],
    [403, "exceeds_own_rights", "Cannot create the project", "Nobody gives away what they lack"],
    [404, "unknown_path", "There is no Jeton at this address", "Check the path in `url`"],
    [404, "not_found", "Cannot create the project", "plan again"],
    [409, "in_use", "Cannot create the project", "Other objects depend on this one"],
    [412, "precondition_failed", "Cannot create the project", "Plan again"],
    [429, "rate_limited", "Cannot create the project", "`-parallelism`"],
    [500, "internal", "Cannot create the project", "The server's log says more"],
    [503, "unavailable", "Cannot create the project", "`max_retries`"],
  ] as const) {
    await using server = await startRecordingServer((response) => {
      json(response, status, { code, detail: "no authorization", request_id: "req-8" });
    });
    const jeton = await configured({ JETON_URL: server.url, JETON_TOKEN: "t" }, { max_retries: 1 });
    const { diagnostics } = await createProject(jeton);
    expect(diagnostics).toMatchObject([{ severity: "error", summary }]);
    expect(diagnostics[0]?.detail).toContain(remedy);
    expect(diagnostics[0]?.detail).toMatch(/\n\nRequest id: req-8$/);
    expect(server.requests).toHaveLength([429, 500, 503].includes(status) ? 2 : 1);
    expect(new Set(server.requests.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  }
});

async function createProject(jeton: Jeton) {
  const { attributes } = jeton.schema().resources["jeton_project"]!;
  const config = { ...Object.fromEntries(Object.keys(attributes).map((name) => [name, null])), name: "shop" };
  const planned: ObjectValue = { ...config, id: UNKNOWN };
  return await jeton.apply("jeton_project", { prior: null, planned, config, private: new Uint8Array() });
}
