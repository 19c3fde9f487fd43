import { afterAll, beforeAll, expect, test } from "vitest";

import { afterPrefix } from "../../../server/store/condition.ts";
import { dialects } from "../../support/databases.ts";
import { projectRow, roleBindingRow, tokenRow } from "../../support/rows.ts";
import { createStore, testActor } from "../../support/stores.ts";
import type { TestStore } from "../../support/stores.ts";

/** In the order of their UTF-8 bytes, which neither UTF-16 code units nor any language's collation gives. */
const names = [
  "",
  " ",
  "%",
  "%a",
  "-",
  "10",
  "9",
  "A",
  "Z",
  "_",
  "_a",
  "a",
  "a b",
  "a%",
  "a-b",
  "a.b",
  "aA",
  "a_",
  "a_b",
  "aa",
  "ab",
  "a\u{7f}",
  "aé",
  "a\ud7ff",
  "a\ue000",
  "a\uffff",
  "a\u{10000}",
  "a\u{10ffff}",
  "b",
  "e\u0301",
  "z",
  "Ä",
  "é",
  "ß",
  "你",
  "\ud7ff",
  "\ue000",
  "\uffff",
  "😀",
  "\u{10ffff}",
  "\u{10ffff}\u{10ffff}",
].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

const startsBy = (prefix: string): string[] => names.filter((name) => name.startsWith(prefix));

test("the text after a prefix skips the surrogates, carries, and ends at the last of all", () => {
  expect(afterPrefix("ab")).toBe("ac");
  expect(afterPrefix("a\ud7ff")).toBe("a\ue000");
  expect(afterPrefix("a\uffff")).toBe("a\u{10000}");
  expect(afterPrefix("a\u{10ffff}")).toBe("b");
  expect(afterPrefix("\u{10ffff}\u{10ffff}")).toBeUndefined();
  expect(afterPrefix("")).toBeUndefined();
});

for (const dialect of dialects) {
  dialect.describe("conditions", () => {
    let fixture: TestStore;
    const read = () => fixture.store.read;

    beforeAll(async () => {
      fixture = await createStore(dialect);
      await fixture.store.write(testActor, async (transaction) => {
        for (const [index, name] of names.toReversed().entries()) {
          const description = index % 3 === 0 ? null : String(index % 3);
          await transaction.projects.insert(projectRow({ id: `prj_${name}`, name, description }));
        }
        for (const [index, expires_at] of [null, "2027-01-01T00:00:00.000Z", null].entries()) {
          const service_account_id = index === 2 ? null : "sa_1";
          const row = { id: `rb_${String(index)}`, expires_at, service_account_id };
          await transaction.role_bindings.insert(roleBindingRow(row));
        }
        for (const uses of [0, 1, 2]) {
          const row = {
            id: `tok_${String(uses)}`,
            uses,
            disabled: uses === 1,
            rules: uses === 2 ? [] : null,
          };
          await transaction.tokens.insert(tokenRow(row));
        }
        return { result: undefined, entries: [] };
      });
    });
    afterAll(() => fixture[Symbol.asyncDispose]());

    const idsOf = async (rows: Promise<readonly { readonly id: string }[]>): Promise<string[]> =>
      (await rows).map(({ id }) => id);
    const namesOf = async (rows: Promise<readonly { readonly name: string }[]>): Promise<string[]> =>
      (await rows).map(({ name }) => name);

    test("rows come in the byte order of their ids", async () => {
      expect(await namesOf(read().projects.list({}))).toEqual(names);
    });

    test("a name is found by its exact bytes", async () => {
      for (const name of names) {
        expect(await namesOf(read().projects.list({ name }))).toEqual([name]);
        expect((await read().projects.get(`prj_${name}`))?.name).toBe(name);
      }
      expect(await namesOf(read().projects.list({ name: "É" }))).toEqual([]);
      expect(await namesOf(read().projects.list({ name: "a " }))).toEqual([]);
    });

    test("a beginning means itself: % and _ too, upper and lower case apart, and null has none", async () => {
      const prefixes = [...names, "a%b", "aa_", "\u{10ffff}a", "nothing"];
      for (const prefix of prefixes) {
        const found = await namesOf(read().projects.list({ name: { startsWith: prefix } }));
        expect({ prefix, found }).toEqual({ prefix, found: startsBy(prefix) });
      }
      const described = await read().projects.list({ description: { startsWith: "" } });
      expect(described.every(({ description }) => description !== null)).toBe(true);
    });

    test("several values: any of them, however many, and none of none", async () => {
      expect(await namesOf(read().projects.list({ name: ["b", "a", "nobody", "a"] }))).toEqual(["a", "b"]);
      expect(await namesOf(read().projects.list({ name: names }))).toEqual(names);
      expect(await namesOf(read().projects.list({ name: [] }))).toEqual([]);
      const many = Array.from({ length: 70_000 }, (_, index) => `n${String(index)}`);
      expect(await namesOf(read().projects.list({ name: [...many, "a\u{10ffff}", "%"] }))).toEqual([
        "%",
        "a\u{10ffff}",
      ]);
    });

    test("quotes, braces, commas and backslashes in a list are text", async () => {
      const odd = ['a","b', "{a,b}", "a\\", "NULL", "'; drop table projects; --"];
      expect(await namesOf(read().projects.list({ name: [...odd, "a"] }))).toEqual(["a"]);
    });

    test("null is a value to equal, alone and among others", async () => {
      const bindings = read().role_bindings;
      expect(await idsOf(bindings.list({ expires_at: null }))).toEqual(["rb_0", "rb_2"]);
      expect(await idsOf(bindings.list({ expires_at: [null] }))).toEqual(["rb_0", "rb_2"]);
      expect(await idsOf(bindings.list({ expires_at: [null, "2027-01-01T00:00:00.000Z"] }))).toEqual([
        "rb_0",
        "rb_1",
        "rb_2",
      ]);
      expect(await idsOf(bindings.list({ service_account_id: [null, "sa_2"] }))).toEqual(["rb_2"]);
    });

    test("booleans and numbers are compared as such", async () => {
      const { tokens } = read();
      expect(await idsOf(tokens.list({ disabled: true }))).toEqual(["tok_1"]);
      expect(await idsOf(tokens.list({ disabled: [true, false] }))).toEqual(["tok_0", "tok_1", "tok_2"]);
      expect(await idsOf(tokens.list({ uses: 2 }))).toEqual(["tok_2"]);
      expect(await idsOf(tokens.list({ uses: [0, 2] }))).toEqual(["tok_0", "tok_2"]);
    });

    test("a field kept as JSON can be asked for null, and for nothing else", async () => {
      expect(await idsOf(read().tokens.list({ rules: null }))).toEqual(["tok_0", "tok_1"]);
      await expect(read().tokens.list({ rules: [] })).rejects.toThrow("only be compared with null");
    });

    test("an unknown field is an error, even one that objects inherit", async () => {
      for (const field of ["colour", "constructor", "__proto__", "name or 1=1", 'name" is not null --']) {
        const where = Object.fromEntries([[field, "x"]]);
        await expect(read().projects.list(where)).rejects.toThrow("has no column");
      }
    });

    test("an instant is from one on and before another, which null never is", async () => {
      const bindings = read().role_bindings;
      const end = "2027-01-01T00:00:00.000Z";
      const later = "2027-01-01T00:00:00.001Z";
      expect(await idsOf(bindings.list({ expires_at: { from: end } }))).toEqual(["rb_1"]);
      expect(await idsOf(bindings.list({ expires_at: { from: later } }))).toEqual([]);
      expect(await idsOf(bindings.list({ expires_at: { before: end } }))).toEqual([]);
      expect(await idsOf(bindings.list({ expires_at: { before: later } }))).toEqual(["rb_1"]);
      expect(await idsOf(bindings.list({ expires_at: { not: null } }))).toEqual(["rb_1"]);
      expect(await idsOf(read().tokens.list({ uses: { from: 2 } }))).toEqual(["tok_2"]);
      for (const bound of names) {
        const place = names.indexOf(bound);
        expect(await namesOf(read().projects.list({ name: { from: bound } }))).toEqual(names.slice(place));
        expect(await namesOf(read().projects.list({ name: { before: bound } }))).toEqual(
          names.slice(0, place),
        );
      }
    });

    test("a part means itself, A to Z of either case alike and no other letter, and null has none", async () => {
      const fold = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
      for (const part of [...names, "A%", "AB", "A_B", "É", "ä", "SS", "nothing"]) {
        const found = await namesOf(read().projects.list({ name: { contains: part } }));
        expect({ part, found }).toEqual({
          part,
          found: names.filter((name) => fold(name).includes(fold(part))),
        });
      }
      const described = await read().projects.list({ description: { contains: "" } });
      expect(described.every(({ description }) => description !== null)).toBe(true);
    });

    test("of several alternatives one holds, of several demands each, and of no alternative none", async () => {
      const { tokens } = read();
      const some = { anyOf: [{ uses: 0 }, { uses: { from: 1 }, disabled: true }, { name: "\0" }] };
      expect(await idsOf(tokens.list(some))).toEqual(["tok_0", "tok_1"]);
      expect(await idsOf(tokens.list({ ...some, disabled: false }))).toEqual(["tok_0"]);
      expect(
        await idsOf(tokens.list({ ...some, id: ["tok_1", "tok_2"] }, { after: "tok_0", limit: 9 })),
      ).toEqual(["tok_1"]);
      expect(
        await idsOf(tokens.list({ allOf: [{ uses: { from: 1 } }, { uses: { before: 2 } }, some, {}] })),
      ).toEqual(["tok_1"]);
      expect(await idsOf(tokens.list({ allOf: [], anyOf: [{}, { uses: 9 }] }))).toHaveLength(3);
      expect(await tokens.list({ anyOf: [] })).toEqual([]);
      expect(await tokens.list({ anyOf: [{ name: "\0" }] })).toEqual([]);
      expect(await tokens.list({ allOf: [{ uses: 0 }, { name: "\0" }] })).toEqual([]);
    });

    test("every condition holds, and an undefined one asks nothing", async () => {
      const all = await read().projects.list({});
      const wanted = all.filter(({ name, description }) => name.startsWith("a") && description === "1");
      const found = read().projects.list({
        name: { startsWith: "a" },
        description: "1",
        id: undefined,
        managed_by: ["api", "terraform"],
      });
      expect(await found).toEqual(wanted);
      expect(wanted.length).toBeGreaterThan(1);
    });

    test("text that no row can hold matches none and harms nothing", async () => {
      for (const bad of ["a\0", "\0", "\ud800"]) {
        expect(await read().projects.get(bad)).toBeUndefined();
        expect(await read().projects.list({ name: bad })).toEqual([]);
        expect(await namesOf(read().projects.list({ name: [bad, "a"] }))).toEqual(["a"]);
        expect(await read().projects.list({ name: [bad] })).toEqual([]);
        for (const test of [{ startsWith: bad }, { contains: bad }, { from: bad }, { before: bad }]) {
          expect(await read().projects.list({ name: test })).toEqual([]);
        }
      }
      expect(await namesOf(read().projects.list({}, { after: "prj_a\0x", limit: 2 }))).toEqual(["a b", "a%"]);
    });

    test("pages of any size, put together, are the whole", async () => {
      for (const limit of [1, 2, 7, names.length, 1000]) {
        const pages: string[] = [];
        let after: string | undefined;
        do {
          const page = await read().projects.list({}, { after, limit });
          expect(page.length).toBeLessThanOrEqual(limit);
          pages.push(...page.map(({ name }) => name));
          after = page.at(-1)?.id;
        } while (after !== undefined);
        expect(pages).toEqual(names);
      }
      expect(await namesOf(read().projects.list({ name: ["a", "b"] }, { after: "prj_a", limit: 5 }))).toEqual(
        ["b"],
      );
      expect(await read().projects.list({}, { limit: 0 })).toEqual([]);
    });

    test("pages read while others write miss none and repeat none of the rows that were there throughout", async () => {
      const { store } = fixture;
      const key = (index: number): string => `page_${String(index).padStart(4, "0")}`;
      const write = (work: (rows: typeof transactionRows) => Promise<unknown>) =>
        store.write(testActor, async (transaction) => {
          await work(transaction.role_bindings);
          return { result: undefined, entries: [] };
        });
      let transactionRows!: Parameters<Parameters<typeof store.write>[1]>[0]["role_bindings"];
      await write(async (rows) => {
        for (let index = 0; index < 200; index += 2) {
          await rows.insert(roleBindingRow({ id: key(index), role_id: "role_pages" }));
        }
      });
      const seen: string[] = [];
      let after: string | undefined;
      for (let turn = 0; ; turn += 1) {
        const [page] = await Promise.all([
          store.read.role_bindings.list({ role_id: "role_pages" }, { after, limit: 7 }),
          write(async (rows) => {
            await rows.insert(roleBindingRow({ id: key(turn * 10 + 1), role_id: "role_pages" }));
            await rows.delete({ id: key(199 - turn * 2) });
          }),
        ]);
        if (page.length === 0) {
          break;
        }
        seen.push(...page.map(({ id }) => id));
        after = page.at(-1)?.id;
      }
      expect(seen).toEqual([...new Set(seen)].toSorted());
      const stayed = Array.from({ length: 100 }, (_, index) => key(index * 2));
      expect(stayed.filter((id) => !seen.includes(id))).toEqual([]);
    });
  });
}
