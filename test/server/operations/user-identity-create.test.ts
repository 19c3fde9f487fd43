import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

const path = "/v1/user-identities";
const issuer = "https://login.example.com";

onEveryDatabase("POST /v1/user-identities", (world) => {
  const post = (body: unknown, token?: string): Sent => ({
    method: "POST",
    path,
    body,
    ...(token !== undefined && { token }),
  });
  const linking = { resource_type: "jeton.user-identity", actions: ["create"] };
  const reading = { resource_type: "jeton.user", actions: ["read"] };

  test("says which user somebody is, by id or address", async () => {
    const user = await samples.user(world());
    for (const user_id of [user.id, ...user.references]) {
      const subject = world().unused("sub");
      const made = await world().make(path, { user_id, issuer, subject });
      expect(made).toMatchObject({ user_id: user.id, issuer, subject });
    }
  });

  test("somebody is one user", async () => {
    const { id, object } = await samples.user_identity(world());
    const { subject } = object;
    const { id: other } = await samples.user(world());
    const reply = await world().refuses(post({ user_id: other, issuer, subject }), 409, "name_taken");
    expect(reply.problem().existing_id).toBe(id);
    await world().make(path, { user_id: other, issuer: "https://other.example.com", subject });
  });

  test.each([
    ["subject", ""],
    ["subject", "x".repeat(256)],
    ["subject", "Zoë"],
    ["subject", "a\nb"],
    ["issuer", "http://login.example.com"],
    ["user_id", "nobody@example.com"],
  ])("a %s of %j is refused at its field", async (field, value) => {
    const { id } = await samples.user(world());
    const body = { user_id: id, issuer, subject: world().unused(), [field]: value };
    expect(pointers(await world().refuses(post(body), 422))).toEqual([`/${field}`]);
  });

  test("nobody links somebody to a user who holds more than they do", async () => {
    const weak = await world().account({ rules: [linking, reading], role: "role_user" });
    const strong = await world().account({ type: "user", role: "role_viewer" });
    const body = { user_id: strong.id, issuer, subject: world().unused() };
    expect(await world().refusal(post(body, weak.token))).toBe("403 exceeds_own_rights");
    const { id } = await samples.user(world());
    await world().make(path, { ...body, user_id: id }, weak.token);
  });

  test("nobody links an identity to themself: a token that was stolen makes no other way in", async () => {
    const admin = await world().account({ type: "user", role: "role_admin" });
    const body = { user_id: admin.id, issuer, subject: world().unused() };
    expect(await world().refusal(post(body, admin.token))).toBe("403 forbidden");
  });

  test("a user has twenty identities at most", async () => {
    const { id, object } = await samples.user_identity(world());
    const columns = "created_at, updated_at, created_by, managed_by, user_id, issuer";
    await world().database.sql(
      `insert into user_identities (id, subject, ${columns})
       with recursive n(i) as (select 1 union all select i + 1 from n where i < 18)
       select id || cast(i as text), subject || cast(i as text), ${columns} from user_identities, n where id = '${id}'`,
    );
    const more = () => post({ user_id: object["user_id"], issuer, subject: world().unused() });
    expect((await world().send(more())).status).toBe(201);
    expect(await world().refusal(more())).toBe("409 wrong_state");
  });

  test("the audit does not know who somebody is elsewhere", async () => {
    const { id, object } = await samples.user_identity(world());
    const reply = await world().send({ path: `/v1/audit-events?target_id=${id}` });
    expect(reply.text).toContain(String(object["user_id"]));
    expect(reply.text).not.toContain(`"${String(object["subject"])}"`);
  });

  usualRefusals(world, {
    id: "user_identity.create",
    request: async (it) => post({ user_id: (await samples.user(it)).id, issuer, subject: it.unused("sub") }),
    stranger: 403,
  });
});
