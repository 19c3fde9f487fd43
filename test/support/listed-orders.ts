import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import type { AnyNoun } from "../../server/contract/noun.ts";
import { type NounName, nouns } from "../../server/contract/nouns/all.ts";
import { routes } from "../../server/contract/routes.ts";
import type { OperationWorld } from "./operation-world.ts";

type Item = Readonly<Record<string, unknown>>;

/** What every order of a noun's list is expected to do, with what a world has of it. */
export function orders(world: () => OperationWorld, noun: NounName): void {
  const { path } = routes[`${noun}.list`];
  const { orders: fields, fields: all }: AnyNoun = nouns[noun];
  const at = (query: Readonly<Record<string, string>>): string =>
    `${path}?${new URLSearchParams(query).toString()}`;

  /** What all pages of a list have. */
  const walk = async (query: Readonly<Record<string, string>>): Promise<readonly Item[]> => {
    const found: Item[] = [];
    for (let token: string | null = ""; token !== null;) {
      const page_token = token === "" ? {} : { page_token: token };
      const reply = await world().send({ path: at({ ...query, ...page_token }) });
      expect(reply.status).toBe(200);
      const page = reply.json() as { items: Item[]; next_page_token: string | null };
      found.push(...page.items);
      token = page.next_page_token;
    }
    return found;
  };
  const idsOf = (items: readonly Item[]): readonly string[] => items.map(({ id }) => String(id));

  /** What is asked with is used by that, and moves in its list when it is written when it was used last. */
  const whileNothingMoves = async (order: string) => {
    for (;;) {
      const before = await walk({ page_size: "200" });
      const found = await walk({ order_by: order, page_size: "9" });
      if (isDeepStrictEqual(await walk({ page_size: "200" }), before))
        return { found, expected: idsOf(before) };
    }
  };

  test("every order there is shows all, page by page, those without a value last", async () => {
    expect(fields).toContain("created_at");
    for (const order of fields.flatMap((field) => [field, `${field} desc`])) {
      const [field = "", descending] = order.split(" ");
      const { found, expected } = await whileNothingMoves(order);
      expect(idsOf(found).toSorted()).toEqual(expected);
      const values = found.map((item) => item[field]);
      const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
      const texts = values.filter((value) => typeof value === "string").toSorted(bytes);
      const sorted = descending === undefined ? texts : texts.toReversed();
      expect(values).toEqual([...sorted, ...values.filter((value) => value === null)]);
    }
  });

  test("an order that is none is refused", async () => {
    const other = Object.keys(all).find((field) => !fields.includes(field)) ?? "";
    for (const order_by of ["id", other, "created_at  desc", "created_at asc", "-created_at", ""]) {
      expect(await world().refusal({ path: at({ order_by }) })).toBe("422 validation_failed");
    }
  });
}
