import { hash } from "node:crypto";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { AuditRow } from "../../../server/domain/rows.ts";
import type { Actor, AuditEntry, AuditWhere, Store } from "../../../server/domain/store.ts";
import { chainStart, entryHash, linkEntry, verifyChain } from "../../../server/store/audit-chain.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { dialects } from "../../support/databases.ts";
import { projectRow } from "../../support/rows.ts";
import { createStore, storeOptions, testActor, testEntry } from "../../support/stores.ts";
import type { TestStore } from "../../support/stores.ts";

describe("the audit chain", () => {
  const entry = {
    id: "aud_1",
    time: "2026-01-02T03:04:05.678Z",
    actor_type: "service_account",
    actor_id: "sa_1",
    actor_token_id: null,
    action: "token.rotate",
    target_type: "token",
    target_id: "tok_1",
    changes: { b: [1, { z: null, a: "é\n" }], a: true },
    ip: null,
    request_id: "req_1",
  };

  test("hashes exactly the bytes that its description states", () => {
    const bytes =
      `${"0".repeat(64)}\n` +
      `{"action":"token.rotate","actor":{"id":"sa_1","token_id":null,"type":"service_account"},` +
      `"changes":{"a":true,"b":[1,{"a":"é\\n","z":null}]},"id":"aud_1","ip":null,"request_id":"req_1",` +
      `"sequence":1,"target":{"id":"tok_1","type":"token"},"time":"2026-01-02T03:04:05.678Z"}`;
    const row = linkEntry(chainStart, entry);
    expect(row).toEqual({
      ...entry,
      sequence: 1,
      previous_hash: "0".repeat(64),
      hash: hash("sha256", bytes, "hex"),
    });
    // Written down once: a chain made by one version is verified by all later ones.
    expect(row.hash).toBe("c16f4df9ce80a045d3ccab89935fed2d78e893b87fc3f06f4fb532844b4d6d06");
  });

  test("orders keys by UTF-16 code units, as RFC 8785 does", () => {
    const keys = ["\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"];
    const shuffled = linkEntry(chainStart, {
      ...entry,
      changes: Object.fromEntries(keys.map((k) => [k, 1])),
    });
    const sorted = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33"];
    const ordered = { ...shuffled, changes: Object.fromEntries(sorted.map((k) => [k, 1])) };
    expect(entryHash(ordered)).toBe(shuffled.hash);
  });

  const chain: AuditRow[] = [];
  for (let index = 0; index < 50; index += 1) {
    chain.push(linkEntry(chain.at(-1) ?? chainStart, { ...entry, id: `aud_${String(index)}` }));
  }

  test("is intact whole and page by page", () => {
    const end = { sequence: 50, hash: chain[49]!.hash };
    expect(verifyChain(chain)).toEqual({ type: "intact", end });
    const first = verifyChain(chain.slice(0, 20));
    expect(first).toMatchObject({ type: "intact", end: { sequence: 20 } });
    expect(first.type === "intact" && verifyChain(chain.slice(20), first.end)).toEqual({
      type: "intact",
      end,
    });
    expect(verifyChain([])).toEqual({ type: "intact", end: chainStart });
  });

  const fields = Object.keys(chain[0]!) as (keyof AuditRow)[];
  for (const field of fields) {
    test(`shows an edit of ${field} in any entry, and where`, () => {
      for (const [index, row] of chain.entries()) {
        const value = row[field];
        const edited =
          typeof value === "number" ? value + 1 : typeof value === "object" ? { x: 1 } : `${value}x`;
        const rows = chain.with(index, { ...row, [field]: edited });
        expect(verifyChain(rows)).toMatchObject({ type: "broken", sequence: index + 1 });
      }
    });
  }

  test("shows an entry edited together with its own hash, by the one after it", () => {
    for (let index = 0; index < 49; index += 1) {
      const forged = { ...chain[index]!, actor_id: "somebody else" };
      const rows = chain.with(index, { ...forged, hash: entryHash(forged) });
      expect(verifyChain(rows)).toEqual({ type: "broken", sequence: index + 2, reason: "link" });
    }
  });

  test("shows entries removed, repeated and swapped", () => {
    for (let index = 0; index < 49; index += 1) {
      expect(verifyChain(chain.toSpliced(index, 1))).toEqual({
        type: "broken",
        sequence: index + 1,
        reason: "gap",
      });
      expect(verifyChain(chain.toSpliced(index, 0, chain[index]!))).toMatchObject({ type: "broken" });
      const swapped = chain.with(index, chain[index + 1]!).with(index + 1, chain[index]!);
      expect(verifyChain(swapped)).toEqual({ type: "broken", sequence: index + 1, reason: "gap" });
    }
    expect(verifyChain(chain.slice(1))).toEqual({ type: "broken", sequence: 1, reason: "gap" });
  });
});

for (const dialect of dialects) {
  dialect.describe("audit", () => {
    let fixture: TestStore;
    let store: Store;
    beforeEach(async () => {
      fixture = await createStore(dialect);
      ({ store } = fixture);
    });
    afterEach(() => fixture[Symbol.asyncDispose]());

    const record = (entries: readonly AuditEntry[], actor: Actor = testActor): Promise<void> =>
      store.write(actor, async () => ({ result: undefined, entries }));

    test("entries come back as they were given, in order and in pages", async () => {
      const changes = {
        name: { before: null, after: "é 😀\n\0\ud800" },
        list: [1.5, -0, true, { deep: [new Date(0), undefined, Number.NaN] }],
      };
      await record([testEntry(changes), testEntry({ gone: undefined, __proto__: 1 })]);
      await record([testEntry({ third: 1 })], {
        type: "system",
        id: "s",
        tokenId: null,
        ip: null,
        requestId: null,
      });
      const rows = await store.audit(0, 10);
      expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
      expect(rows[0]).toStrictEqual({
        id: expect.stringMatching(/^aud_/) as string,
        sequence: 1,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
        actor_type: "service_account",
        actor_id: "sa_tester",
        actor_token_id: "tok_tester",
        action: "project.create",
        target_type: "project",
        target_id: "prj_1",
        changes: JSON.parse(JSON.stringify(changes)) as unknown,
        ip: "192.0.2.1",
        request_id: "req_1",
        previous_hash: "0".repeat(64),
        hash: entryHash(rows[0]!),
      });
      expect(rows[1]?.changes).toEqual({});
      expect(rows[2]).toMatchObject({
        actor_type: "system",
        actor_token_id: null,
        ip: null,
        request_id: null,
      });
      expect(verifyChain(rows)).toMatchObject({ type: "intact", end: { sequence: 3 } });
      expect(await store.audit(1, 1)).toEqual([rows[1]]);
      expect(await store.audit(3, 10)).toEqual([]);
    });

    test("the newest entries come first, page by page, narrowed by every condition given", async () => {
      const actors = ["sa_1", "sa_2"].map((id) => ({ ...testActor, id }));
      for (let index = 0; index < 12; index += 1) {
        const kind = index % 3 === 0 ? "token" : "role";
        const action = `${kind}.${index % 2 === 0 ? "create" : "delete"}`;
        const targetId = `${kind}_${String(index % 4)}`;
        await record([{ action, targetType: kind, targetId, changes: {} }], actors[index % 2]);
      }
      const all = (await store.audit(0, 100)).toReversed();
      const sequences = async (
        where: AuditWhere,
        page: { limit: number; before?: number } = { limit: 100 },
      ): Promise<readonly number[]> => (await store.auditPage(where, page)).map(({ sequence }) => sequence);
      const expected = (keep: (row: AuditRow) => boolean): readonly number[] =>
        all.filter(keep).map(({ sequence }) => sequence);

      expect(await store.auditPage({}, { limit: 100 })).toEqual(all);
      expect(await sequences({}, { limit: 5 })).toEqual([12, 11, 10, 9, 8]);
      expect(await sequences({ actor_id: undefined }, { limit: 3, before: 8 })).toEqual([7, 6, 5]);
      const cases = { actor_id: "sa_2", action: "token.create", target_type: "role", target_id: "role_1" };
      for (const [column, value] of Object.entries(cases)) {
        const narrowed = expected((row) => row[column as keyof typeof cases] === value);
        expect(narrowed.length).toBeGreaterThan(0);
        expect([column, await sequences({ [column]: value })]).toEqual([column, narrowed]);
      }
      const both = { actor_id: "sa_1", target_type: "token" };
      expect(await sequences(both)).toEqual(
        expected((row) => row.actor_id === "sa_1" && row.target_type === "token"),
      );
      const [from, to] = [all[8]?.time ?? "", all[2]?.time ?? ""];
      expect(await sequences({ from, to })).toEqual(expected(({ time }) => time >= from && time < to));
      for (const nobodys of ["sa_3", "", "a\0b", "\ud800", "' or 1=1 --"])
        expect(await sequences({ actor_id: nobodys })).toEqual([]);
    });

    test("the head is that of the last entry", async () => {
      expect(await store.auditHead()).toEqual(chainStart);
      await record([testEntry(), testEntry()]);
      const [last] = await store.auditPage({}, { limit: 1 });
      expect(await store.auditHead()).toEqual({ sequence: 2, hash: last?.hash });
    });

    test("entries alone leave the epoch as it is: nothing that is remembered follows from them", async () => {
      await record([testEntry()]);
      expect(await store.head()).toMatchObject({ epoch: 0, sequence: 1 });
    });

    test("work that rejects leaves no entry, no gap, and the epoch as it was", async () => {
      await record([testEntry()]);
      const failures = Array.from({ length: 5 }, () =>
        store.write(testActor, async ({ projects }) => {
          await projects.insert(projectRow({ id: "prj_1" }));
          await projects.insert(projectRow({ id: "prj_1" }));
          return { result: undefined, entries: [testEntry()] };
        }),
      );
      const all = [...failures, record([testEntry()])];
      expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
        ...failures.map(() => "rejected"),
        "fulfilled",
      ]);
      expect(verifyChain(await store.audit(0, 100))).toMatchObject({ type: "intact", end: { sequence: 2 } });
      expect(await store.epoch()).toBe(0);
    });

    test("an entry that cannot be stored takes its change with it", async () => {
      const failure = store.write({ ...testActor, requestId: "a\0" }, async ({ projects }) => {
        await projects.insert(projectRow({ id: "prj_1" }));
        return { result: undefined, entries: [testEntry()] };
      });
      await expect(failure).rejects.toThrow("cannot be stored");
      expect(await store.read.projects.list({})).toEqual([]);
      expect(await store.audit(0, 100)).toEqual([]);
    });

    test("200 writers at once, through three stores, keep one chain", async () => {
      const others = await Promise.all([1, 2].map(() => openStore(fixture.database.url, storeOptions)));
      const stores = [store, ...others];
      await Promise.all(
        Array.from({ length: 200 }, (_, index) =>
          stores[index % 3]!.write(testActor, async ({ projects }) => {
            await projects.insert(projectRow({ id: `prj_${String(index)}` }));
            return {
              result: undefined,
              entries: index % 2 === 0 ? [testEntry()] : [testEntry(), testEntry()],
            };
          }),
        ),
      );
      await Promise.all(others.map((other) => other.close()));
      expect(verifyChain(await store.audit(0, 1000))).toMatchObject({
        type: "intact",
        end: { sequence: 300 },
      });
      expect(await store.epoch()).toBe(200);
    });

    test("an entry altered in the database breaks the chain there", async () => {
      await record(Array.from({ length: 30 }, (_, index) => testEntry({ index })));
      const columns = ["id", "time", "actor_type", "actor_id", "actor_token_id", "action", "target_type"];
      columns.push("target_id", "changes", "ip", "request_id", "previous_hash", "hash");
      for (const [index, column] of columns.entries()) {
        const at = `sequence = ${String(index * 2 + 1)}`;
        const rows = await fixture.database.sql(`select ${column} as value from audit_entries where ${at}`);
        await fixture.database.sql(`update audit_entries set ${column} = '{"forged":1}' where ${at}`);
        expect(verifyChain(await store.audit(0, 100))).toMatchObject({
          type: "broken",
          sequence: index * 2 + 1,
        });
        await fixture.database.sql(
          `update audit_entries set ${column} = '${String(rows[0]?.["value"])}' where ${at}`,
        );
        expect(verifyChain(await store.audit(0, 100))).toMatchObject({ type: "intact" });
      }
      await fixture.database.sql("delete from audit_entries where sequence = 7");
      expect(verifyChain(await store.audit(0, 100))).toEqual({ type: "broken", sequence: 7, reason: "gap" });
    });
  });
}
