import { expect, test } from "vitest";
import { claimDue, LEASE_MS } from "../../../server/domain/events/claim.ts";
import {
  type Attempt,
  deliver,
  type DeliveryDeps,
  type Sent,
} from "../../../server/domain/events/deliver.ts";
import { openVault } from "../../../server/domain/secrets/vault.ts";
import { MOST_WAITING } from "../../../server/domain/events/queue.ts";
import type { Message } from "../../../server/domain/events/message.ts";
import type { WebhookDeliveryRow } from "../../../server/domain/events/event-rows.ts";
import { isGenuine } from "../../../examples/webhook-receiver/verify.ts";
import { dialects } from "../../support/databases.ts";
import { createDomainWorld, type DomainWorld, TEST_KEY } from "../../support/domain-world.ts";
import { entry } from "../../../server/domain/use-case.ts";
import { webhookDeliveryRow } from "../../support/event-rows.ts";
import { testActor, testEntry } from "../../support/stores.ts";

interface Posted extends Message {
  readonly url: string;
}

/** What sends, with whatever answers it is given; `posted` is what it sent. */
function sending(world: DomainWorld, ...answers: readonly Sent[]) {
  const posted: Posted[] = [];
  const deps: DeliveryDeps = {
    ...world.deps,
    chance: () => 0,
    source: "https://jeton.test",
    send: async (url, message) => answers[posted.push({ url, ...message }) - 1] ?? ok,
  };
  return {
    posted,
    claim: () => claimDue(world.deps, { free: 100, busy: new Map() }),
    /** Sends all that is due, once each. */
    once: async (): Promise<readonly Attempt[]> => {
      const attempts: Attempt[] = [];
      for (const claimed of await claimDue(world.deps, { free: 100, busy: new Map() })) {
        attempts.push(await deliver(deps, claimed));
      }
      return attempts;
    },
    deps,
  };
}

const ok: Sent = { status: 204, retryAfter: undefined };
const failed: Sent = { status: 500, retryAfter: undefined };

async function hook(world: DomainWorld, body: object = {}): Promise<Record<string, unknown>> {
  const given = { name: "hook", project: "system", url: "https://hooks.example.org/a", ...body };
  return world.call(world.admin, "webhook.create", { body: given });
}

/** Something that happens: an account is disabled. */
async function happens(world: DomainWorld, name = "worker"): Promise<string> {
  const made = await world.call(world.admin, "service_account.create", { body: { name, project: "system" } });
  const id = String(made["id"]);
  await world.call(world.admin, "service_account.update", { id, body: { disabled: true } });
  return id;
}

const rowsOf = (world: DomainWorld): Promise<readonly WebhookDeliveryRow[]> =>
  world.store.read.webhook_deliveries.list({});
const eventOf = ({ body }: Message): Record<string, unknown> => JSON.parse(body) as Record<string, unknown>;

for (const dialect of dialects) {
  dialect.describe("webhook deliveries", () => {
    test("an event is sent once, as a CloudEvent with a signature that Standard Webhooks verifies", async () => {
      await using world = await createDomainWorld(dialect);
      const { secret } = await hook(world);
      const id = await happens(world);
      const { once, posted } = sending(world);
      expect(await once()).toMatchObject([{ outcome: "delivered", status: 204 }]);
      expect(await once()).toEqual([]);
      const [message] = posted;
      const event = eventOf(message!);
      expect(event).toMatchObject({
        specversion: "1.0",
        source: "https://jeton.test",
        type: "jeton.service_account.disabled",
        subject: id,
        time: "2030-01-01T00:00:00.000Z",
        data: { service_account_id: id, name: "worker", project: "system", request_id: "req_1" },
      });
      expect(message!.headers["content-type"]).toBe("application/cloudevents+json");
      expect(message!.headers["webhook-id"]).toBe(event["id"]);
      const headers = new Headers(message!.headers);
      const { body } = message!;
      expect(isGenuine(String(secret), { headers, body }, world.clock.now)).toBe(true);
      expect(isGenuine(String(secret), { headers, body: `${body} ` }, world.clock.now)).toBe(false);
      expect(isGenuine(String(secret), { headers, body }, world.clock.now + 301_000)).toBe(false);
      expect(await rowsOf(world)).toMatchObject([{ state: "delivered", attempts: 1, last_status: 204 }]);
    });

    test("two servers at once never send the same, and what a dead one took is taken over", async () => {
      await using world = await createDomainWorld(dialect);
      await hook(world);
      await happens(world);
      const { claim, deps, posted } = sending(world);
      const both = await Promise.all([claim(), claim(), claim()]);
      expect(both.flat()).toHaveLength(1);
      world.clock.now += LEASE_MS;
      expect(await claim()).toEqual([]);
      world.clock.now += 1;
      const [again] = await claim();
      expect(again?.id).toBe(both.flat()[0]?.id);
      await deliver(deps, again!);
      // The one that was thought dead comes back, and no longer has a say.
      await deliver({ ...deps, send: async () => failed }, both.flat()[0]!);
      expect(await rowsOf(world)).toMatchObject([{ state: "delivered", attempts: 1 }]);
      expect(posted).toHaveLength(1);
    });

    test("what is undone is told to nobody, since it is written with the change", async () => {
      await using world = await createDomainWorld(dialect);
      await hook(world);
      const { id } = await world.call(world.admin, "service_account.create", {
        body: { name: "worker", project: "system" },
      });
      const undone = world.store.write(testActor, async (rows) => {
        await rows.service_accounts.update(String(id), { disabled: true });
        const changes = { disabled: { before: false, after: true } };
        const entries = [
          entry("service_account.update", String(id), changes),
          { ...testEntry(), targetType: "" },
        ];
        return { result: undefined, entries: [...entries, { ...testEntry(), targetId: "\0" }] };
      });
      await expect(undone).rejects.toThrow("NUL");
      expect(await rowsOf(world)).toEqual([]);
      expect(await world.store.read.events.list({})).toEqual([]);
    });
  });
}

test("a message that fails is sent again by the schedule, with its id, and given up in the end", async () => {
  await using world = await createDomainWorld();
  await hook(world);
  await happens(world);
  const { once, posted } = sending(world, ...Array.from({ length: 20 }, () => failed));
  const waits: number[] = [];
  let last = await once();
  for (let [row] = await rowsOf(world); row?.next_attempt_at; [row] = await rowsOf(world)) {
    const next = Date.parse(row.next_attempt_at);
    waits.push((next - world.clock.now) / 1000);
    world.clock.now = next - 1;
    expect(await once()).toEqual([]);
    world.clock.now = next;
    last = await once();
  }
  expect(last).toMatchObject([{ outcome: "dead", status: 500, error: "status" }]);
  expect(await rowsOf(world)).toMatchObject([{ state: "dead", attempts: 10, last_status: 500 }]);
  expect(waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(new Set(posted.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(new Set(posted.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(10);
  const [row] = await rowsOf(world);
  await world.call(world.admin, "webhook_delivery.resend", { id: row!.id });
  expect(await sending(world).once()).toMatchObject([{ outcome: "delivered" }]);
});

test("a receiver that asks for more time gets it, up to a day, and none for less than the schedule says", async () => {
  for (const [retryAfter, seconds] of [
    ["120", 120],
    ["1", 5],
    ["Tue, 01 Jan 2030 00:10:00 GMT", 600],
    ["999999999", 86_400],
    ["soon", 5],
  ] as const) {
    await using world = await createDomainWorld();
    await hook(world);
    await happens(world);
    await sending(world, { status: 429, retryAfter }).once();
    const [row] = await rowsOf(world);
    expect([retryAfter, (Date.parse(row!.next_attempt_at!) - world.clock.now) / 1000]).toEqual([
      retryAfter,
      seconds,
    ]);
  }
});

test("410 disables the webhook, which the audit tells, and a redirect is a failure like any other", async () => {
  await using world = await createDomainWorld();
  const { id } = await hook(world);
  await happens(world);
  const answers: Sent[] = [
    { status: 302, retryAfter: undefined },
    { status: 410, retryAfter: undefined },
  ];
  const { once } = sending(world, ...answers);
  expect(await once()).toMatchObject([{ outcome: "retried", status: 302, error: "status" }]);
  world.clock.now += 60_000;
  expect(await once()).toMatchObject([{ outcome: "dead", status: 410 }]);
  expect(await world.store.read.webhooks.get(String(id))).toMatchObject({ disabled: true });
  const last = (await world.store.audit(0, 1000)).at(-1);
  expect(last).toMatchObject({ action: "webhook.disable", target_id: id, actor_type: "system" });
  await happens(world, "another");
  expect(await rowsOf(world)).toHaveLength(1);
});

test("in the overlap of two secrets a message is signed with both, then with the new one alone", async () => {
  await using world = await createDomainWorld();
  const { id, secret: first } = await hook(world);
  const { secret: second } = await world.call(world.admin, "webhook.rotate", {
    id: String(id),
    body: { grace_period: "1h" },
  });
  const { once, posted } = sending(world);
  const verifies = async (name: string): Promise<readonly boolean[]> => {
    await happens(world, name);
    await once();
    const { headers, body } = posted.at(-1)!;
    return [first, second].map((secret) =>
      isGenuine(String(secret), { headers: new Headers(headers), body }, world.clock.now),
    );
  };
  expect(second).not.toBe(first);
  expect(await verifies("within")).toEqual([true, true]);
  world.clock.now += 3_600_001;
  expect(await verifies("after")).toEqual([false, true]);
});

test("who answers for a webhook and may no longer read what happens is told no more", async () => {
  await using world = await createDomainWorld();
  const make = (operation: Parameters<DomainWorld["call"]>[1], body: Record<string, unknown>) =>
    world.call(world.admin, operation, { body });
  const { id: account } = await make("service_account.create", { name: "boss", project: "system" });
  const binding = { role_id: "role_admin", service_account_id: account, project: "system" };
  const { id: bindingId } = await make("role_binding.create", binding);
  const { secret } = await make("token.create", { service_account_id: account, name: "main" });
  const body = { name: "hook", project: "system", url: "https://hooks.example.org/" };
  const made = await world.call(String(secret), "webhook.create", { body });
  expect(made).toMatchObject({ authorized_by: account });
  await happens(world, "before");
  expect(await sending(world).once()).toMatchObject([{ outcome: "delivered" }]);
  await happens(world, "after");
  await world.call(world.admin, "role_binding.delete", { id: String(bindingId) });
  const { once, posted } = sending(world);
  const outcomes = (await once()).map(({ outcome, error }) => `${outcome} ${String(error)}`);
  expect(new Set(outcomes)).toEqual(new Set(["dead not_permitted"]));
  expect(posted).toEqual([]);
  // Whoever takes it on answers for it, and may have sent again what was held back.
  await world.call(world.admin, "webhook.update", { id: String(made["id"]), body: { url: `${body.url}x` } });
  const [held] = (await rowsOf(world)).filter(({ state }) => state === "dead");
  await world.call(world.admin, "webhook_delivery.resend", { id: held!.id });
  expect(await once()).toMatchObject([{ outcome: "delivered" }]);
});

test("a delivery whose event is gone is forgotten, and not taken again and again", async () => {
  await using world = await createDomainWorld();
  const { id } = await hook(world);
  const row = webhookDeliveryRow({ id: "whd_1", webhook_id: String(id), event_id: "evt_gone" });
  await world.store.track(({ webhook_deliveries: all }) => all.insertAll([row]));
  const { once, posted } = sending(world);
  expect(await once()).toMatchObject([{ outcome: "gone" }]);
  expect([await rowsOf(world), posted]).toEqual([[], []]);
});

test("a replica with the encryption key of before keeps no secret that nobody could open", async () => {
  await using world = await createDomainWorld();
  const given = { name: "main", issuer: "https://login.example.com", client_id: "jeton", client_secret: "s" };
  await openVault(world.deps, {
    current: "another-key-of-tests-with-enough-characters",
    previous: [TEST_KEY],
  });
  await expect(hook(world)).rejects.toMatchObject({ code: "unavailable" });
  const making = world.call(world.admin, "identity_provider.create", { body: given });
  await expect(making).rejects.toMatchObject({ code: "unavailable" });
  expect(await world.store.read.kept_secrets.list({})).toEqual([]);
});

test("what is more than may wait for a webhook is dropped, and it says when", async () => {
  await using world = await createDomainWorld();
  const { id } = await hook(world);
  const rows = Array.from({ length: MOST_WAITING }, (_, index) =>
    webhookDeliveryRow({ id: `whd_${String(index)}`, webhook_id: String(id) }),
  );
  await world.store.track(({ webhook_deliveries: all }) => all.insertAll(rows));
  await happens(world);
  expect(await rowsOf(world)).toHaveLength(MOST_WAITING);
  expect(await world.call(world.admin, "webhook.get", { id: String(id) })).toMatchObject({
    dropped_at: "2030-01-01T00:00:00.000Z",
  });
});
