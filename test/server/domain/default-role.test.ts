import { expect, test } from "vitest";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";

const worldWith = (defaultRole: string | null) => createDomainWorld(undefined, undefined, { defaultRole });
const bindings = (world: DomainWorld, user: unknown) =>
  world.store.read.role_bindings.list({ user_id: String(user) });
const create = (world: DomainWorld, token: string) =>
  world.call(token, "user.create", { body: { email: "ann@example.com" } });

/** Who may create users, and nothing else. */
async function hirer(world: DomainWorld): Promise<string> {
  const rules = [{ resource_type: "jeton.user", actions: ["*"] }];
  const role = await world.call(world.admin, "role.create", {
    body: { name: "hr", project: "system", rules },
  });
  const made = await world.call(world.admin, "token.create", { body: { role_id: role["id"], name: "hr" } });
  return String(made["secret"]);
}

test("a new user can make tokens of their own, whoever created them", async () => {
  await using world = await createDomainWorld();
  const { id } = await create(world, await hirer(world));
  expect(await bindings(world, id)).toMatchObject([
    { role_id: "role_user", project_id: "system", expires_at: null },
  ]);
  const events = await world.store.auditPage({ action: "role_binding.create" }, { limit: 1 });
  expect(events).toMatchObject([{ changes: { role_id: "role_user", user_id: id } }]);
});

test("a server may give new users nothing", async () => {
  await using world = await worldWith(null);
  const { id } = await create(world, world.admin);
  expect(await bindings(world, id)).toEqual([]);
});

test("another default role is given by who holds it, and by nobody else", async () => {
  await using world = await worldWith("system/staff");
  const token = await hirer(world);
  const rules = [{ resource_type: "*", actions: ["@read"] }];
  const body = { name: "staff", project: "system", rules };
  const role = await world.call(world.admin, "role.create", { body });
  await expect(create(world, token)).rejects.toMatchObject({ code: "exceeds_own_rights" });
  expect(await world.store.read.users.list({})).toEqual([]);
  const { id } = await create(world, world.admin);
  expect(await bindings(world, id)).toMatchObject([{ role_id: role["id"] }]);
});

test("a default role that is not there is named, and nobody is created without it", async () => {
  await using world = await worldWith("system/staff");
  const refused = create(world, world.admin);
  await expect(refused).rejects.toMatchObject({ code: "wrong_state" });
  await expect(refused).rejects.toThrow("JETON_DEFAULT_ROLE");
  expect(await world.store.read.users.list({})).toEqual([]);
});
