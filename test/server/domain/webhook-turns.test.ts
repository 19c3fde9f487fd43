import { expect, test } from "vitest";
import { type Busy, claimDue } from "../../../server/domain/events/claim.ts";
import type { WebhookDeliveryRow } from "../../../server/domain/events/event-rows.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";
import { webhookDeliveryRow } from "../../support/event-rows.ts";

/** Whose messages are sent first when there are more than can be under way at a time. */

const claiming =
  (world: DomainWorld) =>
  (free: number, busy: Busy = new Map()): Promise<readonly WebhookDeliveryRow[]> =>
    claimDue(world.deps, { free, busy });

async function hook(world: DomainWorld, body: object): Promise<Record<string, unknown>> {
  const given = { name: "hook", project: "system", url: "https://hooks.example.org/a", ...body };
  return world.call(world.admin, "webhook.create", { body: given });
}

test("one that fails, or has much to be sent, does not keep others waiting", async () => {
  await using world = await createDomainWorld();
  const slow = String((await hook(world, { name: "slow", events: ["user.deleted"] }))["id"]);
  const quick = String((await hook(world, { name: "quick", events: ["service_account.disabled"] }))["id"]);
  const of = (id: string, webhook_id: string, attempts = 0) =>
    webhookDeliveryRow({ id, webhook_id, attempts, next_attempt_at: "2029-01-01T00:00:00.000Z" });
  await world.store.track(({ webhook_deliveries: rows }) =>
    rows.insertAll([
      ...Array.from({ length: 500 }, (_, index) => of(`whd_a${String(index)}`, slow)),
      of("whd_b", quick),
    ]),
  );
  const claim = claiming(world);
  const counts = (claimed: readonly WebhookDeliveryRow[]) =>
    [slow, quick].map((id) => claimed.filter(({ webhook_id }) => webhook_id === id).length);
  expect(counts(await claim(32))).toEqual([4, 1]);
  // With as many under way as one may have, it is another's turn.
  expect(counts(await claim(32, new Map([[slow, 4]])))).toEqual([0, 0]);
  await world.store.track(({ webhook_deliveries: rows }) =>
    rows.updateAll({ webhook_id: slow, lease_id: null }, { attempts: 1 }),
  );
  expect(counts(await claim(32))).toEqual([1, 0]);
  expect(counts(await claim(32, new Map([[slow, 1]])))).toEqual([0, 0]);
});

test("whoever makes many projects and webhooks keeps no tenant waiting, nor a project beside theirs", async () => {
  await using world = await createDomainWorld();
  const projects = ["greedy", "greedy.crowd", ..."abcd".split("").map((name) => `greedy.crowd.${name}`)];
  const ids = new Map<string, string>();
  for (const name of [...projects, "greedy.quiet", "modest"]) {
    const project = await world.call(world.admin, "project.create", { body: { name } });
    const { id } = await hook(world, { project: name });
    ids.set(name, String(id));
    const rows = Array.from({ length: 30 }, (_, index) =>
      webhookDeliveryRow({
        id: `whd_${name}${String(index)}`,
        webhook_id: String(id),
        project_id: String(project["id"]),
        next_attempt_at: "2029-01-01T00:00:00.000Z",
      }),
    );
    await world.store.track(({ webhook_deliveries: all }) => all.insertAll(rows));
  }
  const claim = claiming(world);
  const names = (claimed: readonly WebhookDeliveryRow[]) =>
    claimed.map(({ webhook_id }) => [...ids].find(([, id]) => id === webhook_id)?.[0]);
  const first = names(await claim(32));
  expect(first.filter((name) => name?.startsWith("greedy"))).toHaveLength(12);
  expect(first.filter((name) => name === "modest")).toHaveLength(4);
  // All of the tenant's are under way in the crowd but one, and each project there has its own.
  const projectIds = new Map((await world.store.read.projects.list({})).map(({ name, id }) => [name, id]));
  const crowd = ["a", "b"].map((name) => projectIds.get(`greedy.crowd.${name}`) ?? "");
  const busy = new Map([...crowd.map((id) => [id, 5] as const), [ids.get("greedy") ?? "", 1] as const]);
  expect(names(await claim(1, busy))).toEqual(["modest"]);
  await world.store.track(({ webhook_deliveries: all }) =>
    all.delete({ webhook_id: ids.get("modest") ?? "" }),
  );
  expect(names(await claim(1, busy))).toEqual(["greedy.quiet"]);
});
