import { hash } from "node:crypto";
import { expect, test } from "vitest";
import type { AuditEvent } from "../../../server/domain/audit/audit-event.ts";
import { createClient } from "../../../server/contract/client.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";
import { storeOptions, testActor, testEntry } from "../../support/stores.ts";

onEveryDatabase("GET /v1/audit-events:export", (world) => {
  const path = "/v1/audit-events:export";
  const lines = async (): Promise<readonly string[]> => {
    const { text } = await world().send({ path });
    expect(text.endsWith("\n")).toBe(true);
    return text.slice(0, -1).split("\n");
  };

  test("gives every event on a line, in the order of the chain, as the list shows it", async () => {
    await samples.token(world());
    const reply = await world().send({ path });
    expect([reply.status, reply.headers["content-type"]]).toEqual([200, "application/x-ndjson"]);
    const events = (await lines()).map((line) => JSON.parse(line) as AuditEvent);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    const list = await world().send({ path: "/v1/audit-events?page_size=200" });
    const newest = (list.json()["items"] as AuditEvent[]).toReversed();
    expect(events.slice(-newest.length)).toEqual(newest);
  });

  test("each line hashes to what it says with no more than sorted keys and SHA-256", async () => {
    const sorted = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(sorted);
      if (typeof value !== "object" || value === null) return value;
      const fields = Object.entries(value).map(([key, field]) => [key, sorted(field)] as const);
      return Object.fromEntries(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)));
    };
    let previous = "0".repeat(64);
    for (const line of await lines()) {
      const { hash: own, previous_hash: before, ...event } = JSON.parse(line) as AuditEvent;
      expect(JSON.stringify(sorted(JSON.parse(line)))).toBe(line);
      expect(before).toBe(previous);
      expect(hash("sha256", `${before}\n${JSON.stringify(sorted(event))}`, "hex")).toBe(own);
      previous = own;
    }
  });

  test("holds no secret and nothing a secret is checked with", async () => {
    const { token } = await world().account({ role: "role_admin" });
    const { id } = await samples.token(world());
    const rotated = await world().send({ method: "POST", path: `/v1/tokens/${id}:rotate`, body: {} });
    const { text } = await world().send({ path });
    for (const secret of [token, world().token, String(rotated.json()["secret"])]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(secret.slice(-38, -6));
    }
    const kept = await world().database.sql("select hash from secrets");
    for (const row of kept) expect(text).not.toContain(String(row["hash"]));
  });

  test("more of them than fit in a piece all come, while others are added", async () => {
    const before = (await lines()).length;
    const store = await openStore(world().database.url, storeOptions);
    const entries = Array.from({ length: 600 }, (_, index) => testEntry({ index }));
    await store.write(testActor, async () => ({ result: undefined, entries }));
    await store.close();
    const [text] = await Promise.all([
      world().send({ path }),
      ...Array.from({ length: 10 }, () => samples.project(world())),
    ]);
    const sequences = text.text
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as AuditEvent).sequence);
    expect(sequences.length).toBeGreaterThanOrEqual(before + 600);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  });

  test("the client reads it as a list", async () => {
    const client = createClient({
      url: world().url,
      token: world().token,
      send: async ({ method, url, headers, body }) => {
        const reply = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
        return {
          status: reply.status,
          header: (name) => reply.headers.get(name) ?? undefined,
          text: await reply.text(),
        };
      },
      sleep: () => Promise.resolve(),
      random: Math.random,
      newKey: () => "key",
      userAgent: "test",
    });
    const exported = await client.call("audit_event.export", {});
    const listed = await client.all("audit_event.list", {});
    expect(exported.type === "ok" && exported.value.length).toBeGreaterThan(0);
    expect(exported.type === "ok" && exported.value).toEqual(
      listed.type === "ok" && listed.value.toReversed(),
    );
  });

  test.each([{ role: "role_viewer" }, { role: "role_admin", project: "shop" }])(
    "%o gets 403",
    async (options) => {
      const { token } = await world().account(options);
      expect(await world().refusal({ path, token })).toBe("403 forbidden");
    },
  );

  usualRefusals(world, { id: "audit_event.export", request: () => ({ path }), stranger: 403 });
});
