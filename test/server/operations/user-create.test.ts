import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/users", (world) => {
  const path = "/v1/users";
  const post = (body: unknown, token?: string): Sent => ({
    method: "POST",
    path,
    body,
    ...(token !== undefined && { token }),
  });

  test("creates a user and shows the address as it was given", async () => {
    const reply = await world().send(post({ email: "Ann.Other+x@Example.COM", display_name: "Ann Ötherß" }));
    expect(reply.status).toBe(201);
    expect(reply.json()).toMatchObject({
      email: "Ann.Other+x@Example.COM",
      display_name: "Ann Ötherß",
      disabled: false,
    });
    expect(String(reply.json()["id"])).toMatch(/^usr_/);
    expect(reply.json()).not.toHaveProperty("folded_email");
  });

  test("an address is unique whatever the case of its letters", async () => {
    const name = world().unused("Bob");
    const { id } = await world().make(path, { email: `${name}@example.com` });
    const reply = await world().refuses(
      post({ email: `${name.toUpperCase()}@EXAMPLE.com` }),
      409,
      "name_taken",
    );
    expect(reply.problem().existing_id).toBe(id);
    expect(pointers(reply)).toEqual(["/email"]);
  });

  test.each([
    "",
    "ann",
    "@example.com",
    "ann@",
    "ann@example.com ",
    "ann @example.com",
    "a/b@example.com",
    "*@example.com",
    "ann@@example.com",
    "ann@-example.com",
    "ann@example..com",
    "änn@example.com",
    "ann@exämple.com",
    "\u212aate@example.com",
    `${"x".repeat(65)}@example.com`,
    `ann@${"x.".repeat(130)}com`,
  ])("`%s` is no address", async (email) => {
    expect(pointers(await world().refuses(post({ email }), 422))).toEqual(["/email"]);
  });

  test("the audit knows the user by id alone", async () => {
    const email = `${world().unused("private")}@example.com`;
    const { id } = await world().make(path, { email, display_name: "Private Person" });
    await world().send({
      method: "PATCH",
      path: `${path}/${String(id)}`,
      body: { display_name: "Other Person" },
    });
    const audit = await world().send({ path: `/v1/audit-events?target_id=${String(id)}` });
    expect(audit.json()["items"]).toMatchObject([
      { action: "user.update", changes: { display_name: { before: "***", after: "***" } } },
      { action: "user.create", changes: { email: "***", display_name: "***", disabled: false } },
    ]);
    const all = await world().send({ path: "/v1/audit-events:export" });
    expect(all.text).toContain(String(id));
    expect(all.text).not.toMatch(/private-|Person/);
  });

  test("only who may in the system creates users", async () => {
    const { token } = await world().account({ project: "shop", role: "role_admin" });
    expect(await world().refusal(post({ email: "x@example.com" }, token))).toBe("403 forbidden");
    const rules = [{ resource_type: "jeton.user", actions: ["create"], resource_names: ["ext-*"] }];
    const limited = await world().account({ rules });
    expect((await world().send(post({ email: "EXT-1@example.com" }, limited.token))).status).toBe(201);
    expect(await world().refusal(post({ email: "int-1@example.com" }, limited.token))).toBe("403 forbidden");
  });

  usualRefusals(world, {
    id: "user.create",
    request: ({ unused }) => post({ email: `${unused()}@example.com` }),
    stranger: 403,
  });
});
