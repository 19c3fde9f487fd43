import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTokenText, type TokenKind, tokenKinds } from "../../../server/contract/token-text.ts";
import { createRates } from "../../../server/domain/tokens/rates.ts";
import { createAuthenticate } from "../../../server/domain/authenticate.ts";
import { canaryOf, hashSecret, saltKey } from "../../../server/domain/secrets/secrets.ts";
import type { SaltRow } from "../../../server/domain/secrets/key-rows.ts";
import type { Reader } from "../../../server/domain/store.ts";
import { isLive, verify } from "../../../server/domain/verify.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";
import { saltRow, secretRow, tokenRow } from "../../support/rows.ts";

const salt = { id: "salt_1", key: saltKey("a-salt-of-tests-with-enough-characters") };
const salts = {
  keys: new Map([[canaryOf(salt.key), salt.key]]),
  writing: salt,
  byId: new Map([[salt.id, salt]]),
};
const now = () => new Date("2030-01-01T00:00:00Z");

/** A reader of one token, that counts what it is asked. */
function readerOf(text: string, kind: TokenKind, hashedText = text) {
  const asked: string[] = [];
  const rows = {
    secrets: {
      get: async (id: string) => (
        asked.push(id),
        id === text.slice(5, 17) ? secretRow({ id, kind, hash: hashSecret(salt, hashedText) }) : undefined
      ),
    },
    tokens: { get: async (id: string) => (asked.push(id), tokenRow({ id, kind })) },
  };
  // Verification reads nothing else.
  return { reader: rows as unknown as Reader, asked };
}

test("a text with a wrong checksum, or that is no token's anywhere, costs no read", async () => {
  const text = makeTokenText("s", randomBytes);
  const { reader, asked } = readerOf(text, "s");
  const last = text.at(-1) === "0" ? "1" : "0";
  for (const wrong of [
    "",
    "x",
    `${text} `,
    text.slice(0, -1) + last,
    "x".repeat(1_000_000),
    `jtns_${"0".repeat(50)}`,
  ]) {
    expect(await verify({ salts, now }, reader, wrong)).toBeUndefined();
  }
  expect(asked).toEqual([]);
});

test("a text whose lookup id is known and whose secret is another is refused, after one read", async () => {
  const text = makeTokenText("s", randomBytes);
  const { reader, asked } = readerOf(text, "s", makeTokenText("s", randomBytes));
  expect(await verify({ salts, now }, reader, text)).toBeUndefined();
  expect(asked).toEqual([text.slice(5, 17)]);
});

test.each(Object.keys(tokenKinds) as TokenKind[])(
  "a text of kind %s is taken for a token of that kind alone",
  async (kind) => {
    const text = makeTokenText(kind, randomBytes);
    for (const other of Object.keys(tokenKinds) as TokenKind[]) {
      const verified = await verify({ salts, now }, readerOf(text, other).reader, text);
      expect(verified !== undefined).toBe(other === kind);
    }
  },
);

test("a secret of a retired salt is refused, and one of a salt that is not at hand cannot be told", async () => {
  const text = makeTokenText("s", randomBytes);
  const { reader } = readerOf(text, "s");
  const knowing = (row: SaltRow | undefined) =>
    verify(
      { salts: { ...salts, byId: new Map() }, now },
      { ...reader, salts: { ...reader.salts, get: async () => row } },
      text,
    );
  expect(await knowing(undefined)).toBeUndefined();
  expect(await knowing(saltRow({ id: salt.id, state: "retired" }))).toBeUndefined();
  await expect(knowing(saltRow({ id: salt.id, state: "accepted" }))).rejects.toMatchObject({
    code: "unavailable",
  });
});

const at = "2030-01-01T00:00:00.000Z";
const before = "2029-12-31T23:59:59.999Z";
const after = "2030-01-01T00:00:00.001Z";

test.each([
  ["lives without an end", { token: {}, secret: {}, lives: true }],
  ["lives before its end", { token: { expires_at: after }, secret: {}, lives: true }],
  ["does not live at its end", { token: { expires_at: at }, secret: {}, lives: false }],
  ["does not live after its end", { token: { expires_at: before }, secret: {}, lives: false }],
  ["does not live disabled", { token: { disabled: true }, secret: {}, lives: false }],
  ["does not live revoked", { token: { revoked_at: before }, secret: {}, lives: false }],
  ["does not live deleted", { token: { deleted_at: before }, secret: {}, lives: false }],
  ["lives in its grace", { token: {}, secret: { ends_at: after }, lives: true }],
  ["does not live at the end of its grace", { token: {}, secret: { ends_at: at }, lives: false }],
])("a token %s", (_, { token, secret, lives }) => {
  expect(isLive(secretRow({ id: "x", ...secret }), tokenRow({ id: "tok_1", ...token }), at)).toBe(lives);
});

let world: DomainWorld;
beforeAll(async () => {
  world = await createDomainWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

test("a token deleted and made again under its name, a hundred times over, never works again", async () => {
  const account = await world.call(world.admin, "service_account.create", {
    body: { name: "again", project: "system" },
  });
  const old: string[] = [];
  for (let round = 0; round < 100; round += 1) {
    const body = { service_account_id: account["id"], name: "ci" };
    const { id, secret } = await world.call(world.admin, "token.create", { body });
    old.push(String(secret));
    await world.call(world.admin, "token.delete", { id: String(id) });
  }
  const rights = await Promise.all(old.map((text) => world.rightsOf(text)));
  expect(rights.filter((held) => held !== undefined)).toEqual([]);
});

test("many requests of two tokens at the same time never get each other's rights", async () => {
  const make = async (rules: object[]): Promise<string> => {
    const name = `t-${randomBytes(4).toString("hex")}`;
    const role = await world.call(world.admin, "role.create", { body: { name, project: "system", rules } });
    const body = { role_id: role["id"], name: "x", project: "system" };
    return String((await world.call(world.admin, "token.create", { body }))["secret"]);
  };
  const one = await make([{ resource_type: "jeton.role", actions: ["read"] }]);
  const other = await make([{ resource_type: "jeton.token", actions: ["read"] }]);
  const allowed = async (token: string): Promise<unknown> => {
    const checks = ["jeton.role", "jeton.token"].map((resource_type) => ({
      resource_type,
      action: "read",
      project: "system",
    }));
    const { results } = await world.call(token, "access.check", { body: { checks } });
    return results;
  };
  const answers = await Promise.all(
    Array.from({ length: 400 }, (_, index) => allowed(index % 2 === 0 ? one : other)),
  );
  const wrong = answers.filter((answer, index) => {
    const [role, token] = answer as { allowed: boolean }[];
    return role?.allowed !== (index % 2 === 0) || token?.allowed !== (index % 2 === 1);
  });
  expect(wrong).toEqual([]);
});

test("no credential, and one nobody knows, are told apart and nothing else is", async () => {
  const authenticate = createAuthenticate({
    salts: { ...salts },
    now,
    rates: createRates(now, 10),
    store: world.store,
    memory: world.deps.memory,
    audience: null,
    noteReuse: () => undefined,
    noteDay: () => undefined,
  });
  const client = { ip: null, userAgent: null, requestId: "r", managedBy: "api" };
  await expect(authenticate({ type: "bearer", text: undefined }, client)).rejects.toMatchObject({
    code: "missing_credential",
  });
  const told = await Promise.all(
    ["", "x", "x".repeat(20), makeTokenText("s", randomBytes), makeTokenText("b", randomBytes)].map((text) =>
      authenticate({ type: "bearer", text }, client).then(
        () => "accepted",
        (cause: unknown) => String(cause),
      ),
    ),
  );
  expect(new Set(told).size).toBe(1);
});
