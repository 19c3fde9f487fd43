import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { operationIds, type Route, routes } from "../../../server/contract/routes.ts";

test("every operation that is not public has a file of tests here", async () => {
  const files = await readdir(import.meta.dirname);
  const expected = operationIds
    .filter((id) => !(routes[id] as Route).public)
    .map((id) => `${id.replaceAll(/[._]/g, "-")}.test.ts`);
  expect(expected.filter((file) => !files.includes(file))).toEqual([]);
});
