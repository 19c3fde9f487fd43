import { afterEach, beforeEach, expect, test } from "vitest";

import type { Store, Uses } from "../../../server/domain/store.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { dialects } from "../../support/databases.ts";
import { tokenRow } from "../../support/rows.ts";
import { createStore, storeOptions, testActor, testEntry } from "../../support/stores.ts";
import type { TestStore } from "../../support/stores.ts";

const at = (second: number): string => `2026-05-01T00:00:${String(second).padStart(2, "0")}.000Z`;

for (const dialect of dialects) {
  dialect.describe("recorded uses", () => {
    let fixture: TestStore;
    let store: Store;
    beforeEach(async () => {
      fixture = await createStore(dialect);
      ({ store } = fixture);
      await store.write(testActor, async ({ tokens }) => {
        for (const id of ["tok_1", "tok_2", "tok_3"]) {
          await tokens.insert(tokenRow({ id }));
        }
        return { result: undefined, entries: [testEntry()] };
      });
    });
    afterEach(() => fixture[Symbol.asyncDispose]());

    const use = (change: Partial<Uses>): Uses => ({
      tokenId: "tok_1",
      count: 1,
      at: at(1),
      ip: "192.0.2.1",
      by: "curl/8",
      ...change,
    });
    const token = (id = "tok_1") => store.read.tokens.get(id);

    test("add up, and tell of the last one", async () => {
      await store.recordUses([use({ count: 3 }), use({ tokenId: "tok_2", count: 5, ip: null, by: null })]);
      await store.recordUses([use({ count: 4, at: at(2), ip: "2001:db8::1", by: "é 'x' \\ \"y\" 😀" })]);
      expect(await token()).toStrictEqual({
        ...tokenRow({ id: "tok_1" }),
        uses: 7,
        last_used_at: at(2),
        last_used_ip: "2001:db8::1",
        last_used_by: "é 'x' \\ \"y\" 😀",
      });
      expect(await token("tok_2")).toMatchObject({
        uses: 5,
        last_used_at: at(1),
        last_used_ip: null,
        last_used_by: null,
      });
      expect(await token("tok_3")).toStrictEqual(tokenRow({ id: "tok_3" }));
    });

    test("told late, they count, but the last use stays the last", async () => {
      await store.recordUses([use({ at: at(9), by: "last" })]);
      await store.recordUses([use({ at: at(3), by: "earlier", ip: null }), use({ at: at(8), count: 2 })]);
      expect(await token()).toMatchObject({
        uses: 4,
        last_used_at: at(9),
        last_used_ip: "192.0.2.1",
        last_used_by: "last",
      });
    });

    test("of one token told apart in one call add up, whatever their order", async () => {
      await store.recordUses([
        use({ at: at(2) }),
        use({ at: at(5), by: "last" }),
        use({ at: at(1), count: 10 }),
      ]);
      expect(await token()).toMatchObject({ uses: 12, last_used_at: at(5), last_used_by: "last" });
    });

    test("of a token that is gone are passed over, and none at all is fine", async () => {
      await store.recordUses([]);
      await store.recordUses([use({ tokenId: "tok_gone" }), use({ tokenId: "" }), use({})]);
      expect(await token()).toMatchObject({ uses: 1 });
      expect(await store.read.tokens.list({})).toHaveLength(3);
    });

    test("with a user agent that cannot be stored are counted without it", async () => {
      await store.recordUses([use({ by: "a\0b" }), use({ tokenId: "tok_2", by: "\ud800" })]);
      expect(await token()).toMatchObject({ uses: 1, last_used_by: null });
      expect(await token("tok_2")).toMatchObject({ uses: 1, last_used_by: null });
    });

    test("are no change: neither audited nor seen in the epoch or in updated_at", async () => {
      const epoch = await store.epoch();
      await store.recordUses([use({})]);
      expect(await store.epoch()).toBe(epoch);
      expect(await store.audit(0, 10)).toHaveLength(1);
      expect((await token())?.updated_at).toBe(tokenRow({ id: "tok_1" }).updated_at);
    });

    test("of thousands of tokens at once, from two stores, while others write, are all counted", async () => {
      const ids = Array.from({ length: 2000 }, (_, index) => `many_${String(index)}`);
      await store.write(testActor, async ({ tokens }) => {
        for (const id of ids) {
          await tokens.insert(tokenRow({ id }));
        }
        return { result: undefined, entries: [] };
      });
      const other = await openStore(fixture.database.url, storeOptions);
      const rounds = Array.from({ length: 4 }, (_, round) => {
        const told = ids.map((tokenId) => use({ tokenId, count: round + 1, at: at(round) }));
        return [
          store.recordUses(told),
          other.recordUses(told.toReversed()),
          store.write(testActor, async ({ tokens }) => {
            for (const id of ids.slice(round * 20, round * 20 + 20).toReversed()) {
              await tokens.update(id, { disabled: true });
            }
            return { result: undefined, entries: [testEntry()] };
          }),
        ];
      });
      await Promise.all(rounds.flat());
      await other.close();
      const rows = await store.read.tokens.list({ id: { startsWith: "many_" } });
      expect(rows).toHaveLength(2000);
      expect(rows.every(({ uses, last_used_at }) => uses === 20 && last_used_at === at(3))).toBe(true);
      expect(rows.filter(({ disabled }) => disabled)).toHaveLength(80);
    });
  });
}
