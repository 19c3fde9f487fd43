import { calculateJwkThumbprint, type JWK } from "jose";
import { expect, test } from "vitest";
import { runCommand } from "../../../server/commands/command-line.ts";
import { dialects } from "../../support/databases.ts";
import { startServerOn } from "../../support/server-on.ts";
import { startServer } from "../../support/server.ts";

const key = "a-key-of-tests-with-enough-characters";

async function run(args: readonly string[], env: Record<string, string>): Promise<[number, string]> {
  let told = "";
  const code = await runCommand(["keys", ...args], {
    env,
    readFile: () => "",
    out: (text) => void (told += text),
    err: (text) => void (told += text),
    isInteractive: false,
    readInput: () => Promise.resolve(""),
    canAsk: false,
    takeSignals: () => undefined,
    interrupted: () => Promise.resolve(),
  });
  return [code, told];
}

for (const dialect of dialects) {
  dialect.describe("`jeton keys`, beside a server that runs", () => {
    test("publishes the next key, and replaces those that were stolen, which the server tells at once", async () => {
      const set = { JETON_PUBLIC_URL: "https://jeton.test", JETON_ENCRYPTION_KEY: key };
      await using server = await startServerOn(dialect, set);
      const env = { ...set, JETON_DATABASE_URL: server.database.url, JETON_TOKEN_SALT: "x".repeat(32) };
      const keys = async (): Promise<readonly JWK[]> => {
        const reply = await server.send({ path: "/.well-known/jwks.json", token: undefined });
        expect([reply.status, reply.headers["cache-control"]]).toEqual([200, "public, max-age=300"]);
        expect(reply.headers["content-type"]).toMatch("application/json");
        return reply.json()["keys"] as JWK[];
      };
      const [first] = await keys();
      expect(first).toEqual({
        kty: "EC",
        crv: "P-256",
        x: expect.stringMatching(/^[\w-]{43}$/),
        y: expect.stringMatching(/^[\w-]{43}$/),
        kid: await calculateJwkThumbprint(first ?? {}),
        alg: "ES256",
        use: "sig",
      });
      const [code, told] = await run(["rotate"], env);
      expect([code, told]).toEqual([
        0,
        expect.stringMatching(/^\S{43} is published, and signs from \S+ on\.\n$/),
      ]);
      const [, next] = await keys();
      expect(told).toContain(String(next?.kid));
      const [, table] = await run(["status"], env);
      expect(table).toMatch(new RegExp(`${String(first?.kid)} +signing .*\n${String(next?.kid)} +next `));
      expect(await run(["rotate"], env)).toEqual([1, expect.stringContaining("published already")]);
      expect((await run(["rotate", "--compromised"], env))[0]).toBe(0);
      const left = (await keys()).map(({ kid }) => kid);
      expect(left).toHaveLength(1);
      expect([first?.kid, next?.kid]).not.toContain(left[0]);
      expect(await run(["rotate"], { ...env, JETON_ENCRYPTION_KEY: "y".repeat(32) })).toEqual([
        1,
        expect.stringContaining("JETON_ENCRYPTION_KEY_PREVIOUS"),
      ]);
    });
  });
}

test.each([[[]], [["rotate", "--now"]], [["status", "x"]], [["replace"]]])(
  "`jeton keys %o` shows how it is called",
  async (args) => {
    expect(await run(args, {})).toEqual([2, expect.stringContaining("Usage: jeton keys status")]);
  },
);

test("without an address, and on PostgreSQL without an encryption key, a server has no keys and says why", async () => {
  await using server = await startServer();
  const reply = await server.send({ path: "/.well-known/jwks.json", token: undefined });
  expect([reply.status, reply.problem().code]).toEqual([404, "not_configured"]);
  expect(reply.problem().detail).toContain("JETON_PUBLIC_URL");
  for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
    await using keyless = await startServerOn(dialect, {
      JETON_PUBLIC_URL: "https://jeton.test",
      JETON_ENCRYPTION_KEY: "",
    });
    const refused = await keyless.send({ path: "/.well-known/jwks.json", token: undefined });
    expect(refused.problem().detail).toContain("JETON_ENCRYPTION_KEY");
    const metadata = await keyless.send({ path: "/.well-known/oauth-authorization-server" });
    expect(metadata.json()).not.toHaveProperty("jwks_uri");
  }
});
