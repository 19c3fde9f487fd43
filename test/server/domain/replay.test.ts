import { expect, test } from "vitest";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";
import { dialects } from "../../support/databases.ts";

const HOUR = 3_600_000;

function create({ call, admin }: DomainWorld, key: string, name: string): Promise<Record<string, unknown>> {
  const repeat = { key, bodyHash: name, replayed: () => undefined };
  return call(admin, "project.create", { body: { name }, client: { repeat } });
}

for (const dialect of dialects) {
  dialect.describe("idempotency keys", () => {
    test("a key is remembered for a day, then forgotten with all others of its age", async () => {
      await using world = await createDomainWorld(dialect);
      const { id } = await create(world, "one", "shop");
      await create(world, "two", "garage");

      world.clock.now += 24 * HOUR - 1;
      expect(await create(world, "one", "shop")).toMatchObject({ id });
      expect(await world.store.read.replays.list({})).toHaveLength(2);

      world.clock.now += 2;
      await create(world, "three", "barn");
      expect(await world.store.read.replays.list({})).toHaveLength(1);
      await expect(create(world, "one", "shop")).rejects.toMatchObject({ code: "name_taken" });
    });
  });
}
