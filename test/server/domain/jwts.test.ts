import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createJwts } from "../../../server/domain/secrets/create-jwts.ts";
import { endFormerJwtKeys, rotateJwtKey } from "../../../server/domain/secrets/jwt-keys.ts";
import type { Jwts } from "../../../server/domain/secrets/jwts.ts";
import type { Vault } from "../../../server/domain/secrets/sealing.ts";
import { openVault } from "../../../server/domain/secrets/vault.ts";
import { dialects } from "../../support/databases.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";

const issuer = "https://jeton.test";
const MINUTE = 60_000;
const key = "an-encryption-key-of-tests-that-is-long-enough";

for (const dialect of dialects) {
  dialect.describe("the keys that JWTs are signed with", () => {
    let world: DomainWorld;
    let vault: Vault;
    let jwts: Jwts;
    beforeAll(async () => {
      world = await createDomainWorld(dialect);
      vault = await openVault(world.deps, { current: key, previous: [] });
      jwts = createJwts(world.deps, { issuer, vault });
    });
    afterAll(() => world[Symbol.asyncDispose]());

    const kids = async (): Promise<readonly string[]> => (await jwts.jwks()).keys.map(({ kid }) => kid);
    const sign = (by = jwts): Promise<string> =>
      by.sign({ typ: "test+jwt", claims: { aud: "https://a.test" } });
    const kidOf = (text: string): string => String(decodeProtectedHeader(text).kid);
    const verifies = async (text: string): Promise<boolean> => {
      const keys = createLocalJWKSet({ keys: (await jwts.jwks()).keys.map((one) => ({ ...one })) });
      const options = { issuer, audience: "https://a.test", typ: "test+jwt", algorithms: ["ES256"] };
      return jwtVerify(text, keys, options).then(
        () => true,
        () => false,
      );
    };
    const rotate = (compromised = false): Promise<unknown> =>
      rotateJwtKey(world.deps, vault, { compromised });
    const actions = async (): Promise<readonly string[]> =>
      (await world.store.audit(0, 1000))
        .map(({ action }) => action)
        .filter((name) => name.startsWith("signing"));

    test("are made when they are needed, once, however many replicas need them at the same time", async () => {
      expect(await world.store.read.signing_keys.list({})).toEqual([]);
      const replicas = [1, 2, 3].map(() => createJwts(world.deps, { issuer, vault }));
      const texts = await Promise.all(replicas.map(sign));
      expect(new Set(texts.map(kidOf))).toEqual(new Set(await kids()));
      expect(await Promise.all(texts.map(verifies))).toEqual([true, true, true]);
      expect(await actions()).toEqual(["signing_key.create"]);
    });

    test("are sealed: no row and no audit entry holds the private half", async () => {
      const [row] = await world.store.read.signing_keys.list({});
      expect(row?.public_key).toMatch(/^-----BEGIN PUBLIC KEY-----/);
      expect(Buffer.from(row?.sealed ?? "", "base64").toString("latin1")).not.toContain("PRIVATE");
      expect(JSON.stringify(await world.store.audit(0, 1000))).not.toContain(row?.sealed);
    });

    test("follow one another: the next is published before it signs, and the one before as long as its JWTs live", async () => {
      const [first = ""] = await kids();
      await rotate();
      const before = await sign();
      const [, second = ""] = await kids();
      expect([kidOf(before), second]).toEqual([first, expect.any(String)]);
      await expect(rotate()).rejects.toThrow("published already");
      world.clock.now += 15 * MINUTE - 1;
      const last = await sign();
      expect(kidOf(last)).toBe(first);
      world.clock.now += 1;
      expect(kidOf(await sign())).toBe(second);
      // Longer than an access token lives, by the clock of whichever replica signed it.
      world.clock.now += 59 * MINUTE;
      expect([await kids(), await verifies(last)]).toEqual([[first, second], true]);
      world.clock.now += MINUTE;
      expect([await kids(), await verifies(last)]).toEqual([[second], false]);
      expect(await world.store.read.signing_keys.list({})).toHaveLength(1);
      expect(await actions()).toEqual(["signing_key.create", "signing_key.create", "signing_key.delete"]);
    });

    test("of which a replica remembers no withdrawn one: after a theft the new one signs at once, alone", async () => {
      const stolen = await sign();
      await rotate();
      await rotate(true);
      const text = await sign();
      expect([kidOf(text)]).toEqual(await kids());
      expect([await verifies(stolen), await verifies(text)]).toEqual([false, true]);
    });

    test("that are over go by themselves, once, though nobody asks for a JWT; the one that signs stays", async () => {
      await sign();
      await rotate();
      const count = async (): Promise<number> => (await world.store.read.signing_keys.list({})).length;
      world.clock.now += 74 * MINUTE;
      await endFormerJwtKeys(world.deps);
      expect(await count()).toBe(2);
      world.clock.now += MINUTE;
      const before = (await actions()).length;
      await Promise.all([1, 2].map(() => endFormerJwtKeys(world.deps)));
      expect([await count(), (await actions()).slice(before)]).toEqual([1, ["signing_key.delete"]]);
      expect(kidOf(await sign())).toBe((await kids())[0]);
    });

    test("sign on when a clock goes back", async () => {
      world.clock.now -= 120 * MINUTE;
      expect(await verifies(await sign())).toBe(true);
      world.clock.now += 120 * MINUTE;
    });

    test("are opened with the encryption key of now; a server with the one before says that it cannot", async () => {
      const text = await sign();
      const other = "another-key-of-tests-with-enough-characters";
      const newer = await openVault(world.deps, { current: other, previous: [key] });
      const moved = createJwts(world.deps, { issuer, vault: newer });
      expect(kidOf(await sign(moved))).toBe(kidOf(text));
      await expect(sign(createJwts(world.deps, { issuer, vault }))).rejects.toMatchObject({
        code: "unavailable",
      });
      // Nor does it put another one there, which no later start could open.
      await expect(rotate()).rejects.toMatchObject({ code: "unavailable" });
    });
  });
}
