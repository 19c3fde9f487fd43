import { expect, test } from "vitest";
import { team } from "../../support/declaring.ts";
import { createDomainWorld } from "../../support/domain-world.ts";
import { dumpStatement } from "../../support/operation-world.ts";
import { countingStatements } from "../../support/stores.ts";

test("whichever statement of an apply the database refuses, nothing of it is done, and the next one does all of it", async () => {
  let failing = Infinity;
  const { open, count } = countingStatements((number) => {
    if (number === failing) throw new Error("the disk is gone");
  });
  await using world = await createDomainWorld(undefined, open);
  await world.call(world.admin, "project.create", { body: { name: "shop" } });
  const actions = [{ name: "view", access: "read" }];
  await world.call(world.admin, "resource_type.create", { body: { name: "flow", actions } });
  const statement = dumpStatement("SQLite");
  const dump = async (): Promise<string> => JSON.stringify(await world.database.sql(statement));
  const apply = async (documents: ReturnType<typeof team>) => {
    const body = { project: "shop", documents, take_secrets: true, prune: true, prune_limit: 10 };
    return world.call(world.admin, "declaration.apply", { name: "team", body });
  };
  const documents = team("shop.team");
  const changed = documents
    .slice(0, 8)
    .map((document) => (document["kind"] === "group" ? { ...document, description: "changed" } : document));
  const summaries: unknown[] = [];
  for (const declared of [documents, changed]) {
    const before = await dump();
    const told: unknown[] = [];
    const left: string[] = [];
    for (let place = 1; typeof told.at(-1) !== "object"; place += 1) {
      failing = count() + place;
      left.push(await dump());
      told.push(await apply(declared).then(({ summary }) => summary, String));
    }
    summaries.push(told.pop());
    expect(told.length).toBeGreaterThan(10);
    expect(told.filter((error) => !String(error).includes("the disk is gone"))).toEqual([]);
    expect(left.filter((dumped) => dumped !== before)).toEqual([]);
  }
  expect(summaries).toMatchObject([
    { create: 10, delete: 0 },
    { update: 1, delete: 2, unchanged: 7 },
  ]);
  failing = Infinity;
  expect((await apply(changed))["summary"]).toMatchObject({ unchanged: 8 });
});
