import { expect, test } from "vitest";
import { dialects } from "../../support/databases.ts";
import { createDomainWorld } from "../../support/domain-world.ts";

for (const dialect of dialects) {
  dialect.describe("the name of a token that has expired", () => {
    test("is held until the token is revoked or deleted, and the refusal says which and what to do", async () => {
      await using world = await createDomainWorld(dialect);
      const create = (body: object = {}) =>
        world.call(world.admin, "token.create", {
          body: { role_id: "role_viewer", project: "system", name: "ci", ...body },
        });
      const { id } = await create({ max_age: "1h" });
      const living = await create().catch((cause: unknown) => cause);
      expect(living).toMatchObject({ code: "name_taken", existingId: id });
      world.clock.now += 3_600_000;
      const expired = await create().catch((cause: unknown) => cause);
      expect(expired).toMatchObject({
        code: "name_taken",
        existingId: id,
        message: expect.stringContaining("it has expired: rotate it with a new end, or delete it") as string,
      });
      const other = await create({ name: "other" });
      const rename = { id: String(other["id"]), body: { name: "ci" } };
      await expect(world.call(world.admin, "token.update", rename)).rejects.toMatchObject({
        code: "name_taken",
        existingId: id,
      });
      await world.call(world.admin, "token.rotate", { id: String(id) });
      await world.call(world.admin, "token.delete", { id: String(id) });
      expect((await create())["id"]).not.toBe(id);
    });
  });
}
