import { afterAll, beforeAll, expect } from "vitest";
import type { Rule } from "../../server/contract/built-in-roles.ts";
import type { ProblemCode } from "../../server/contract/problem.ts";
import { tables } from "../../server/store/tables.ts";
import { dialects, type TestDatabase, type TestDialect } from "./databases.ts";
import type { Reply, Sent } from "./http.ts";
import { startServerOn } from "./server-on.ts";
import type { TestServer } from "./server.ts";

type Json = Readonly<Record<string, unknown>>;
type GivenRule = Omit<Rule, "resource_names"> & { readonly resource_names?: Rule["resource_names"] };

/** A service account, or a user, with rights and a token. */
interface Account {
  readonly id: string;
  /** `sa/PROJECT/NAME`, or `usr/EMAIL`. */
  readonly reference: string;
  /** The token's text. */
  readonly token: string;
  readonly tokenId: string;
  /** The first of its bindings. */
  readonly bindingId: string;
}

interface AccountOptions {
  /** A service account by default. */
  readonly type?: "service_account" | "user";
  /** Where it lives, unless it is a user; by default in the system. */
  readonly project?: string;
  /** What it holds, by a role of its own made for it. */
  readonly rules?: readonly GivenRule[];
  /** What it holds, by a role there is. */
  readonly role?: string;
  /** Where it holds it; by default where it lives. */
  readonly at?: string;
  readonly until?: string;
  /** The terms of its token. */
  readonly terms?: Json;
}

/**
 * A server with a little in it, the same on every database: the projects `shop`, `shop.payments` and `shopping`, and the
 * resource type `flow` (`view` and `list` read, `run` and `stop` write).
 */
export interface OperationWorld extends TestServer {
  readonly database: TestDatabase;
  readonly account: (options?: AccountOptions) => Promise<Account>;
  /** A POST that must give 201, and its body. */
  readonly make: (path: string, body: Json, token?: string) => Promise<Record<string, unknown>>;
  /** Sends a request that must be refused so, and holds that nothing of what is stored has changed by it. */
  readonly refuses: (request: Sent, status: number, code?: ProblemCode) => Promise<Reply>;
  /** The same, told in short: `403 forbidden`, and for OAuth's errors `400 invalid_request`. */
  readonly refusal: (request: Sent) => Promise<string>;
  /** Everything stored but what use alone changes. */
  readonly dump: () => Promise<string>;
  /** A name nobody has yet. */
  readonly unused: (beginning?: string) => string;
}

/** Of the servers of these worlds: their own audience. */
export const publicUrl = "https://jeton.test";

/** What changes without a request that changes it: by use, and by sending what is to be sent. */
const movingColumns: ReadonlySet<string> = new Set([
  ...["last_used_at", "last_used_ip", "last_used_by", "uses"].map((column) => `tokens.${column}`),
  ...["state", "attempts", "next_attempt_at", "lease_id", "leased_until", "last_attempt_at", "last_status"]
    .concat(["last_error", "delivered_at"])
    .map((column) => `webhook_deliveries.${column}`),
]);

/** Reads everything stored but what use alone changes. */
export function dumpStatement(dialect: TestDialect["name"]): string {
  const array = dialect === "SQLite" ? "json_array" : "json_build_array";
  const selects = Object.entries(tables).map(([table, columns]) => {
    const kept = Object.keys(columns).filter((column) => !movingColumns.has(`${table}.${column}`));
    const list = kept.map((column) => `"${column}"`).join(", ");
    return `select '${table}' as name, cast(${array}(${list}) as text) as content from ${table}`;
  });
  return `${selects.join(" union all ")} order by 1, 2`;
}

async function createWorld(dialect: TestDialect): Promise<OperationWorld> {
  const env = { JETON_PUBLIC_URL: publicUrl, JETON_OUTBOUND_ALLOW: "127.0.0.1" };
  const server = await startServerOn(dialect, env);
  const statement = dumpStatement(dialect.name);
  let count = 0;
  const unused: OperationWorld["unused"] = (beginning = "x") => `${beginning}-${String((count += 1))}`;
  const make: OperationWorld["make"] = async (path, body, token = server.token) => {
    const reply = await server.send({ method: "POST", path, body, token });
    if (reply.status !== 201) throw new Error(`POST ${path}: ${String(reply.status)} ${reply.text}`);
    return reply.json();
  };
  const dump = async (): Promise<string> =>
    (await server.database.sql(statement)).map((row) => JSON.stringify(row)).join("\n");
  const unchanged = async (request: Sent): Promise<Reply> => {
    const before = await dump();
    const reply = await server.send(request);
    expect(await dump()).toBe(before);
    return reply;
  };
  const world: OperationWorld = {
    ...server,
    make,
    dump,
    unused,
    account: (options) => makeAccount(world, options),
    refuses: async (request, status, code) => {
      const reply = await unchanged(request);
      expect({ status: reply.status, text: reply.text }).toMatchObject({ status });
      if (code !== undefined) expect(reply.json()).toMatchObject({ code, status });
      return reply;
    },
    refusal: async (request) => {
      const reply = await unchanged(request);
      const { code, error, errors } = reply.json() as Readonly<Record<string, unknown>> & {
        readonly code?: string;
        readonly error?: string;
      };
      // GraphQL's errors are a list; a problem's `errors` are of fields, and it has a code of its own.
      const [first] = (errors ?? []) as { readonly extensions?: { readonly code: string } }[];
      return `${String(reply.status)} ${String(code ?? error ?? first?.extensions?.code)}`;
    },
  };
  for (const name of ["shop", "shop.payments", "shopping"]) await make("/v1/projects", { name });
  const read = ["view", "list"].map((name) => ({ name, access: "read" }));
  const write = ["run", "stop"].map((name) => ({ name, access: "write" }));
  await make("/v1/resource-types", { name: "flow", actions: [...read, ...write] });
  return world;
}

async function makeAccount(
  { make, unused }: OperationWorld,
  {
    type = "service_account",
    project = "system",
    rules,
    role,
    at = project,
    until,
    terms,
  }: AccountOptions = {},
): Promise<Account> {
  const name = unused("account");
  const email = `${name}@example.com`;
  const { id } =
    type === "user"
      ? await make("/v1/users", { email })
      : await make("/v1/service-accounts", { name, project });
  const roleIds = role === undefined ? [] : [role];
  if (rules) {
    const own = await make("/v1/roles", { name: unused("role"), project: "system", rules });
    roleIds.push(String(own["id"]));
  }
  let bindingId = "";
  for (const role_id of roleIds) {
    const binding = { role_id, [`${type}_id`]: id, project: at, expires_at: until };
    bindingId = String((await make("/v1/role-bindings", binding))["id"]);
  }
  const token = await make("/v1/tokens", { [`${type}_id`]: id, name: "main", ...terms });
  return {
    id: String(id),
    reference: type === "user" ? `usr/${email}` : `sa/${project}/${name}`,
    token: String(token["secret"]),
    tokenId: String(token["id"]),
    bindingId,
  };
}

/** The same tests on every database, each on a server of its own. */
export function onEveryDatabase(title: string, tests: (world: () => OperationWorld) => void): void {
  for (const dialect of dialects) {
    dialect.describe(title, () => {
      let world: OperationWorld | undefined;
      beforeAll(async () => {
        world = await createWorld(dialect);
      });
      afterAll(() => world?.[Symbol.asyncDispose]());
      tests(() => {
        if (!world) throw new Error("the world begins with the first test");
        return world;
      });
    });
  }
}
