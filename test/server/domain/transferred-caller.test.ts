import { expect, test } from "vitest";
import { createUseCases } from "../../../server/domain/use-cases.ts";
import { createDomainWorld } from "../../support/domain-world.ts";

test("a change that was under way when its token got another owner is not done in that one's name", async () => {
  await using world = await createDomainWorld();
  const make = async (op: "service_account.create" | "token.create", body: object) =>
    world.call(world.admin, op, { body: body as Record<string, unknown> });
  const [before, after] = [
    await make("service_account.create", { name: "before", project: "system" }),
    await make("service_account.create", { name: "after", project: "system" }),
  ];
  for (const { id } of [before, after]) {
    const body = { role_id: "role_admin", service_account_id: id, project: "system" };
    await world.call(world.admin, "role_binding.create", { body });
  }
  const { id, secret } = await make("token.create", { service_account_id: before["id"], name: "moving" });
  const caller = await world.authenticate(String(secret));
  const body = { service_account_id: after["id"], grace_period: "1h" };
  await world.call(world.admin, "token.transfer", { id: String(id), body });

  const entries = async (): Promise<number> => (await world.store.auditHead()).sequence;
  const count = await entries();
  const useCases = createUseCases(world.deps);
  const removed = useCases["service_account.delete"](caller, { id: String(before["id"]) });
  await expect(removed).rejects.toMatchObject({ code: "unavailable" });
  expect(await entries()).toBe(count);
  // The next request with the same secret, in its grace, is the new owner's.
  const next = await world.call(String(secret), "service_account.create", {
    body: { name: "made", project: "system" },
  });
  expect(next["created_by"]).toBe(after["id"]);
});
