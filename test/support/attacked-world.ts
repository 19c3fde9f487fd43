import type { UseCases } from "../../server/domain/caller.ts";
import { ATTACKER, type Attacker, projects } from "./attacker.ts";
import type { DomainWorld } from "./domain-world.ts";

/** Others who hold much, and a disabled one; the attacker is in `shop`. */
export async function populate(world: DomainWorld, attacker: Attacker): Promise<string> {
  const make = (op: keyof UseCases, body: object): Promise<Record<string, unknown>> =>
    world.call(world.admin, op, { body: body as Record<string, unknown> });
  for (const at of projects.slice(1)) await make("project.create", { name: at });
  const actions = [
    { name: "view", access: "read" },
    { name: "run", access: "write" },
  ];
  await make("resource_type.create", { name: "flow", actions });
  const flows = await make("role.create", {
    name: "flows",
    project: "system",
    rules: [{ resource_type: "flow", actions: ["*"] }],
  });
  for (const [account, at, role_id, where] of [
    ["boss", "system", "role_admin", "system"],
    ["shop-boss", "shop", "role_admin", "shop"],
    ["runner", "shopping", flows["id"], "shopping"],
    ["xidle", "shop", flows["id"], "system"],
  ] as const) {
    const { id } = await make("service_account.create", { name: account, project: at });
    await make("role_binding.create", { role_id, service_account_id: id, project: where });
    await make("token.create", { service_account_id: id, name: "main" });
    // Of somebody else, and of the attacker while nobody looks.
    for (const [trust, sub, disabled] of [
      [`x${account}`, account, false],
      [`xx${account}`, ATTACKER.sub, true],
    ] as const) {
      const { issuer } = ATTACKER;
      const claims = { sub: [sub] };
      await make("trust_policy.create", { service_account_id: id, name: trust, issuer, claims, disabled });
    }
    if (account === "xidle")
      await world.call(world.admin, "service_account.update", { id: String(id), body: { disabled: true } });
  }
  await make("identity_provider.create", { name: "x", issuer: ATTACKER.issuer, client_id: "jeton" });
  const { id: user } = await make("user.create", { email: "xboss@example.com" });
  const { id: group } = await make("group.create", { name: "xbosses", project: "shop" });
  await make("role_binding.create", { role_id: "role_admin", group_id: group, project: "system" });
  await make("group_member.create", { group_id: group, user_id: user });
  await make("token.create", { user_id: user, name: "main" });
  await world.call(world.admin, "user.update", { id: String(user), body: { disabled: true } });
  for (const [part, role_id, disabled] of [
    ["chief", "role_admin", false],
    ["x", flows["id"], true],
  ] as const) {
    const { id } = await make("user.create", { email: `${part}@example.org` });
    await make("role_binding.create", { role_id, user_id: id, project: "system" });
    await make("token.create", { user_id: id, name: "main" });
    await world.call(world.admin, "user.update", { id: String(id), body: { disabled } });
  }
  const { id: account } = await make("service_account.create", { name: "attacker", project: "shop" });
  for (const [index, { rules, at, until }] of attacker.grants.entries()) {
    const { id } = await make("role.create", { name: `attacker-${String(index)}`, project: "system", rules });
    await make("role_binding.create", {
      role_id: id,
      service_account_id: account,
      project: at,
      expires_at: until,
    });
  }
  const { secret } = await make("token.create", {
    service_account_id: account,
    name: "first",
    ...attacker.terms,
  });
  return String(secret);
}
