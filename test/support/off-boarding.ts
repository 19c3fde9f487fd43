import { expect, test } from "vitest";
import type { Reply, Sent } from "./http.ts";
import { pointers, type Usual, usualRefusals } from "./operation-refusals.ts";
import { samples } from "./operation-samples.ts";
import type { OperationWorld } from "./operation-world.ts";

type World = () => OperationWorld;
type Leaver = "user" | "service_account";
type Named = { readonly id: string; readonly via?: string | null };
type Kind = "tokens" | "role_bindings" | "group_members" | "trust_policies" | "shown_tokens";
type Left = { readonly [K in Kind]: readonly Named[] } & { readonly hidden: number | null };

const paths: Readonly<Record<Leaver, string>> = {
  user: "/v1/users",
  service_account: "/v1/service-accounts",
};
const options: Readonly<Record<Leaver, Partial<Usual>>> = {
  user: { stranger: 403, bystander: "none" },
  service_account: {},
};
const making = [{ resource_type: "*", actions: ["*"] }];

/** Somebody who may do everything, has made a token for somebody else, and is in a group. */
async function makeLeaver(it: OperationWorld, type: Leaver) {
  const leaver = await it.account({ type, rules: making });
  const { id: account } = await samples.service_account(it);
  const shown = await it.make("/v1/tokens", { service_account_id: account, name: "ci" }, leaver.token);
  const group = await samples.group(it);
  const member = await it.make("/v1/group-members", { group_id: group.id, [`${type}_id`]: leaver.id });
  return { ...leaver, account: String(account), shown, memberId: String(member["id"]) };
}

const ids = (named: readonly Named[]): readonly string[] => named.map(({ id }) => id);
const works = async (it: OperationWorld, secret: unknown): Promise<boolean> =>
  (await it.send({ path: "/v1/whoami", token: String(secret) })).status === 200;

function sending(world: World, type: Leaver) {
  const off = (id: string, body: object = {}, token?: string): Sent => ({
    method: "POST",
    path: `${paths[type]}/${encodeURIComponent(id)}:off-board`,
    body,
    ...(token !== undefined && { token }),
  });
  const leftovers = async (id: string, token?: string): Promise<Left> => {
    const path = `${paths[type]}/${encodeURIComponent(id)}:leftovers`;
    const reply = await world().send({ path, ...(token !== undefined && { token }) });
    expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 200 });
    return reply.json() as unknown as Left;
  };
  const done = async (sent: Sent): Promise<Left> => {
    const reply: Reply = await world().send(sent);
    expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 200 });
    expect(reply.text).not.toContain("jtn");
    return reply.json() as unknown as Left;
  };
  return { off, leftovers, done };
}

/** What a list of leftovers is expected to say. */
export function listingLeftovers(world: World, type: Leaver): void {
  const { leftovers } = sending(world, type);

  test("names all that is its own, and the tokens of others whose secret it was shown", async () => {
    const leaver = await makeLeaver(world(), type);
    const left = await leftovers(leaver.id);
    expect(ids(left.tokens)).toEqual([leaver.tokenId]);
    // A new user has one by itself.
    expect(ids(left.role_bindings)).toContain(leaver.bindingId);
    expect(ids(left.group_members)).toEqual([leaver.memberId]);
    expect(left.shown_tokens).toEqual([{ id: leaver.shown["id"], name: "ci", project: "shop", via: null }]);
    expect(left.hidden).toBe(0);
    expect(JSON.stringify(left)).not.toContain("jtn");
  });

  test("a secret that was replaced by somebody else is known no more, and one that it rotated is", async () => {
    const leaver = await makeLeaver(world(), type);
    const rotate = { method: "POST", path: `/v1/tokens/${String(leaver.shown["id"])}:rotate`, body: {} };
    await world().send(rotate);
    expect((await leftovers(leaver.id)).shown_tokens).toEqual([]);
    const { id: account } = await samples.service_account(world());
    const other = await world().make("/v1/tokens", { service_account_id: account, name: "ci" });
    const path = `/v1/tokens/${String(other["id"])}:rotate`;
    expect((await world().send({ method: "POST", path, body: {}, token: leaver.token })).status).toBe(200);
    expect(ids((await leftovers(leaver.id)).shown_tokens)).toEqual([other["id"]]);
  });

  test("a token that was got by one whose secret it was shown is named with that one", async () => {
    const it = world();
    const leaver = await it.account({ type, rules: making });
    const machine = await it.account({ rules: making });
    const known = await it.make(
      "/v1/tokens",
      { service_account_id: machine.id, name: "known" },
      leaver.token,
    );
    const { id: account } = await samples.service_account(it);
    const body = { service_account_id: account, name: "planted" };
    const planted = await it.make("/v1/tokens", body, String(known["secret"]));
    await it.make("/v1/tokens", { ...body, name: "another" }, machine.token);
    const left = await leftovers(leaver.id);
    expect(left.shown_tokens.map(({ id, via }) => [id, via])).toEqual([
      [known["id"], null],
      [planted["id"], known["id"]],
    ]);
  });

  test("what the caller does not see is counted and not named", async () => {
    const leaver = await makeLeaver(world(), type);
    const resource_type = type === "user" ? "jeton.user" : "jeton.service-account";
    const reader = await world().account({ rules: [{ resource_type, actions: ["read"] }] });
    expect(await leftovers(leaver.id, reader.token)).toMatchObject({ tokens: [], hidden: null });
    const { token } = await world().account({ rules: [{ resource_type, actions: ["*"] }] });
    const left = await leftovers(leaver.id, token);
    const { role_bindings: bindings } = await leftovers(leaver.id);
    expect(left).toMatchObject({
      tokens: [],
      role_bindings: [],
      group_members: [],
      shown_tokens: [],
      hidden: 3 + bindings.length,
    });
  });

  usualRefusals(world, {
    id: `${type}.leftovers`,
    request: async (it) => ({ path: `${paths[type]}/${(await samples[type](it)).id}:leftovers` }),
    ...options[type],
    // Who administers a project may read users whose address they know, and sees nothing of them here.
    ...(type === "user" && { stranger: "none" }),
  });
}

/** What off-boarding somebody is expected to do. */
export function offBoarding(world: World, type: Leaver): void {
  const { off, leftovers, done } = sending(world, type);
  const everything = (left: Left): readonly string[] =>
    [left.tokens, left.role_bindings, left.group_members, left.shown_tokens].flatMap(ids).toSorted();

  test("disables it, ends what is its own, and refuses the secrets it was shown from now on", async () => {
    const leaver = await makeLeaver(world(), type);
    const listed = await leftovers(leaver.id);
    expect(await done(off(leaver.id))).toEqual(listed);
    expect(await works(world(), leaver.token)).toBe(false);
    expect(await works(world(), leaver.shown["secret"])).toBe(false);
    const shown = await world().send({ path: `/v1/tokens/${String(leaver.shown["id"])}` });
    expect(shown.json()).toMatchObject({ state: "active" });
    const rotate = { method: "POST", path: `/v1/tokens/${String(leaver.shown["id"])}:rotate`, body: {} };
    const rotated = (await world().send(rotate)).json();
    expect(await works(world(), rotated["secret"])).toBe(true);
    expect((await world().send({ path: `${paths[type]}/${leaver.id}` })).json()).toMatchObject({
      disabled: true,
    });
    expect(everything(await leftovers(leaver.id))).toEqual([]);
    // Enabled again, it has nothing.
    const enable = { method: "PATCH", path: `${paths[type]}/${leaver.id}`, body: { disabled: false } };
    expect((await world().send(enable)).status).toBe(200);
    expect(await works(world(), leaver.token)).toBe(false);
  });

  test("each thing that ends has an entry, and the deed one of its own", async () => {
    const leaver = await makeLeaver(world(), type);
    const ended = everything(await done(off(leaver.id)));
    for (const id of [...ended, leaver.id]) {
      const { items } = (await world().send({ path: `/v1/audit-events?target_id=${id}` })).json() as {
        items: { action: string }[];
      };
      expect(items[0]?.action).toMatch(/^(?:[a-z_]+\.(?:delete|end_secret|off-board))$/);
    }
  });

  test("deletes it, and revokes the tokens of others, where it is said", async () => {
    const leaver = await makeLeaver(world(), type);
    await done(off(leaver.id, { delete: true, shown_tokens: "revoke" }));
    expect(await world().refusal({ path: `${paths[type]}/${leaver.id}` })).toBe("404 not_found");
    const shown = await world().send({ path: `/v1/tokens/${String(leaver.shown["id"])}` });
    expect(shown.json()).toMatchObject({ state: "revoked" });
  });

  test("leaves the tokens of others where it is said, and those got by way of another unless it is said", async () => {
    const leaver = await makeLeaver(world(), type);
    expect((await done(off(leaver.id, { shown_tokens: "keep" }))).shown_tokens).toEqual([]);
    expect(await works(world(), leaver.shown["secret"])).toBe(true);
    const machine = await world().account({ rules: making });
    const other = await world().account({ type, rules: making });
    const known = await world().make(
      "/v1/tokens",
      { service_account_id: machine.id, name: "known" },
      other.token,
    );
    const body = { service_account_id: leaver.account, name: "planted" };
    const planted = await world().make("/v1/tokens", body, String(known["secret"]));
    expect(ids((await done(off(other.id))).shown_tokens)).toEqual([known["id"]]);
    expect(await works(world(), planted["secret"])).toBe(true);
    expect(ids((await done(off(other.id, { include_derived: true }))).shown_tokens)).toEqual([planted["id"]]);
    expect(await works(world(), planted["secret"])).toBe(false);
    expect(await works(world(), machine.token)).toBe(true);
  });

  test("it is not stopped by who manages a thing", async () => {
    const leaver = await makeLeaver(world(), type);
    const managed = await world().send({
      method: "POST",
      path: "/v1/tokens",
      body: { [`${type}_id`]: leaver.id, name: "managed" },
      headers: { "jeton-managed-by": "terraform" },
    });
    expect(ids((await done(off(leaver.id))).tokens)).toContain(managed.json()["id"]);
  });

  test("a token of others that the caller may not revoke stops all of it, unless these are kept", async () => {
    const leaver = await makeLeaver(world(), type);
    const own = type === "user" ? "jeton.user" : "jeton.service-account";
    const rules = [
      { resource_type: own, actions: ["*"] },
      { resource_type: "jeton.token", actions: ["read"] },
    ];
    const { token } = await world().account({ rules });
    for (const shown_tokens of ["end_secrets", "revoke"]) {
      const reply = await world().refuses(off(leaver.id, { shown_tokens }, token), 403, "forbidden");
      expect(reply.problem().detail).toContain(leaver.shown["id"]);
    }
    await done(off(leaver.id, { shown_tokens: "keep" }, token));
    expect(await works(world(), leaver.token)).toBe(false);
  });

  test.each([
    [{ delete: null }, "/delete"],
    [{ delete: "true" }, "/delete"],
    [{ shown_tokens: "end" }, "/shown_tokens"],
    [{ include_derived: 1 }, "/include_derived"],
  ])("%o is refused", async (body, pointer) => {
    const { id } = await samples[type](world());
    const reply = await world().refuses(off(id, body), 422, "validation_failed");
    expect(pointers(reply)).toContain(pointer);
  });

  usualRefusals(world, {
    id: `${type}.off-board`,
    request: async (it) => off((await samples[type](it)).id),
    ...options[type],
  });
}
