import { expect, test } from "vitest";
import { rehash } from "../../../server/domain/secrets/rehash.ts";
import { loadSalts } from "../../../server/domain/secrets/salts.ts";
import type { OldHash } from "../../../server/domain/secrets/secrets.ts";
import { dialects } from "../../support/databases.ts";
import { secretRow } from "../../support/rows.ts";
import { createStore, storeOptions, testActor } from "../../support/stores.ts";

const [first, next] = ["the-first-salt-with-enough-characters", "another-salt-with-enough-characters-too"];

for (const dialect of dialects) {
  dialect.describe("hashing secrets anew", () => {
    test("changes only rows that are still as they were verified, and is not audited", async () => {
      await using fixture = await createStore(dialect);
      const { store } = fixture;
      const deps = { store, ...storeOptions };
      const before = await loadSalts(deps, { current: first, previous: [next] });
      const salts = await loadSalts(deps, { current: next, previous: [first] });
      const [old, writing] = [before.writing.id, salts.writing.id];
      expect(writing).not.toBe(old);
      const row = (id: string) => secretRow({ id, salt_id: old, hash: "00" });
      await store.write(testActor, async ({ secrets }) => {
        for (const id of ["verified", "changed", "stale"]) await secrets.insert(row(id));
        await secrets.update("changed", { hash: "11" });
        return { result: undefined, entries: [] };
      });
      const [epoch, audit] = [await store.epoch(), await store.audit(0, 100)];
      const note = (secretId: string, saltId = writing): OldHash => ({
        secretId,
        before: "00",
        hash: "22",
        saltId,
      });
      await rehash({ store, salts }, [note("verified"), note("changed"), note("stale", old), note("gone")]);
      const rows = await store.read.secrets.list({});
      expect(rows).toEqual([
        { ...row("changed"), hash: "11" },
        { ...row("stale") },
        { ...row("verified"), hash: "22", salt_id: writing },
      ]);
      expect([await store.epoch(), await store.audit(0, 100)]).toEqual([epoch, audit]);
    });

    test("a server that is behind learns which salt is written with", async () => {
      await using fixture = await createStore(dialect);
      const { store } = fixture;
      const deps = { store, ...storeOptions };
      const behind = await loadSalts(deps, { current: first, previous: [next] });
      const ahead = await loadSalts(deps, { current: next, previous: [first] });
      expect(behind.writing.id).not.toBe(ahead.writing.id);
      await rehash({ store, salts: behind }, []);
      expect(behind.writing.id).toBe(ahead.writing.id);
    });
  });
}
