import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { orderOf } from "../../../server/contract/order.ts";
import { token } from "../../../server/contract/nouns/token.ts";
import { pageToken, placeOf } from "../../../server/domain/page-token.ts";
import type { TokenRow } from "../../../server/domain/rows.ts";
import { dialects } from "../../support/databases.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";
import { tokenRow } from "../../support/rows.ts";
import { testActor } from "../../support/stores.ts";

type Json = Record<string, unknown>;

/** Values many rows share; UTF-16 has some of them in another order than their bytes are in. */
const names = ["a", "A", "b b", "é", "\uffee", "\u{10000}", "ci/main", "~"];
const instants = [1, 2, 3, 4].map((day) => `2031-01-0${String(day)}T00:00:00.000Z`);
const some = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const row = fc.record({
  name: fc.oneof(some(...names), fc.string({ unit: "binary", minLength: 1, maxLength: 5 })),
  created_at: some(...instants),
  expires_at: some(null, ...instants),
  last_used_at: some(null, ...instants),
  isInShop: fc.boolean(),
});
const orders = token.orders.flatMap((field) => [field, `${field} desc`]);

/** What a list should show, decided otherwise than by a database. */
function inOrder(rows: readonly TokenRow[], orderBy: string | undefined): readonly string[] {
  const { field, descending } = orderOf(token, orderBy ?? "id");
  const sign = descending ? -1 : 1;
  const valueOf = (object: TokenRow): string | null => Object(object)[field] as string | null;
  const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
  const sorted = rows.toSorted((a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if ((left === null) !== (right === null)) return left === null ? 1 : -1;
    return sign * (compare(left ?? "", right ?? "") || compare(a.id, b.id));
  });
  return sorted.map(({ id }) => id);
}

for (const dialect of dialects) {
  dialect.describe("the orders of a list", () => {
    let world: DomainWorld;
    let shop: Json;
    let viewer: string;
    let rows: readonly TokenRow[] = [];

    const insert = async (drawn: (typeof row extends fc.Arbitrary<infer T> ? T : never)[]) => {
      const made = drawn
        .filter(({ name }) => !name.includes("\0"))
        .map(({ isInShop, ...given }) => {
          const id = world.deps.newId("tok");
          // Each has an owner of its own, so that names may be the same.
          const project_id = isInShop ? String(shop["id"]) : "system";
          return tokenRow({ id, ...given, project_id, service_account_id: world.deps.newId("sa") });
        });
      await world.store.write(testActor, async (transaction) => {
        await transaction.tokens.insertAll(made);
        return { result: undefined, entries: [] };
      });
      return made;
    };

    beforeAll(async () => {
      world = await createDomainWorld(dialect);
      const make = (operation: Parameters<DomainWorld["call"]>[1], body: Json) =>
        world.call(world.admin, operation, { body });
      shop = await make("project.create", { name: "shop" });
      const account = await make("service_account.create", { name: "viewer", project: "shop" });
      await make("role_binding.create", {
        role_id: "role_viewer",
        project: "shop",
        service_account_id: account["id"],
      });
      viewer = String(
        (await make("token.create", { service_account_id: account["id"], name: "main" }))["secret"],
      );
      await insert(fc.sample(row, 40));
      rows = await world.store.read.tokens.list({});
    });
    afterAll(() => world[Symbol.asyncDispose]());

    test("every page of every one goes on where the page before ended, whatever is added meanwhile", async () => {
      const drawn = fc.record({
        order_by: some(undefined, ...orders),
        page_size: fc.integer({ min: 3, max: 20 }),
        search: some(undefined, "a"),
        isViewer: fc.boolean(),
        added: fc.array(row, { maxLength: 1 }),
      });
      await fc.assert(
        fc.asyncProperty(drawn, async ({ order_by, page_size, search, isViewer, added }) => {
          const seen: string[] = [];
          const before = new Set(rows.map(({ id }) => id));
          for (let page_token: string | undefined; ;) {
            const page = await world.call(isViewer ? viewer : world.admin, "token.list", {
              query: { order_by, page_size, search, page_token },
            });
            const items = page["items"] as { id: string }[];
            expect(items.length).toBeLessThanOrEqual(page_size);
            seen.push(...items.map(({ id }) => id));
            if (typeof page["next_page_token"] !== "string") break;
            page_token = page["next_page_token"];
            rows = [...rows, ...(await insert(added.splice(0, 1)))];
          }
          expect(new Set(seen).size).toBe(seen.length);
          const has = (text: string | null): boolean => text?.toLowerCase().includes("a") === true;
          const asked = rows.filter(
            ({ id, project_id, name, description, hint }) =>
              before.has(id) &&
              (!isViewer || project_id === shop["id"]) &&
              (search === undefined || has(name) || has(description) || has(hint)),
          );
          expect(seen.filter((id) => before.has(id))).toEqual(inOrder(asked, order_by));
          expect(seen).toEqual(
            inOrder(
              rows.filter(({ id }) => seen.includes(id)),
              order_by,
            ),
          );
        }),
        { numRuns: 12 },
      );
    });

    test("where a page token is made by hand, it shows nobody more, and what is no place is refused", async () => {
      const list = (query: Json) => world.call(viewer, "token.list", { query });
      const order_by = "expires_at";
      for (const value of ["", "\0", "\u{10ffff}", null]) {
        for (const id of ["", "tok_", "a\0b", "zzz"]) {
          const { items } = await list({ order_by, page_token: pageToken({ order_by }, { id, value }) });
          for (const { project } of items as Json[]) expect(project).toBe("shop");
        }
      }
      const forged = (...parts: readonly unknown[]): string =>
        Buffer.from(JSON.stringify(parts)).toString("base64url");
      const [list_ = ""] = JSON.parse(
        Buffer.from(pageToken({ order_by }, { id: "", value: "" }), "base64url").toString(),
      ) as string[];
      for (const page_token of [
        "tok_1",
        "",
        "null",
        "e30",
        "%",
        "\0",
        forged(),
        forged(list_, 1, null),
        forged(list_, "a", 1),
        forged(list_, "a"),
        forged(list_, "a", "b", "c"),
        forged(list_, null, null),
        forged({}, "a", "b"),
      ]) {
        await expect(list({ order_by, page_token })).rejects.toThrow("must be the `next_page_token`");
      }
      const { next_page_token: page_token } = await list({ order_by, page_size: 1 });
      for (const other of [
        {},
        { order_by: "name" },
        { order_by: `${order_by} desc` },
        { order_by, search: "a" },
      ]) {
        await expect(list({ ...other, page_token })).rejects.toThrow("repeat these");
      }
      expect((await list({ order_by, page_size: 2, page_token }))["items"]).toHaveLength(2);
    });
  });
}

test("a page token has the same place in it that it was made with, whatever is in a name", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.option(fc.string({ unit: "binary" })),
      some(undefined, "name"),
      (id, value, order_by) => {
        const query = { order_by, project: "shop" };
        const page_token = pageToken({ project: "shop", page_size: 3, order_by }, { id, value });
        expect(placeOf({ ...query, page_token })).toEqual({ id, value });
        expect(placeOf(query)).toBe(undefined);
      },
    ),
  );
});
