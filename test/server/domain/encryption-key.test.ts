import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadAuditKey, type SigningKey } from "../../../server/domain/secrets/signing-key.ts";
import type { Vault } from "../../../server/domain/secrets/sealing.ts";
import { openVault } from "../../../server/domain/secrets/vault.ts";
import { dialects } from "../../support/databases.ts";
import { keptSecretRow } from "../../support/rows.ts";
import { createStore, testActor, type TestStore } from "../../support/stores.ts";

const first = "the-first-key-of-tests-with-enough-characters";
const second = "the-second-key-of-tests-with-enough-characters";
const third = "the-third-key-of-tests-with-enough-characters";

for (const dialect of dialects) {
  dialect.describe("the encryption key", () => {
    let fixture: TestStore;
    beforeAll(async () => {
      fixture = await createStore(dialect);
    });
    afterAll(() => fixture[Symbol.asyncDispose]());

    const load = async (current: string, ...previous: readonly string[]): Promise<SigningKey> => {
      const newId = (prefix: string): string => `${prefix}_${randomUUID()}`;
      const world = { store: fixture.store, now: () => new Date(), newId, randomBytes };
      return loadAuditKey(world, await openVault(world, { current, previous }));
    };
    const stored = async (): Promise<unknown> => [
      await fixture.store.read.encryption_keys.list({}),
      await fixture.store.read.signing_keys.list({}),
      await fixture.store.read.kept_secrets.list({}),
    ];

    test("a start with a new one and the one before seals anew what was sealed, and needs that one no more", async () => {
      const made = await load(first);
      const world = { ...fixture, now: () => new Date(), newId: () => "enc_none", randomBytes };
      const place = { table: "kept_secrets", id: "kep_1" } as const;
      const under = async (current: string): Promise<Vault> => openVault(world, { current, previous: [] });
      const sealed = (await under(first)).seal(place, Buffer.from("a client's secret"));
      await fixture.store.write(testActor, async ({ kept_secrets: kept }) => {
        await kept.insert(keptSecretRow({ id: place.id, ...sealed }));
        return { result: undefined, entries: [] };
      });
      const moved = await load(second, first);
      const [row] = await fixture.store.read.kept_secrets.list({});
      expect(row?.sealed).not.toBe(sealed.sealed);
      expect((await under(second)).open(place, row!).toString()).toBe("a client's secret");
      expect(moved.publicKey).toBe(made.publicKey);
      expect(moved.privateKey.equals(made.privateKey)).toBe(true);
      const again = await load(second);
      expect(again.privateKey.equals(made.privateKey)).toBe(true);
      expect(await fixture.store.read.encryption_keys.list({})).toHaveLength(1);
      const actions = (await fixture.store.audit(0, 10)).map(({ action }) => action);
      expect(actions.slice(2)).toEqual(["encryption_key.create", "encryption_key.delete"]);
    });

    test("the one before alone, or another, is refused with what to do, and changes nothing", async () => {
      const before = await stored();
      for (const [current, ...previous] of [[first], [third], [third, first], [first, third]] as const) {
        await expect(load(current, ...previous)).rejects.toThrow("JETON_ENCRYPTION_KEY_PREVIOUS");
      }
      expect(await stored()).toEqual(before);
    });

    test("what was changed in the database is not sealed anew", async () => {
      const [key] = await fixture.store.read.signing_keys.list({});
      const sealed = key?.sealed ?? "";
      const at = sealed.length - 8;
      const changed = `${sealed.slice(0, at)}${sealed.charAt(at) === "A" ? "B" : "A"}${sealed.slice(at + 1)}`;
      await fixture.database.sql(`update signing_keys set sealed = '${changed}'`);
      const before = await stored();
      await expect(load(third, second)).rejects.toThrow("was changed in the database");
      expect(await stored()).toEqual(before);
      await fixture.database.sql(`update signing_keys set sealed = '${sealed}'`);
      await load(third, second);
    });
  });
}
