import { serverAudits } from "graphql-http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isShown } from "../../../server/contract/field.ts";
import { answeredBy, asking, type Answered, readable, schema, typeNameOf } from "../../support/graphql.ts";
import { openBrowser } from "../../support/browser.ts";
import type { Reply } from "../../support/http.ts";
import { startServer, type TestServer } from "../../support/server.ts";
import { isObjectType, getIntrospectionQuery } from "graphql";

/** What the database changes nothing about: the protocol, the schema and the bounds. */

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await server.create("/v1/projects", { name: "shop" });
});
afterAll(() => server[Symbol.asyncDispose]());

const ask = async (query: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  server.send({ ...asking(query), headers });
const refusal = async (query: string): Promise<string> => {
  const reply = await ask(query, { accept: "application/graphql-response+json" });
  const { data, errors = [] } = answeredBy(reply);
  expect(data).toBeUndefined();
  return `${String(reply.status)} ${errors[0]?.extensions.code ?? ""} ${errors[0]?.message ?? ""}`;
};

const audits = serverAudits({
  url: () => `${server.url}/graphql`,
  fetchFn: (url: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${server.token}`);
    return fetch(url, { ...init, headers });
  },
});
test("it is GraphQL over HTTP as graphql-http audits it, in what must be, should be and may be", async () => {
  const results = await Promise.all(audits.map(async (audit) => audit.fn()));
  expect(results.length).toBeGreaterThan(50);
  expect(results.filter(({ status }) => status !== "ok")).toEqual([]);
});

test.each([
  [undefined, "application/json"],
  ["*/*", "application/json"],
  ["text/html", "application/json"],
  ["application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json"],
  ["application/json, application/graphql-response+json;q=0.5", "application/json"],
  ["application/graphql-response+json;q=0, */*", "application/json"],
])("who accepts %s gets %s", async (accept, type) => {
  const reply = await ask("{ __typename }", accept === undefined ? {} : { accept });
  expect(reply.headers["content-type"]).toBe(`${type}; charset=utf-8`);
});

test("a field of the contract that is shown is in the schema with its description, and no other of a noun is", () => {
  for (const { name, fields } of Object.values(readable)) {
    const type = schema.getType(typeNameOf(name));
    if (!isObjectType(type)) throw new Error(name);
    const made = type.getFields();
    for (const [field, { description, ...rest }] of Object.entries(fields)) {
      const isThere = isShown({ description, ...rest });
      expect([name, field, made[field]?.description]).toEqual([
        name,
        field,
        isThere ? description : undefined,
      ]);
    }
  }
  expect(JSON.stringify(schema.getType("Query"))).not.toContain("secret");
});

test("everybody who has a token reads the schema, which has no changes, and nobody else does", async () => {
  const reply = await ask(getIntrospectionQuery());
  const { data, errors } = answeredBy(reply);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ __schema: { mutationType: null, subscriptionType: null } });
  expect(reply.text).not.toMatch(/"name":"(?:secret|password|sealed_for|imported)"/);
  const without = await server.send({ ...asking("{ __typename }"), token: undefined });
  expect([without.status, without.headers["www-authenticate"]]).toEqual([401, "Bearer"]);
  expect(answeredBy(without).errors?.[0]?.extensions.code).toBe("missing_credential");
});

const spread = (levels: number): string =>
  Array.from(
    { length: levels },
    (_, level) =>
      `fragment f${String(level)} on Token { service_account { tokens { nodes { ...f${String(level + 1)} } } } }`,
  ).join(" ") + ` fragment f${String(levels)} on Token { name }`;
const doubling = Array.from(
  { length: 40 },
  (_, level) => `fragment f${String(level)} on Project { ...f${String(level + 1)} ...f${String(level + 1)} }`,
).join(" ");

test.each([
  ["aliases", `{ ${Array.from({ length: 31 }, (_, i) => `a${String(i)}: __typename`).join(" ")} }`],
  ["depth", `{ token(id: "x") { ...f0 } } ${spread(6)}`],
  ["cost", "{ service_accounts(first: 200) { nodes { tokens(first: 200) { nodes { id } } } } }"],
  [
    "cost",
    `{ ${Array.from({ length: 30 }, (_, i) => `a${String(i)}: tokens(first: 200) { nodes { id } }`).join(" ")} }`,
  ],
  ["cost", "query ($n: Int = 200) { projects(first: $n) { nodes { tokens { nodes { id } } } } }"],
  ["words", `{ ${"projects { nodes { id } } ".repeat(400)} }`],
])("a query of too much %s is refused, with what to do about it", async (what, query) => {
  expect(await refusal(query)).toMatch(new RegExp(`^400 query_too_costly the query.*${what}.*: \\w+`));
});

test.each([
  ["itself", "{ a: __schema { description } b: __schema { description } }"],
  ["a type", `{ __schema { a: types { ...t } b: types { ...t } } } fragment t on __Type { name }`],
  ["a fragment", `{ __type(name: "Token") { ...t } } fragment t on __Type { a: fields { name } }`],
  ["a name", "{ ... on Query { __schema { types { a: name } } } }"],
])("the schema is told once, however %s is called: what aliases multiply is refused", async (_, query) => {
  const reply = await ask(query);
  expect(answeredBy(reply).errors?.[0]?.extensions.code).toBe("query_too_costly");
});

test("fragments that double each other cost nothing to measure", async () => {
  const reply = await ask(`{ project(id: "shop") { ...f0 } } ${doubling} fragment f40 on Project { name }`);
  expect(reply.json()).toEqual({ data: { project: { name: "shop" } } });
});

test.each([
  ["a mutation", "mutation { __typename }"],
  ["a subscription", "subscription { __typename }"],
  ["an operation nobody can tell", "query A { __typename } query B { __typename }"],
  ["a fragment of itself", `{ project(id: "x") { ...f } } fragment f on Project { ...f }`],
  [
    "the schema within the schema",
    `{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }`,
  ],
  ["a field nobody has", "{ tokenz { nodes { id } } }"],
  ["a secret", `{ token(id: "x") { secret } }`],
])("%s is refused before anything is read", async (_, query) => {
  expect(await refusal(query)).toMatch(/^400 malformed_request /);
});

test("a wrong name is told nothing of the names there are", async () => {
  const misspelt = [
    "{ tokenz { nodes { id } } }",
    `{ token(idd: "x") { nam } }`,
    `{ tokens(state: activ) { nodes { id } } }`,
  ];
  for (const query of misspelt) expect((await ask(query)).text).not.toMatch(/did you mean/i);
});

test("several requests in one body are refused", async () => {
  const reply = await server.send({ method: "POST", path: "/graphql", body: [{ query: "{ __typename }" }] });
  expect([reply.status, answeredBy(reply).errors?.[0]?.extensions.code]).toEqual([400, "malformed_request"]);
});

test("a token that was put in a query is in no reply and no log", async () => {
  const { token } = server;
  const sent = [
    `{ token(id: "${token}") { ${token} } }`,
    `{ tokens(state: ${token}) { nodes { id } } }`,
    `{ a(`.concat(token),
  ];
  for (const query of sent) expect((await ask(query)).text).not.toContain(token.slice(-10));
  const variables = { first: token };
  const body = { query: "query ($first: Int) { tokens(first: $first) { nodes { id } } }", variables };
  const reply = await server.send({ method: "POST", path: "/graphql", body });
  expect(answeredBy(reply).errors).toHaveLength(1);
  expect(reply.text).not.toContain(token.slice(-10));
  expect(server.log()).not.toContain(token.slice(-10));
});

test("a person reads by the cookie, from the console's own origin where it is a POST", async () => {
  const ann = { email: "ann@example.com", password: "a horse, of course" };
  const { id } = await server.create("/v1/users", ann);
  await server.create("/v1/role-bindings", { role_id: "role_viewer", user_id: id, project: "shop" });
  const browser = openBrowser(server.url);
  await browser.signIn(ann);
  const mine = asking("{ whoami { subject { reference } } }");
  expect((await browser.send(mine)).json()).toEqual({
    data: { whoami: { subject: { reference: "usr/ann@example.com" } } },
  });
  const foreign = await browser.send({ ...mine, headers: { "sec-fetch-site": "cross-site" } });
  expect([foreign.status, answeredBy(foreign).errors?.[0]?.extensions.code]).toEqual([
    403,
    "cross_site_request",
  ]);
});

test("a query is one request of the token's rate", async () => {
  const { id } = await server.create("/v1/service-accounts", { project: "shop", name: "paced" });
  const rate_limit = { requests: 1, period: "1h" };
  const made = await server.create("/v1/tokens", { service_account_id: id, name: "t", rate_limit });
  const paced = {
    ...asking("{ whoami { subject { id } } projects { nodes { id } } }"),
    token: String(made["secret"]),
  };
  expect((await server.send(paced)).status).toBe(200);
  const second = await server.send(paced);
  expect([second.status, answeredBy(second).errors?.[0]?.extensions.code]).toEqual([429, "rate_limited"]);
  expect(second.headers["retry-after"]).toBeDefined();
});

test("rows that many references name are read together", async () => {
  const { id: group } = await server.create("/v1/groups", { project: "shop", name: "many" });
  for (let count = 0; count < 30; count += 1) {
    const { id } = await server.create("/v1/service-accounts", {
      project: "shop",
      name: `sa-${String(count)}`,
    });
    await server.create("/v1/group-members", { group_id: group, service_account_id: id });
  }
  const query = `{ group_members { nodes { group { name in_project { name } } service_account { name } } } }`;
  const { data } = answeredBy(await ask(query)) as Answered & {
    data: { group_members: { nodes: { group: object; service_account: { name: string } }[] } };
  };
  const { nodes } = data.group_members;
  expect(nodes.map(({ service_account: { name } }) => name)).toEqual(
    nodes.map((_, count) => `sa-${String(count)}`),
  );
  expect(nodes[29]?.group).toEqual({ name: "many", in_project: { name: "shop" } });
});
