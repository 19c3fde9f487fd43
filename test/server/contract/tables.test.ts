import { expect, test } from "vitest";
import { builtInRoles } from "../../../server/contract/built-in-roles.ts";
import { type AccessWord, isInput, isShown } from "../../../server/contract/field.ts";
import type { Filter } from "../../../server/contract/filter.ts";
import type { AnyNoun } from "../../../server/contract/noun.ts";
import { type NounName, nouns, records } from "../../../server/contract/nouns/all.ts";
import { openapiDocument } from "../../../server/contract/openapi.ts";
import { operations, type Schemas } from "../../../server/contract/operations.ts";
import { jetonTypes } from "../../../server/contract/permission.ts";
import { Problem, type ProblemCode, problemBody, problems } from "../../../server/contract/problem.ts";
import { operationIds, type Route, routes } from "../../../server/contract/routes.ts";
import { tables } from "../../../server/store/tables.ts";

const everyNoun = Object.entries(nouns);
const everyField = [...everyNoun, ...Object.entries(records)].flatMap(([noun, { fields }]) =>
  Object.entries(fields).map(([name, field]) => ({
    where: `${noun}.${name}`,
    noun: noun as NounName,
    name,
    field,
  })),
);
const everyRoute = operationIds.map((id): [string, Route, Schemas] => [id, routes[id], operations[id]]);

test("every field says what it is for and what may happen to it", () => {
  const odd = everyField.filter(
    ({ field }) => !/^[A-Z`].*\.$/su.test(field.description) || field.access.length === 0,
  );
  expect(odd.map(({ where }) => where)).toEqual([]);
});

test("a field is the caller's or the server's, never both; a default is for what the caller may leave out", () => {
  const odd = everyField.filter(({ field }) => {
    const access: readonly AccessWord[] = field.access;
    const server = access.some((word) => ["computed", "volatile", "secret"].includes(word));
    const misplaced = (access.includes("defaulted") || field.default !== undefined) && !isInput(field);
    return (
      server === isInput(field) || misplaced || (access.includes("writable") && access.includes("immutable"))
    );
  });
  expect(odd.map(({ where }) => where)).toEqual([]);
});

test("a secret is shown by nothing but the replies that make it", () => {
  const secrets = everyField.filter(({ field }) => field.access.includes("secret"));
  expect(secrets.map(({ where }) => where)).toEqual(["token.secret"]);
  expect(secrets.some(({ field }) => isShown(field))).toBe(false);
});

test("lists are ordered by fields that are kept as they are shown, as texts", () => {
  for (const { name, orders, fields } of Object.values<AnyNoun>({ ...nouns, ...records })) {
    const { path }: Route = routes[`${name as NounName}.list`];
    // The rows of a noun are named as its path is.
    const columns = new Map(Object.entries(tables)).get(path.replace("/v1/", "").replaceAll("-", "_"));
    expect({ ...columns }).toMatchObject(Object.fromEntries(orders.map((field) => [field, "text"])));
    expect(Object.keys(fields)).toEqual(expect.arrayContaining([...orders]));
  }
});

test("groups and filters name fields of their noun", () => {
  for (const [, { fields, exactlyOneOf, atMostOneOf, filters }] of everyNoun) {
    expect(Object.keys(fields)).toEqual(
      expect.arrayContaining([
        ...exactlyOneOf.flat(),
        ...atMostOneOf.flat(),
        ...Object.values<Filter>(filters).flatMap((filter) => filter.fields),
      ]),
    );
  }
});

test("what the server records is its own: none of its fields is anybody's to give", () => {
  for (const { fields, exactlyOneOf, atMostOneOf } of Object.values(records)) {
    expect(Object.values(fields).some(isInput)).toBe(false);
    expect([...exactlyOneOf, ...atMostOneOf]).toEqual([]);
  }
  const theirs = operationIds.filter((id) => Object.keys(records).includes(id.split(".")[0] ?? ""));
  expect(theirs.toSorted()).toEqual([
    "audit_event.export",
    "audit_event.list",
    "declaration.apply",
    "declaration.delete",
    "declaration.drift",
    "declaration.get",
    "declaration.list",
    "declaration.plan",
    "webhook_delivery.get",
    "webhook_delivery.list",
    "webhook_delivery.resend",
  ]);
});

test("a stream is a list, and reads", () => {
  const streams = everyRoute.filter(([, { stream }]) => stream);
  expect(streams.map(([id]) => id)).toEqual(["audit_event.export"]);
  for (const [, { method }, { reply }] of streams)
    expect([method, reply?.safeParse([]).success]).toEqual(["GET", true]);
});

test("viewers read every type but the audit, editors that too", () => {
  const read = builtInRoles.role_viewer.rules.map(({ resource_type: type }) => type);
  expect(["@declared", ...Object.keys(jetonTypes)].filter((type) => !read.includes(type))).toEqual([
    "jeton.audit-event",
  ]);
});

test("every noun has a type of permissions, an id prefix and a name of its own", () => {
  expect(new Set(everyNoun.map(([, { idPrefix }]) => idPrefix)).size).toBe(everyNoun.length);
  expect(everyNoun.every(([key, { name, type }]) => key === name && type in jetonTypes)).toBe(true);
});

test("every operation has a summary, and a permission unless being somebody, or nobody, is enough", () => {
  const free = everyRoute.filter(([, { permission }]) => permission === undefined).map(([id]) => id);
  expect(free).toEqual([
    "policy.effective",
    "session.create",
    "session.providers",
    "session.begin",
    "session.callback",
    "session.get",
    "session.confirm",
    "session.change-password",
    "session.delete",
    "whoami",
    "graphql",
    "graphql.query",
    "access.check",
    "access.explain",
    "authzen.evaluation",
    "authzen.evaluations",
    "authzen-metadata",
    "forward-auth",
    "exchange",
    "revoke",
    "oauth-metadata",
    "jwks",
    "leaks",
    "healthz",
    "readyz",
    "openapi",
  ]);
  expect(everyRoute.filter(([, { summary }]) => !/^[A-Z].*[^.]$/.test(summary))).toEqual([]);
});

test("every permission of an operation is one of the table", () => {
  const known = Object.entries(jetonTypes).flatMap(([type, actions]) =>
    Object.keys(actions).map((action) => `${type}:${action}`),
  );
  const asked = everyRoute.flatMap(([, { permission }]) => permission ?? []);
  expect(known).toEqual(expect.arrayContaining(asked));
});

test("every permission of the table is asked for by some operation", () => {
  const asked = new Set(everyRoute.map(([, { permission }]) => permission));
  // Of the caller itself these two ask nothing, so that no route names it; access-explain.test.ts asks it about others.
  asked.add("jeton.access:explain");
  const idle = Object.entries(jetonTypes).flatMap(([type, actions]) =>
    Object.keys(actions)
      .map((action) => `${type}:${action}`)
      .filter((permission) => !asked.has(permission as Route["permission"])),
  );
  expect(idle).toEqual([]);
});

test("what only reads is marked so, and what changes something is not", () => {
  const odd = everyRoute.filter(([id, { method, permission }]) => {
    if (permission === undefined) return false;
    const [type = "", action = ""] = permission.split(":");
    const actions: Readonly<Record<string, string>> = jetonTypes[type as keyof typeof jetonTypes];
    const reads = method === "GET" || action === "introspect" || id === "declaration.plan";
    return actions[action] !== (reads ? "read" : "write");
  });
  expect(odd).toEqual([]);
});

/** Those that answer in headers, or in another format than JSON. */
const speechless: readonly string[] = ["forward-auth", "metrics"];
const asking: readonly string[] = [
  "token.statistics",
  "policy.effective",
  "forward-auth",
  "project.delete",
  "declaration.delete",
  "graphql.query",
  "session.begin",
  "session.callback",
];

test("an operation has a schema for its body when it takes one, for its query when it is a list, and a reply unless it is empty", () => {
  for (const [id, { body, status }, schemas] of everyRoute) {
    expect([id, schemas.body !== undefined]).toEqual([id, body !== undefined]);
    const hasQuery = id.endsWith(".list") || asking.includes(id);
    expect([id, schemas.query !== undefined]).toEqual([id, hasQuery]);
    expect([id, schemas.reply === undefined]).toEqual([
      id,
      [204, 303].includes(status) || speechless.includes(id),
    ]);
  }
  expect(Object.keys(operations).toSorted()).toEqual([...operationIds].toSorted());
});

test("no two operations share a method and path; whatever creates or rotates can be repeated", () => {
  const keys = everyRoute.map(([, { method, path }]) => `${method} ${path.replace(/\{\w+\}/, "{}")}`);
  expect(new Set(keys).size).toBe(keys.length);
  const repeatable = everyRoute.filter(([, route]) => route.repeatable).map(([id]) => id);
  expect(repeatable).toEqual(
    [
      ...everyNoun.map(([noun]) => `${noun}.create`),
      "token.rotate",
      "token.rollback",
      "token.transfer",
      "webhook.rotate",
    ].toSorted((a, b) => repeatable.indexOf(a) - repeatable.indexOf(b)),
  );
});

test("the built-in roles are the five, their rules of types and actions there are", () => {
  expect(Object.keys(builtInRoles)).toEqual([
    "role_admin",
    "role_editor",
    "role_viewer",
    "role_user",
    "role_project-creator",
  ]);
  for (const [id, { name, rules }] of Object.entries(builtInRoles)) {
    expect(id).toBe(`role_${name}`);
    for (const { resource_type: type, actions, resource_names: names } of rules) {
      expect(["*", "@declared", "jeton.*", ...Object.keys(jetonTypes)]).toContain(type);
      const known = type in jetonTypes ? Object.keys(jetonTypes[type as keyof typeof jetonTypes]) : [];
      for (const action of actions) expect(["*", "@read", "@write", ...known]).toContain(action);
      expect(names === null || names.length > 0).toBe(true);
    }
  }
});

test("a problem's status is that of its code, its type its code, and its title a sentence of its own", () => {
  const titles = new Set<string>();
  for (const [code, { status, title }] of Object.entries(problems)) {
    const body = problemBody(new Problem(code as ProblemCode, "why"), "req");
    expect(body).toEqual({
      type: `urn:jeton:problem:${code}`,
      code,
      status,
      title,
      detail: "why",
      request_id: "req",
    });
    expect(status).toBeGreaterThanOrEqual(400);
    titles.add(title);
  }
  expect(titles.size).toBe(Object.keys(problems).length);
});

test("a problem never tells its cause, nor quotes a token", () => {
  const token = "jtns_0123456789ABcdefghijklmnopqrstuvwxyzABCDEFGHIJK012";
  const problem = new Problem("validation_failed", `there is no \`${token}\``, {
    cause: new Error(token),
    errors: [{ pointer: `/${token}`, detail: token }],
  });
  expect(JSON.stringify(problemBody(problem))).not.toContain("cdefgh");
});

test("the OpenAPI document has every operation, its parameters, and every code", () => {
  const document = openapiDocument("1.2.3") as {
    paths: Record<
      string,
      Record<string, { operationId: string; parameters?: { name: string; in: string }[] }>
    >;
    components: { schemas: { problem: { properties: { code: { enum: string[] } } } } };
  };
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { operationId }]) => `${method.toUpperCase()} ${path} ${operationId}`,
    ),
  );
  expect(described.toSorted()).toEqual(
    everyRoute.map(([id, { method, path }]) => `${method} ${path} ${id}`).toSorted(),
  );
  expect(document.components.schemas.problem.properties.code.enum).toEqual(Object.keys(problems));
  for (const [path, methods] of Object.entries(document.paths)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const { parameters = [] } of Object.values(methods)) {
      expect(parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name)).toEqual(
        names,
      );
    }
  }
});
