import { expect, test } from "vitest";
import { batchedReads } from "../../../server/domain/batched-reads.ts";
import type { GroupRow } from "../../../server/domain/rows.ts";
import type { Reader, Reads } from "../../../server/domain/store.ts";

/** Reads that note what they are asked for. */
function counting(list: Reads<GroupRow>["list"]): { readonly reader: Reader; readonly asked: string[][] } {
  const asked: string[][] = [];
  const groups: Pick<Reads<GroupRow>, "list"> = {
    list: (where) => {
      asked.push([...(where.id as readonly string[])]);
      return list(where);
    },
  };
  return { reader: batchedReads({ groups } as unknown as Reader), asked };
}

const rowsOf: Reads<GroupRow>["list"] = async ({ id }) =>
  (id as readonly string[]).filter((one) => one !== "gone").map((one) => ({ id: one }) as GroupRow);

test("what is asked for at the same time is read in one statement, what was read before in none", async () => {
  const { reader, asked } = counting(rowsOf);
  const first = await Promise.all(["a", "b", "a", "gone"].map((id) => reader.groups.get(id)));
  expect(first.map((row) => row?.id)).toEqual(["a", "b", "a", undefined]);
  const second = await Promise.all(["b", "c"].map((id) => reader.groups.get(id)));
  expect(second.map((row) => row?.id)).toEqual(["b", "c"]);
  expect(asked).toEqual([["a", "b", "gone"], ["c"]]);
});

test("what the rows that were read together refer to is read together too", async () => {
  const { reader, asked } = counting(rowsOf);
  const ids = Array.from({ length: 450 }, (_, index) => String(index));
  await Promise.all(
    ids.map(async (id) => {
      await reader.groups.get(id);
      await reader.groups.get(`of ${id}`);
    }),
  );
  expect(asked.map(({ length }) => length)).toEqual([200, 200, 50, 200, 200, 50]);
});

test("a failure is told to everybody who waits for it", async () => {
  const { reader } = counting(() => Promise.reject(new Error("the database is gone")));
  const results = await Promise.allSettled([reader.groups.get("a"), reader.groups.get("b")]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});
