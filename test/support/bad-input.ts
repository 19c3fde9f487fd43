import fc from "fast-check";
import * as z from "zod";
import { operations, type Schemas } from "../../server/contract/operations.ts";
import { type OperationId, operationIds, type Route, routes } from "../../server/contract/routes.ts";
import { createDocumentCheck } from "./document-check.ts";
import { type Reply, send, type Sent } from "./http.ts";

export interface Target {
  readonly url: string;
  /** Of an admin: so that nothing but the input is wrong. */
  readonly token: string;
}

/**
 * Sends every operation of the table nonsense, near misses and plain malice, and throws when an answer is a 5xx or none
 * that the API's document has, or when what is stored differs afterwards. It leaves the objects it tries its requests on.
 * @param runs requests for each operation
 */
export async function probeBadInput(
  target: Target,
  { runs, seed }: { runs: number; seed: number },
): Promise<void> {
  const known = await prepare(target);
  const before = await everything(target);
  const { json: document } = await send(target.url, { path: "/openapi.json" });
  const wrongWith = createDocumentCheck(document());
  for (const id of operationIds) {
    const property = fc.asyncProperty(hostileRequest(id, known), async (request) => {
      const reply = await send(target.url, { token: target.token, ...request });
      const wrong = reply.status >= 500 ? "a 5xx" : wrongWith(id, reply);
      if (wrong !== undefined) throw new Error(`${id}: ${wrong}: ${String(reply.status)} ${reply.text}`);
      await undo(target, id, reply);
    });
    await fc.assert(property, { numRuns: runs, seed });
  }
  const after = await everything(target);
  if (after !== before) throw new Error(`bad input changed something:\n${before}\n${after}`);
}

/** Objects to aim at, and the texts that name them. */
export async function prepare(target: Target): Promise<readonly string[]> {
  const ids: string[] = [];
  const create = async (path: string, body: unknown): Promise<void> => {
    const reply = await send(target.url, { token: target.token, method: "POST", path, body });
    if (reply.status !== 201) throw new Error(`POST ${path}: ${reply.text}`);
    ids.push(String(reply.json()["id"]));
  };
  const rules = [{ resource_type: "probe", actions: ["read"] }];
  await create("/v1/projects", { name: "probe" });
  await create("/v1/resource-types", { name: "probe", actions: [{ name: "read", access: "read" }] });
  await create("/v1/users", { email: "probe@example.com" });
  await create("/v1/service-accounts", { project: "probe", name: "probe" });
  await create("/v1/roles", { project: "probe", name: "probe", rules });
  const sides = { role_id: "role/probe/probe", service_account_id: "sa/probe/probe", project: "probe" };
  await create("/v1/role-bindings", sides);
  await create("/v1/tokens", { service_account_id: "sa/probe/probe", name: "probe" });
  return [...ids, "probe", "sa/probe/probe", "role/probe/probe", "sa/probe/probe/probe", "probe@example.com"];
}

/** Everything lists show but what use alone changes. */
async function everything({ url, token }: Target): Promise<string> {
  // The audit grows by what chance makes and is taken away again.
  const lists = operationIds.filter((id) => id.endsWith(".list") && id !== "audit_event.list");
  const replies = await Promise.all(
    lists.map((id) => send(url, { token, path: `${routes[id].path}?page_size=200` })),
  );
  const volatile = new Set(["last_used_at", "last_used_ip", "last_used_by", "uses"]);
  const shown = replies.map((reply) => reply.json()["items"]);
  return JSON.stringify(shown, (key, value: unknown) => (volatile.has(key) ? undefined : value), 1);
}

/** Chance also makes good requests: what one of them made is taken away again. */
async function undo({ url, token }: Target, id: OperationId, reply: Reply): Promise<void> {
  if (!id.endsWith(".create") || reply.status !== 201) return;
  const path = `${routes[id].path}/${String(reply.json()["id"])}`;
  const { status } = await send(url, { token, method: "DELETE", path });
  if (status !== 204 && status !== 404) throw new Error(`DELETE ${path}: ${String(status)}`);
}

/** Nonsense, near misses and plain malice for one operation; now and then a good request. */
export function hostileRequest(id: OperationId, known: readonly string[]): fc.Arbitrary<Sent> {
  const route: Route = routes[id];
  const schemas: Schemas = operations[id];
  const body = schemas.body
    ? bodyOf(schemas.body, route, known)
    : fc.constant({ isFlawed: false, body: undefined });
  return body.chain(({ isFlawed, body: sent }) =>
    fc
      .record({
        // A good body may only meet objects that are there where it makes new ones.
        id: isFlawed || route.method === "GET" ? fc.oneof(garbageId, fc.constantFrom(...known)) : garbageId,
        query: fc.oneof(
          { weight: route.method === "GET" ? 1 : 9, arbitrary: fc.constant("") },
          queryOf(schemas.query),
        ),
        headers: headersOf(route),
      })
      .map(({ id: name, query, headers }) => ({
        method: route.method,
        path: route.path.replace("{id}", () => name) + query,
        headers,
        body: sent,
      })),
  );
}

const nasty = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "\u202e",
  "\u{1f984}",
  "a".repeat(5000),
  "' or 1=1 --",
  ..."- . .. ../../etc/passwd %00 ${jndi:x} <script> [] {} null NaN 1e999 __proto__ constructor toString".split(
    " ",
  ),
  ..."P1Y P1W PT0S -P1D 2030-02-30T00:00:00Z 0000-01-01T00:00:00Z 9999-12-31T23:59:59.999Z".split(" "),
  ..."tok_ sa/ // sa/probe sa/probe/ role/system/admin/x".split(" "),
];
const text = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: "binary", maxLength: 100 }),
  fc.string({ maxLength: 10 }),
);
export const encode = (value: string): string => encodeURIComponent(value.toWellFormed());
const rawPath = fc.constantFrom(..."% %zz %ff %00 %2e%2e . : ::rotate a:b ? # %2F%2F".split(" "));
const garbageId = fc.oneof(text.filter((id) => id !== "").map(encode), rawPath);

/** Values that some field takes. */
function pool(known: readonly string[]): readonly unknown[] {
  return [
    ...known,
    ..."system probe role_viewer a-name probe.below custom read_only P30D 1h 0s".split(" "),
    "2050-01-01T00:00:00Z",
    "2001-01-01T00:00:00Z",
    "A name!",
    "\u{1f984}",
    true,
    false,
    null,
    {},
    { label: "value" },
    [{ resource_type: "probe", actions: ["read"] }],
    [{ resource_type: "*", actions: ["*"], resource_names: ["@own"] }],
    [{ resource_type: "jeton.token", actions: ["@write", "read"], resource_names: ["a*", "\u{1f984}"] }],
    [{ name: "list", access: "read" }],
    [{ resource_type: "probe", action: "read", project: "probe", name: "\u202e" }],
    [{ resource_type: "nothing", action: "read", project: "nowhere" }],
  ];
}

export const hostileValue = fc.oneof(
  text,
  fc.constantFrom(-1, 0.5, 2 ** 53, 1e308, true, null),
  fc.jsonValue({ maxDepth: 4, stringUnit: "binary" }),
  fc.array(fc.record({ resource_type: text, actions: fc.array(text), resource_names: fc.array(text) }), {
    maxLength: 3,
  }),
);

const referred: Readonly<Record<string, string>> = {
  service_account_id: "sa",
  user_id: "usr",
  role_id: "role",
};

interface Body {
  readonly isFlawed: boolean;
  readonly body: string | Uint8Array;
}

function bodyOf(schema: z.ZodType, { body: kind }: Route, known: readonly string[]): fc.Arbitrary<Body> {
  // A body that is a list has no fields by name.
  const { shape = {} } = schema as Partial<z.ZodObject>;
  const values = pool(known);
  const fieldOf = (name: string, field: z.ZodType): [string, fc.Arbitrary<unknown>] => {
    const good = values.filter((value) => field.safeParse(value).success);
    // A reference takes any text; only one to the right kind of thing gets further.
    const right = good.filter((value) => String(value).startsWith(referred[name] ?? ""));
    return [name, fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...right, null) }, hostileValue)];
  };
  const properties = Object.fromEntries(
    Object.entries(shape).map(([name, field]) => fieldOf(name, field as z.ZodType)),
  );
  const fields = fc.oneof(fc.record(properties, { requiredKeys: [] }), fc.record(properties));
  const flawed = (body: string | Uint8Array): Body => ({ isFlawed: true, body });
  if (kind === "form") {
    const form = fc.array(fc.tuple(fc.oneof(text, fc.constantFrom(...Object.keys(properties))), text));
    return form.map((pairs) => flawed(pairs.map((pair) => pair.map(encode).join("=")).join("&")));
  }
  return fc.oneof(
    { weight: 9, arbitrary: fields.map((body) => ({ isFlawed: false, body: JSON.stringify(body) })) },
    fc
      .tuple(fields, hostileValue)
      .map(([body, more]) => flawed(JSON.stringify({ ...body, "no such field": more }))),
    fc
      .jsonValue()
      .filter((json) => typeof json !== "object" || json === null || Array.isArray(json))
      .map((json) => flawed(JSON.stringify(json))),
    fc.tuple(fields, fc.nat()).map(([body, at]) => flawed(cut(JSON.stringify(body), at))),
    fc.uint8Array({ maxLength: 200 }).map(flawed),
    fc
      .constantFrom("[".repeat(50_000), '{"a":'.repeat(20_000), '{"name":'.repeat(9) + "1" + "}".repeat(9))
      .map(flawed),
  );
}

/** Not the whole of a JSON object, and so none. */
function cut(json: string, at: number): string {
  return json.slice(0, at % json.length);
}

function queryOf(schema: z.ZodType | undefined): fc.Arbitrary<string> {
  const { properties = {} } = schema ? z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) : {};
  const name = fc.oneof(text.map(encode), fc.constantFrom("page_size", ...Object.keys(properties)));
  const value = fc.oneof(text.map(encode), fc.constantFrom("%", "%ff", "a=b", "1", "-1", "200", "probe"));
  return fc
    .array(fc.tuple(name, value), { minLength: 1, maxLength: 4 })
    .map((pairs) => `?${pairs.map((pair) => pair.join("=")).join("&")}`);
}

function headersOf({ body }: Route): fc.Arbitrary<Record<string, string>> {
  const good = body === "form" ? "application/x-www-form-urlencoded" : "application/json";
  const header = fc.string({ maxLength: 300 });
  const rarely = (arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string | undefined> =>
    fc.oneof({ weight: 12, arbitrary: fc.constant(undefined) }, arbitrary);
  return fc
    .record({
      "content-type": fc.oneof({ weight: 20, arbitrary: fc.constant(good) }, header),
      "idempotency-key": rarely(header),
      "jeton-managed-by": rarely(fc.oneof(header, fc.constantFrom("terraform", "terraform:x"))),
      "x-forwarded-for": rarely(header),
    })
    .map((headers) =>
      Object.fromEntries(
        Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
    );
}
