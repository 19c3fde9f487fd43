import { expect, test } from "vitest";
import { type ClientOptions, createClient, type Send } from "../../../server/contract/client.ts";

type Sent = Parameters<Send>[0];
type Answer =
  | { status: number; headers?: Record<string, string>; body?: unknown; text?: string }
  | Error
  | "hang";

/** A client of a server that gives these answers, the last one for ever after. */
function clientOf(answers: readonly Answer[], options: Partial<ClientOptions> = {}) {
  const sent: Sent[] = [];
  const slept: number[] = [];
  let keys = 0;
  const send: Send = async (request) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)]!;
    sent.push(request);
    if (answer === "hang") {
      const { promise, reject } = Promise.withResolvers<never>();
      request.signal.addEventListener("abort", () => {
        reject(new Error("aborted"));
      });
      return promise;
    }
    if (answer instanceof Error) throw answer;
    const { status, headers = {}, body, text } = answer;
    return {
      status,
      header: (name) => headers[name],
      text: text ?? (body === undefined ? "" : JSON.stringify(body)),
    };
  };
  const client = createClient({
    url: "https://jeton.example.org/base/",
    token: "jtns_x",
    send,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
    },
    random: () => 0.5,
    newKey: () => `key-${String((keys += 1))}`,
    userAgent: "test/1",
    ...options,
  });
  return { client, sent, slept };
}

const problem = {
  type: "urn:jeton:problem:not_found",
  code: "not_found",
  status: 404,
  title: "t",
  detail: "there is none",
};
const ok = { status: 200, body: { id: "prj_1" } };

test("a request has its path, its headers and its body", async () => {
  const { client, sent } = clientOf([{ status: 201, body: { id: "x" } }], { managedBy: "terraform" });
  await client.call("project.create", { body: { name: "shop" } });
  expect(sent[0]).toMatchObject({
    method: "POST",
    url: "https://jeton.example.org/base/v1/projects",
    body: '{"name":"shop"}',
    headers: {
      authorization: "Bearer jtns_x",
      "content-type": "application/json",
      "idempotency-key": "key-1",
      "jeton-managed-by": "terraform",
      "user-agent": "test/1",
    },
  });
});

test("parameters are percent-encoded, in a path and in a query", async () => {
  const { client, sent } = clientOf([ok]);
  await client.call("token.rotate", { id: "sa/shop/deployer/a b?#%", body: {} });
  await client.call("token.list", { query: { name: "a&b=c", page_token: undefined } });
  expect(sent.map(({ url }) => url.replace(/^.*\/v1/, ""))).toEqual([
    "/tokens/sa%2Fshop%2Fdeployer%2Fa%20b%3F%23%25:rotate",
    "/tokens?name=a%26b%3Dc",
  ]);
});

test("a form leaves out what is undefined", async () => {
  const { client, sent } = clientOf([{ status: 200, body: { active: false } }]);
  await client.call("introspect", { body: { token: "a b&c", token_type_hint: undefined } });
  expect(sent[0]?.body).toBe("token=a+b%26c");
});

test("without a token none is sent", async () => {
  const { client, sent } = clientOf([ok], { token: undefined });
  await client.call("healthz", {});
  expect(sent[0]?.headers).not.toHaveProperty("authorization");
});

test("an answer is its value, and the server's time", async () => {
  const { client } = clientOf([{ ...ok, headers: { date: "Tue, 01 Jan 2030 00:00:00 GMT" } }]);
  const result = await client.call("project.get", { id: "shop" });
  expect(result).toEqual({ type: "ok", value: { id: "prj_1" }, date: new Date("2030-01-01T00:00:00Z") });
});

test("the tag of an answer is bound to by a change, and sent again with each attempt", async () => {
  const { client, sent } = clientOf([
    { ...ok, headers: { etag: '"x"' } },
    { status: 503, body: problem },
    { status: 412, body: { ...problem, code: "precondition_failed" } },
  ]);
  const found = await client.call("project.get", { id: "shop" });
  const etag = found.type === "ok" ? found.etag : undefined;
  const result = await client.call("project.update", { id: "shop", body: {} }, { ifMatch: etag });
  expect(result).toMatchObject({ type: "problem", problem: { code: "precondition_failed" } });
  expect(sent.map(({ headers }) => headers["if-match"])).toEqual([undefined, '"x"', '"x"']);
});

test("an empty 204 is an answer", async () => {
  const { client } = clientOf([{ status: 204 }]);
  expect(await client.call("project.delete", { id: "shop" })).toMatchObject({ type: "ok", value: undefined });
});

test.each([400, 401, 403, 404, 405, 409, 413, 415, 422])(
  "a %d is a problem, and not tried again",
  async (status) => {
    const { client, sent } = clientOf([{ status, body: problem }]);
    expect(await client.call("project.get", { id: "x" })).toMatchObject({ type: "problem", problem });
    expect(sent).toHaveLength(1);
  },
);

test.each([408, 429, 500, 502, 503, 504])("a %d is tried again", async (status) => {
  const { client, sent } = clientOf([{ status, text: "<html>" }, ok]);
  expect(await client.call("project.get", { id: "x" })).toMatchObject({ type: "ok" });
  expect(sent).toHaveLength(2);
});

test("a lost connection is tried again, four times, and then told with its cause", async () => {
  const cause = Object.assign(new Error(""), { code: "ECONNREFUSED" });
  const { client, sent, slept } = clientOf([new Error("fetch failed", { cause })]);
  expect(await client.call("project.get", { id: "x" })).toMatchObject({
    type: "problem",
    problem: {
      code: "unreachable",
      detail: "https://jeton.example.org/base/ cannot be reached: ECONNREFUSED",
    },
  });
  expect([sent.length, slept.length]).toEqual([5, 4]);
});

test("a retry keeps its idempotency key; another call has another", async () => {
  const { client, sent } = clientOf([{ status: 503 }, { status: 503 }, ok]);
  await client.call("token.create", { body: { role_id: "role_x", name: "x" } });
  await client.call("token.create", { body: { role_id: "role_x", name: "x" } });
  expect(sent.map(({ headers }) => headers["idempotency-key"])).toEqual(["key-1", "key-1", "key-1", "key-2"]);
});

test("what cannot be repeated by a key carries none", async () => {
  const { client, sent } = clientOf([ok]);
  await client.call("project.update", { id: "x", body: {} });
  await client.call("token.revoke", { id: "x" });
  expect(sent.some(({ headers }) => "idempotency-key" in headers)).toBe(false);
});

test.each([0, 0.25, 1])("pauses double, up to five seconds, times chance (%d)", async (chance) => {
  const { client, slept } = clientOf([{ status: 503 }], { random: () => chance, maxRetries: 8 });
  await client.call("project.get", { id: "x" });
  expect(slept).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000].map((pause) => pause * chance));
});

test.each([
  ["7", 7000],
  ["0.5", 500],
  ["3600", 30_000],
  ["0", 50],
  ["-1", 50],
  ["soon", 50],
  ["Tue, 01 Jan 2030 00:00:07 GMT", 7000],
  ["Tue, 01 Jan 2030 01:00:00 GMT", 30_000],
  ["Mon, 31 Dec 2029 23:59:59 GMT", 50],
  ["Tue, 99 Jan 2030 00:00:00 GMT", 50],
])("Retry-After: %s pauses %d ms", async (header, pause) => {
  const headers = { "retry-after": header, date: "Tue, 01 Jan 2030 00:00:00 GMT" };
  const { client, slept } = clientOf([{ status: 429, headers }, ok]);
  await client.call("project.get", { id: "x" });
  expect(slept).toEqual([pause]);
});

test("an instant to wait for says nothing without the clock it is of", async () => {
  const headers = { "retry-after": "Tue, 01 Jan 2030 00:00:07 GMT" };
  const { client, slept } = clientOf([{ status: 429, headers }, ok]);
  await client.call("project.get", { id: "x" });
  expect(slept).toEqual([50]);
});

test("an attempt without an answer times out", async () => {
  const { client, sent } = clientOf(["hang"], { timeoutMilliseconds: 20, maxRetries: 1 });
  expect(await client.call("project.get", { id: "x" })).toMatchObject({ problem: { code: "timed_out" } });
  expect(sent).toHaveLength(2);
});

test("an interruption ends a call at once, under way or between attempts", async () => {
  const during = new AbortController();
  const { client } = clientOf(["hang"], { signal: during.signal });
  const call = client.call("project.get", { id: "x" });
  during.abort();
  expect(await call).toMatchObject({ problem: { code: "interrupted" } });
  const between = new AbortController();
  const pausing = clientOf([{ status: 503 }], {
    signal: between.signal,
    sleep: async () => {
      between.abort();
      throw new Error("aborted");
    },
  });
  expect(await pausing.client.call("project.get", { id: "x" })).toMatchObject({
    problem: { code: "interrupted" },
  });
  expect(pausing.sent).toHaveLength(1);
});

test.each([
  ["a page of a proxy", { status: 200, text: "<!doctype html>" }],
  ["an empty 200", { status: 200 }],
  ["a redirection", { status: 302, text: "" }],
  ["an error of something else", { status: 404, text: '{"message":"no route"}' }],
  ["a problem that is none", { status: 404, text: '{"code":1,"detail":2}' }],
  ["an error that is a text", { status: 400, text: '"bad"' }],
])("%s is told as not Jeton's", async (_, answer) => {
  const { client } = clientOf([answer]);
  expect(await client.call("project.get", { id: "x" })).toMatchObject({
    problem: { code: "unexpected_reply", status: answer.status },
  });
});

test.each([
  [401, "invalid_client", "missing_credential"],
  [401, "invalid_token", "invalid_token"],
  [403, "insufficient_scope", "forbidden"],
  [400, "invalid_request", "validation_failed"],
])("OAuth's %d %s is the problem %s", async (status, error, code) => {
  const { client } = clientOf([{ status, body: { error, error_description: "why" } }]);
  expect(await client.call("introspect", { body: { token: "x" } })).toMatchObject({
    problem: { code, detail: "why" },
  });
});

test("a list is read to its end, with its filters", async () => {
  const page = (ids: number[], next: string | null) => ({
    status: 200,
    body: { items: ids.map((id) => ({ id })), next_page_token: next },
  });
  const { client, sent } = clientOf([page([1, 2], "two&"), { status: 503 }, page([3], null)]);
  expect(await client.all("project.list", { name: "x" })).toMatchObject({
    type: "ok",
    value: [{ id: 1 }, { id: 2 }, { id: 3 }],
  });
  expect(sent.map(({ url }) => url.split("?")[1])).toEqual([
    "page_size=200&name=x",
    "page_size=200&name=x&page_token=two%26",
    "page_size=200&name=x&page_token=two%26",
  ]);
});

test("a list that breaks off is a problem, not half a list", async () => {
  const { client } = clientOf([
    { status: 200, body: { items: [{ id: 1 }], next_page_token: "x" } },
    { status: 403, body: problem },
  ]);
  expect(await client.all("project.list", {})).toMatchObject({ type: "problem" });
});
