import { afterAll, beforeAll, expect, test } from "vitest";

import type { Row } from "../../../server/domain/rows.ts";
import type { Kinds, Reads, Rows, Store, Transaction } from "../../../server/domain/store.ts";
import { projectRow, tokenRow } from "../../support/rows.ts";
import { rowSamples } from "../../support/row-samples.ts";
import { dialects } from "../../support/databases.ts";
import { createStore, testActor } from "../../support/stores.ts";
import type { TestStore } from "../../support/stores.ts";

/** The three faces of a kind, without the type of its rows, so that every kind is tested alike. */
interface Kind {
  readonly name: keyof Kinds;
  readonly rows: readonly [Row, Row, object];
}
const kinds = Object.entries(rowSamples).map(([name, rows]) => ({ name, rows }) as Kind);
const readsOf = (store: Store, { name }: Kind): Reads<Row> => store.read[name] as unknown as Reads<Row>;
const rowsOf = (transaction: Transaction, { name }: Kind): Rows<Row> =>
  transaction[name] as unknown as Rows<Row>;

for (const dialect of dialects) {
  dialect.describe("rows", () => {
    let fixture: TestStore;
    beforeAll(async () => {
      fixture = await createStore(dialect);
    });
    afterAll(() => fixture[Symbol.asyncDispose]());

    const write = (work: (transaction: Transaction) => Promise<void>): Promise<void> =>
      fixture.store.write(testActor, async (transaction) => {
        await work(transaction);
        return { result: undefined, entries: [] };
      });

    for (const kind of kinds) {
      const [first, second, patch] = kind.rows;

      test(`${kind.name}: come back as they were inserted`, async () => {
        await write(async (transaction) => {
          await rowsOf(transaction, kind).insert(first);
          await rowsOf(transaction, kind).insert(second);
        });
        const reads = readsOf(fixture.store, kind);
        expect(await reads.get(first.id)).toStrictEqual(first);
        expect(await reads.get(second.id)).toStrictEqual(second);
        expect(await reads.list({})).toHaveLength(2);
        for (const id of [undefined, first.id, [first.id, second.id, "nobody"], []])
          expect(await reads.count({ id })).toBe((await reads.list({ id })).length);
      });

      test(`${kind.name}: an update changes the fields given, in that row alone`, async () => {
        await write((transaction) => rowsOf(transaction, kind).update(first.id, patch));
        const reads = readsOf(fixture.store, kind);
        expect(await reads.get(first.id)).toStrictEqual({ ...first, ...patch });
        expect(await reads.get(second.id)).toStrictEqual(second);
      });

      test(`${kind.name}: a field that is undefined is left, and nothing given changes nothing`, async () => {
        const nothing = Object.fromEntries(Object.keys(patch).map((field) => [field, undefined]));
        await write((transaction) => rowsOf(transaction, kind).update(second.id, nothing));
        await write((transaction) => rowsOf(transaction, kind).update(second.id, {}));
        expect(await readsOf(fixture.store, kind).get(second.id)).toStrictEqual(second);
      });

      test(`${kind.name}: updating a row that is not there is an error`, async () => {
        for (const change of [patch, {}]) {
          const update = write((transaction) => rowsOf(transaction, kind).update("nobody", change));
          await expect(update).rejects.toThrow("There is no row nobody");
        }
      });

      test(`${kind.name}: a change of all that meet a condition says how many, and refuses to be asked for all`, async () => {
        for (const all of [{}, { id: undefined }, { allOf: [{}] }]) {
          await expect(
            write(async (transaction) => void (await rowsOf(transaction, kind).updateAll(all, patch))),
          ).rejects.toThrow("is refused");
        }
        const counts: number[] = [];
        await write(async (transaction) => {
          for (const id of [[], "nobody", "a\0b", [second.id, "nobody"]])
            counts.push(await rowsOf(transaction, kind).updateAll({ id }, patch));
          counts.push(await rowsOf(transaction, kind).updateAll({ id: [first.id, second.id] }, {}));
        });
        expect(counts).toEqual([0, 0, 0, 1, 2]);
        const reads = readsOf(fixture.store, kind);
        expect(await reads.get(second.id)).toStrictEqual({ ...second, ...patch });
        expect(await reads.get(first.id)).toStrictEqual({ ...first, ...patch });
        await write(async (transaction) => {
          await rowsOf(transaction, kind).delete({ id: second.id });
          await rowsOf(transaction, kind).insert(second);
        });
      });

      test(`${kind.name}: a second row of one id is refused`, async () => {
        const again = { ...second, name: "other", token_id: "other" };
        const known = Object.keys(second);
        const row = Object.fromEntries(Object.entries(again).filter(([field]) => known.includes(field)));
        await expect(
          write((transaction) => rowsOf(transaction, kind).insert(row as unknown as Row)),
        ).rejects.toThrow("The database refused a statement");
        expect(await readsOf(fixture.store, kind).get(second.id)).toStrictEqual(second);
      });

      test(`${kind.name}: a row that lacks a field or has one too many is refused`, async () => {
        const { created_at: _, ...short } = { created_at: "", ...first, id: "x" };
        for (const row of [short, { ...first, id: "x", colour: "red" }]) {
          await expect(write((transaction) => rowsOf(transaction, kind).insert(row))).rejects.toThrow(
            /needs a value for|not stored/,
          );
        }
        expect(await readsOf(fixture.store, kind).get("x")).toBeUndefined();
      });

      test(`${kind.name}: delete says how many went, and refuses to be asked for all`, async () => {
        for (const all of [{}, { id: undefined }]) {
          await expect(
            write(async (transaction) => void (await rowsOf(transaction, kind).delete(all))),
          ).rejects.toThrow("is refused");
        }
        const counts: number[] = [];
        await write(async (transaction) => {
          for (const id of [[], "nobody", [first.id, "nobody"], first.id, second.id]) {
            counts.push(await rowsOf(transaction, kind).delete({ id }));
          }
        });
        expect(counts).toEqual([0, 0, 1, 0, 1]);
        expect(await readsOf(fixture.store, kind).list({})).toEqual([]);
      });
    }

    test("what cannot be stored in every database is refused, in every database", async () => {
      for (const description of ["a\0b", "\ud800", "x\udc00"]) {
        const insert = write((transaction) =>
          transaction.projects.insert(projectRow({ id: "prj_bad", description })),
        );
        await expect(insert).rejects.toThrow("cannot be stored");
      }
      expect(await fixture.store.read.projects.get("prj_bad")).toBeUndefined();
    });

    test("JSON keeps what text cannot: NUL and lone surrogates, and a key named __proto__", async () => {
      const labels = JSON.parse('{"nul":"\\u0000","lone":"\\ud800","__proto__":"own"}') as Record<
        string,
        string
      >;
      await write((transaction) => transaction.tokens.insert(tokenRow({ id: "tok_json", labels })));
      const row = await fixture.store.read.tokens.get("tok_json");
      expect(JSON.stringify(row?.labels)).toBe(JSON.stringify(labels));
    });
  });
}
