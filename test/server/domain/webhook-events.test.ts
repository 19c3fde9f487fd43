import { afterAll, beforeAll, expect, test } from "vitest";
import { type EventTypeName, eventTypeNames, eventTypes } from "../../../server/contract/event-types.ts";
import { nouns } from "../../../server/contract/nouns/all.ts";
import { tellExpiry } from "../../../server/domain/events/expiry.ts";
import { etagOf } from "../../../server/domain/etag.ts";
import type { UseCases } from "../../../server/domain/caller.ts";
import { parseTokenText } from "../../../server/contract/token-text.ts";
import { createReportLeaks } from "../../../server/domain/tokens/leak-report.ts";
import type { EventRow } from "../../../server/domain/events/event-rows.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";

type Made = Record<string, unknown>;
type Body = Readonly<Record<string, unknown>>;

const DAY = 24 * 60 * 60 * 1000;

let world: DomainWorld;
let count = 0;
const unused = () => `x-${String((count += 1))}`;
const call = (operation: keyof UseCases, body?: Body, id?: unknown): Promise<Made> =>
  world.call(world.admin, operation, { ...(body && { body }), ...(typeof id === "string" && { id }) });

beforeAll(async () => {
  world = await createDomainWorld();
  for (const name of ["shop", "shop.payments", "shopping"]) await call("project.create", { name });
  await call("webhook.create", { name: "all", project: "shop", url: "https://hooks.example.org/" });
  await call("webhook.create", { name: "all", project: "system", url: "https://hooks.example.org/" });
});
afterAll(() => world[Symbol.asyncDispose]());

const account = (project = "shop.payments") => call("service_account.create", { name: unused(), project });
const token = async (terms: Body = {}) =>
  call("token.create", { service_account_id: (await account())["id"], name: "main", ...terms });
const user = () => call("user.create", { email: `${unused()}@example.com` });
const trust = async () =>
  call("trust_policy.create", {
    service_account_id: (await account())["id"],
    name: unused(),
    issuer: "https://login.example.org",
    claims: { sub: ["job"] },
  });
const member = async () =>
  call("group_member.create", {
    group_id: (await call("group.create", { name: unused(), project: "shop.payments" }))["id"],
    service_account_id: (await account())["id"],
  });
const binding = async (project = "shop.payments") =>
  call("role_binding.create", {
    role_id: "role_viewer",
    service_account_id: (await account())["id"],
    project,
  });

/** Each does what its event tells of, and says what it is about. */
const deeds: Readonly<Record<EventTypeName, () => Promise<unknown>>> = {
  "token.created": async () => (await token())["id"],
  "token.updated": async () =>
    (await call("token.update", { description: "new" }, (await token())["id"]))["id"],
  "token.rotated": async () => (await call("token.rotate", {}, (await token())["id"]))["id"],
  "token.rolled_back": async () => {
    const { id } = await token();
    const { rotation_id } = await call("token.rotate", { grace_period: "1h" }, id);
    return (await call("token.rollback", { rotation_id }, id))["id"];
  },
  "token.transferred": async () =>
    (await call("token.transfer", { user_id: (await user())["id"] }, (await token())["id"]))["id"],
  "token.secret_ended": async () => {
    const boss = await user();
    await call("role_binding.create", { role_id: "role_admin", user_id: boss["id"], project: "system" });
    const { secret } = await call("token.create", { user_id: boss["id"], name: "main" });
    const body = { service_account_id: (await account())["id"], name: "main" };
    const { id } = await world.call(String(secret), "token.create", { body });
    await call("user.off-board", { shown_tokens: "end_secrets" }, boss["id"]);
    return id;
  },
  "token.approved": async () => {
    const { id: policy } = await call("policy.create", { project: "shop.payments", require_approval: true });
    const { id } = await call("token.create", {
      role_id: "role_viewer",
      name: unused(),
      project: "shop.payments",
    });
    const { id: boss } = await account("system");
    await call("role_binding.create", { role_id: "role_admin", service_account_id: boss, project: "system" });
    const { secret } = await call("token.create", { service_account_id: boss, name: "main" });
    const body = { etag: etagOf(nouns.token, await call("token.get", undefined, id)) };
    await world.call(String(secret), "token.approve", { id: String(id), body });
    await call("policy.delete", undefined, policy);
    return id;
  },
  "token.disabled": async () => (await call("token.disable", undefined, (await token())["id"]))["id"],
  "token.enabled": async () =>
    (await call("token.enable", undefined, (await token({ disabled: true }))["id"]))["id"],
  "token.revoked": async () => (await call("token.revoke", undefined, (await token())["id"]))["id"],
  "token.deleted": async () => {
    const { id, service_account_id } = await token();
    await call("service_account.delete", undefined, service_account_id);
    return id;
  },
  "token.expiring": async () => {
    const { id } = await token({ max_age: "10d" });
    world.clock.now += 4 * DAY;
    for await (const _ of tellExpiry(world.deps));
    return id;
  },
  "token.expired": async () => {
    const { id } = await token({ max_age: "1h" });
    world.clock.now += DAY;
    for await (const _ of tellExpiry(world.deps));
    return id;
  },
  "token.secret_reused": async () => {
    const { id, secret } = await token();
    await call("token.rotate", {}, id);
    world.clock.now += 1;
    await expect(world.authenticate(String(secret))).rejects.toMatchObject({ code: "invalid_token" });
    return id;
  },
  "token.leaked": async () => {
    const { id, secret } = await token();
    const client = { ip: null, userAgent: null, requestId: "req_1", managedBy: "api" };
    const body = [{ token: String(secret), type: "", url: "https://example.org/a", source: null }];
    await createReportLeaks(world.deps)({ client, bearer: undefined }, { body });
    return id;
  },
  "role_binding.created": async () => (await binding())["id"],
  "role_binding.deleted": async () => {
    const { id } = await binding();
    await call("role_binding.delete", undefined, id);
    return id;
  },
  "group_member.created": async () => (await member())["id"],
  "group_member.deleted": async () => {
    const { id, group_id } = await member();
    await call("group.delete", undefined, group_id);
    return id;
  },
  "service_account.disabled": async () =>
    (await call("service_account.update", { disabled: true }, (await account())["id"]))["id"],
  "service_account.enabled": async () => {
    const { id } = await account();
    await call("service_account.off-board", { delete: false }, id);
    return (await call("service_account.update", { disabled: false }, id))["id"];
  },
  "service_account.deleted": async () => {
    const { id } = await account();
    await call("service_account.off-board", { delete: true }, id);
    return id;
  },
  "user.disabled": async () => (await call("user.update", { disabled: true }, (await user())["id"]))["id"],
  "user.enabled": async () => {
    const { id } = await user();
    await call("user.update", { disabled: true }, id);
    return (await call("user.update", { disabled: false }, id))["id"];
  },
  "user.deleted": async () => {
    const { id } = await user();
    await call("user.delete", undefined, id);
    return id;
  },
  "trust_policy.created": async () => (await trust())["id"],
  "trust_policy.updated": async () =>
    (await call("trust_policy.update", { max_ttl: "5m" }, (await trust())["id"]))["id"],
  "trust_policy.deleted": async () => {
    const { id } = await trust();
    await call("trust_policy.delete", undefined, id);
    return id;
  },
};

async function raised(type: string, subject: unknown): Promise<EventRow | undefined> {
  const [event] = await world.store.read.events.list({ type, subject_id: String(subject) });
  return event;
}

test.each(eventTypeNames)(
  "%s is raised by what it tells of, and tells what its schema says",
  async (type) => {
    const subject = await deeds[type]();
    const event = await raised(type, subject);
    expect(event).toBeDefined();
    expect(eventTypes[type].data.strict().parse(event!.data)).toEqual(event!.data);
    const heard = await world.store.read.webhook_deliveries.list({ event_id: event!.id });
    expect(heard).toHaveLength(type.startsWith("user.") || type === "token.transferred" ? 1 : 2);
  },
);

test("no event holds a secret, or a lookup id by which one could be found", async () => {
  const secrets = (await world.store.read.secrets.list({})).map(({ id }) => id);
  const told = JSON.stringify(await world.store.read.events.list({}));
  expect(secrets.filter((id) => told.includes(id))).toEqual([]);
  expect(told.match(/jtn[a-z]_\w+/g)?.filter((text) => parseTokenText(text))).toBeUndefined();
  expect(told).not.toContain("whsec_");
});

test("a webhook hears of its project and those below it, and of no other", async () => {
  const heard = async (subject: unknown): Promise<readonly string[]> =>
    (await world.store.read.webhook_deliveries.list({ subject_id: String(subject) })).map(
      ({ project_id }) => project_id,
    );
  const shop = (await world.store.read.projects.list({ name: "shop" }))[0]!.id;
  for (const [project, hearing] of [
    ["shop", [shop, "system"]],
    ["shop.payments", [shop, "system"]],
    ["shopping", ["system"]],
    ["system", ["system"]],
  ] as const) {
    const { id } = await binding(project);
    expect([project, (await heard(id)).toSorted()]).toEqual([project, hearing.toSorted()]);
  }
});

test("what goes with a whole project is told as well", async () => {
  await call("project.create", { name: "shop.gone" });
  await call("project.create", { name: "shop.gone.below" });
  const owner = await account("shop.gone.below");
  const { id } = await call("token.create", { service_account_id: owner["id"], name: "main" });
  const { id: project } = (await world.store.read.projects.list({ name: "shop.gone" }))[0]!;
  await world.call(world.admin, "project.delete", { id: project, query: { cascade: "true" } });
  const event = await raised("token.deleted", id);
  expect(event?.data).toMatchObject({ project: "shop.gone.below" });
  expect(await world.store.read.webhook_deliveries.list({ event_id: event!.id })).toHaveLength(2);
});

test("a webhook that asks for some types hears of them alone; one that is disabled hears nothing", async () => {
  const some = await call("webhook.create", {
    name: "some",
    project: "shop",
    url: "https://hooks.example.org/",
    events: ["token.revoked"],
  });
  const { id } = await token();
  await call("token.revoke", undefined, id);
  await call("webhook.update", { disabled: true }, some["id"]);
  await call("token.revoke", undefined, (await token())["id"]);
  const heard = await world.store.read.webhook_deliveries.list({ webhook_id: String(some["id"]) });
  expect(heard.map(({ event_type, subject_id }) => [event_type, subject_id])).toEqual([
    ["token.revoked", id],
  ]);
});
