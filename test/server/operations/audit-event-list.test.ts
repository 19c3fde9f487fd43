import { expect, test } from "vitest";
import { records } from "../../../server/contract/nouns/all.ts";
import { samples } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";
import type { AuditEvent } from "../../../server/domain/audit/audit-event.ts";

interface Page {
  readonly items: readonly AuditEvent[];
  readonly next: string | null;
}

onEveryDatabase("GET /v1/audit-events", (world) => {
  const path = "/v1/audit-events";
  const list = async (query: Readonly<Record<string, string>> = {}, token?: string): Promise<Page> => {
    const search = new URLSearchParams({ page_size: "200", ...query }).toString();
    const reply = await world().send({ path: `${path}?${search}`, ...(token !== undefined && { token }) });
    expect([reply.status, reply.text]).toEqual([200, expect.any(String)]);
    const { items, next_page_token: next } = reply.json() as unknown as {
      items: AuditEvent[];
      next_page_token: string | null;
    };
    return { items, next };
  };

  test("says who did what to what, with whose token, from where and in which request", async () => {
    const { id, token, tokenId } = await world().account({ role: "role_admin" });
    const reply = await world().send({
      method: "POST",
      path: "/v1/projects",
      body: { name: "audited", description: "before" },
      token,
    });
    const target = { type: "project", id: String(reply.json()["id"]) };
    await world().send({
      method: "PATCH",
      path: `/v1/projects/${target.id}`,
      body: { description: "after" },
      token,
    });
    const { items } = await list({ target_id: target.id });
    const [changed, made] = items;
    expect(Object.keys(made ?? {}).toSorted()).toEqual(Object.keys(records.audit_event.fields).toSorted());
    expect(made).toMatchObject({
      id: expect.stringMatching(/^aud_/) as string,
      actor: { type: "service_account", id, token_id: tokenId },
      action: "project.create",
      target,
      changes: { name: "audited", description: "before" },
      ip: "127.0.0.1",
      request_id: reply.headers["request-id"],
    });
    expect(changed).toMatchObject({
      action: "project.update",
      changes: { description: { before: "before", after: "after" } },
      previous_hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  test("pages through all of them, each once, the newest first, while others are added", async () => {
    const { items: before } = await list();
    const found: AuditEvent[] = [];
    for (let token: string | undefined; ;) {
      const page = await list({ page_size: "7", ...(token !== undefined && { page_token: token }) });
      expect(page.items.length).toBeLessThanOrEqual(7);
      found.push(...page.items);
      await samples.project(world());
      if (page.next === null) break;
      token = page.next;
    }
    expect(found.map(({ sequence }) => sequence)).toEqual(before.map(({ sequence }) => sequence));
    expect(found.at(-1)?.sequence).toBe(1);
  });

  test("narrows to an actor, an action, a kind of target, a target, and a time, one or all of them", async () => {
    const { id, token } = await world().account({ role: "role_admin" });
    const made = await world().make("/v1/projects", { name: world().unused("p") }, token);
    await world().make(
      "/v1/resource-types",
      { name: world().unused("t"), actions: [{ name: "a", access: "read" }] },
      token,
    );
    const target = String(made["id"]);
    const ofActor = (await list({ actor_id: id })).items;
    expect(ofActor.map(({ action }) => action)).toEqual([
      "resource_type.create",
      // Who makes a project administers it.
      ...ofActor.slice(1, -1).map(({ action }) => action),
      expect.stringMatching(/^(?:project|role_binding)\.create$/),
    ]);
    const all = (await list()).items;
    const checks: readonly (readonly [Record<string, string>, (event: AuditEvent) => boolean])[] = [
      [{ action: "project.create" }, ({ action }) => action === "project.create"],
      [{ target_type: "role" }, (event) => event.target.type === "role"],
      [{ target_id: target }, (event) => event.target.id === target],
      [{ actor_id: "system" }, ({ actor }) => actor.type === "system"],
      [
        { actor_id: id, action: "project.create", target_type: "project", target_id: target },
        (event) => event.target.id === target,
      ],
    ];
    for (const [query, keep] of checks) {
      const expected = all.filter(keep);
      expect(expected.length).toBeGreaterThan(0);
      expect([query, (await list(query)).items]).toEqual([query, expected]);
    }
    expect((await list({ actor_id: id, target_type: "token" })).items).toEqual([]);
  });

  test("a time is a half-open span: from `after`, included, to `before`, not", async () => {
    await samples.role(world());
    const all = (await list()).items;
    const [from, to] = [all.at(-3)?.time ?? "", all[0]?.time ?? ""];
    const inSpan = all.filter(({ time }) => time >= from && time < to);
    expect((await list({ after: from, before: to })).items).toEqual(inSpan);
    const elsewhere = new Date(Date.parse(from) + 3_600_000).toISOString().replace("Z", "+01:00");
    expect((await list({ after: elsewhere, before: to })).items).toEqual(inSpan);
    expect((await list({ before: "2000-01-01T00:00:00Z" })).items).toEqual([]);
    expect((await list({ after: "2999-01-01T00:00:00Z" })).items).toEqual([]);
  });

  test.each([
    ["after=yesterday", "after"],
    ["before=2030-02-30T00:00:00Z", "before"],
    ["page_size=0", "page_size"],
    ["page_token=aud_1", "page_token"],
    ["page_token=0", "page_token"],
    ["page_token=9999999999999999999", "page_token"],
    [`actor_id=${"x".repeat(601)}`, "actor_id"],
    ["ip=127.0.0.1", "ip"],
  ])("%s is refused by its name", async (query, name) => {
    const reply = await world().refuses({ path: `${path}?${query}` }, 422, "validation_failed");
    expect(pointers(reply)).toEqual([name]);
  });

  test.each(["nobody", "%00", "' or 1=1 --"])(
    "an actor %s finds nothing, and is no mistake",
    async (actor) => {
      const reply = await world().send({ path: `${path}?actor_id=${encodeURIComponent(actor)}` });
      expect([reply.status, reply.json()["items"]]).toEqual([200, []]);
    },
  );

  test.each(["role_admin", "role_editor"])("%s in the system may read it", async (role) => {
    const { token } = await world().account({ role });
    expect((await list({}, token)).items.length).toBeGreaterThan(0);
  });

  test("a role of one's own may give it, and a read-only token keeps it", async () => {
    const rules = [{ resource_type: "jeton.audit-event", actions: ["read"] }];
    const { token } = await world().account({ rules, terms: { mode: "read_only" } });
    expect((await list({}, token)).items.length).toBeGreaterThan(0);
    expect(await world().refusal({ path: "/v1/projects/shop", token })).not.toMatch("200");
  });

  test.each([
    { who: "who reads everything but the audit", options: { role: "role_viewer" } },
    { who: "who has nothing but its own", options: { role: "role_user" } },
    { who: "the admin of a project", options: { role: "role_admin", project: "shop" } },
    { who: "an admin kept within a project", options: { role: "role_admin", terms: { within: "shop" } } },
  ])("$who gets 403", async ({ options }) => {
    const { token } = await world().account(options);
    expect(await world().refusal({ path, token })).toBe("403 forbidden");
  });

  usualRefusals(world, { id: "audit_event.list", request: () => ({ path }), stranger: 403 });
});
