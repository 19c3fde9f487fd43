import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { problems } from "../../../server/contract/problem.ts";
import { operationIds } from "../../../server/contract/routes.ts";
import { findSecret } from "../../support/leaks.ts";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /metrics", (world) => {
  const path = "/metrics";
  const lines = async (): Promise<readonly string[]> => (await world().send({ path })).text.split("\n");
  const valueOf = async (series: string): Promise<number> => {
    const line = (await lines()).find((one) => one.startsWith(`${series} `));
    return line === undefined ? 0 : Number(line.slice(series.length + 1));
  };

  test("is the Prometheus text format: each metric once, with its help, its type and numbers", async () => {
    const reply = await world().send({ path });
    expect([reply.status, reply.headers["content-type"]]).toEqual([
      200,
      "text/plain; version=0.0.4; charset=utf-8",
    ]);
    expect(reply.text.endsWith("\n")).toBe(true);
    const all = reply.text.slice(0, -1).split("\n");
    const series = /^jeton_[a-z_]+(?:\{[a-z]+="[^"\\]*"(?:,[a-z]+="[^"\\]*")*\})? \d+(?:\.\d+)?(?:e-\d+)?$/;
    const isComment = (line: string): boolean => /^# (?:HELP|TYPE) jeton_[a-z_]+ .+$/.test(line);
    expect(all.filter((line) => !isComment(line) && !series.test(line))).toEqual([]);
    const types = all.filter((line) => line.startsWith("# TYPE"));
    expect(types).toEqual([
      "# TYPE jeton_requests_total counter",
      "# TYPE jeton_problems_total counter",
      "# TYPE jeton_bearers_total counter",
      "# TYPE jeton_store_write_seconds histogram",
      "# TYPE jeton_webhook_attempts_total counter",
      "# TYPE jeton_event_loop_lag_seconds gauge",
      "# TYPE jeton_memory_lookups gauge",
      "# TYPE jeton_epoch_age_seconds gauge",
      "# TYPE jeton_build_info gauge",
      "# TYPE jeton_webhook_deliveries_waiting gauge",
    ]);
    const keys = all.filter((line) => !isComment(line)).map((line) => line.slice(0, line.lastIndexOf(" ")));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("each metric is in its documentation with its kind and its labels, and no other is", async () => {
    const page = readFileSync(new URL("../../../docs/design/metrics.md", import.meta.url), "utf8");
    const rows = [...page.matchAll(/^\| `(jeton_\w+)` +\| (\w+) +\| (.*?) +\|$/gm)];
    const { text } = await world().send({ path });
    const types = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)];
    expect(rows.map(([, name, kind]) => [name, kind])).toEqual(types.map(([, name, kind]) => [name, kind]));
    const labels = new Map(rows.map(([, name, , words]) => [name, words?.replaceAll("`", "").split(", ")]));
    const strange = [...text.matchAll(/^(\w+)\{(.*)\} \S+$/gm)].filter(([, name = "", inside = ""]) => {
      const told = labels.get(name.replace(/_bucket$/, ""))?.join();
      return told !== [...inside.matchAll(/(\w+)="/g)].map(([, label]) => label).join();
    });
    expect(strange).toEqual([]);
  });

  test("counts requests, denials by their code, and bearers", async () => {
    const rules = [{ resource_type: "flow", actions: ["*"] }];
    const { token } = await world().account({ project: "shop", rules });
    const series = [
      'jeton_requests_total{operation="service_account.create",status="403"}',
      'jeton_problems_total{operation="service_account.create",code="forbidden"}',
      'jeton_problems_total{operation="whoami",code="invalid_token"}',
      'jeton_problems_total{operation="whoami",code="missing_credential"}',
      'jeton_problems_total{operation="none",code="unknown_path"}',
      'jeton_bearers_total{result="invalid_token"}',
      'jeton_bearers_total{result="missing_credential"}',
    ];
    const read = () => Promise.all(series.map(valueOf));
    const before = await read();
    const body = { name: world().unused(), project: "shop" };
    await world().send({ method: "POST", path: "/v1/service-accounts", body, token });
    await world().send({ path: "/v1/whoami", token: "jtns_x" });
    await world().send({ path: "/v1/whoami", token: undefined });
    await world().send({ path: "/v1/nothing" });
    const after = await read();
    expect(after.map((value, index) => value - (before[index] ?? 0))).toEqual(series.map(() => 1));
  });

  test("counts accepted bearers, and the time of every write in buckets that add up", async () => {
    const accepted = 'jeton_bearers_total{result="accepted"}';
    const before = [await valueOf(accepted), await valueOf("jeton_store_write_seconds_count")] as const;
    await world().make("/v1/service-accounts", { name: world().unused(), project: "shop" });
    const counts = (await lines())
      .filter((line) => line.startsWith("jeton_store_write_seconds_bucket"))
      .map((line) => Number(line.split(" ")[1]));
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts.at(-1)).toBe(before[1] + 1);
    expect(await valueOf("jeton_store_write_seconds_sum")).toBeGreaterThan(0);
    // The looks at the metrics themselves were the others.
    expect(await valueOf(accepted)).toBeGreaterThan(before[0] + 1);
  });

  test("tells how many messages to webhooks wait, whoever is to send them", async () => {
    const waiting = () => valueOf("jeton_webhook_deliveries_waiting");
    const before = await waiting();
    const url = "https://hooks.example.org/";
    const hook = await world().make("/v1/webhooks", { name: world().unused("hook"), project: "shop", url });
    const at = `/v1/webhooks/${String(hook["id"])}`;
    for (const count of [1, 2]) {
      await world().send({ method: "POST", path: `${at}:ping` });
      expect(await waiting()).toBe(before + count);
    }
    await world().send({ method: "DELETE", path: at });
    expect(await waiting()).toBe(before);
  });

  test("its labels are of closed lists: whatever is sent, no token, name, id or address becomes one", async () => {
    const { token, tokenId, id } = await world().account({ project: "shop" });
    for (const text of [token, tokenId, id, "<script>", 'a"b', "x".repeat(200)]) {
      const at = encodeURIComponent(text);
      await world().send({ path: `/v1/tokens/${at}` });
      await world().send({ path: `/v1/${at}` });
      await world().send({ path: `/v1/projects?name=${at}` });
      await world().send({ path: "/v1/whoami", token: text.replaceAll(/[^ -~]/g, "") });
      await world().send({ path: "/v1/whoami", headers: { "user-agent": text, "jeton-managed-by": text } });
    }
    const { text } = await world().send({ path });
    expect(findSecret(text, token.slice(17, 49))).toBeUndefined();
    for (const told of [tokenId, id, "127.0.0.1", "script"]) expect(text).not.toContain(told);
    const values = (label: string): readonly string[] => [
      ...new Set([...text.matchAll(new RegExp(`${label}="([^"]*)"`, "g"))].map(([, value]) => value ?? "")),
    ];
    const operations: readonly string[] = [...operationIds, "none"];
    expect(values("operation").filter((value) => !operations.includes(value))).toEqual([]);
    expect(values("code").filter((value) => !Object.hasOwn(problems, value))).toEqual([]);
    expect(values("status").filter((value) => !/^[2-5]\d\d$/.test(value))).toEqual([]);
  });

  test("who has `jeton.metrics:read` in the system may look, and who has it in a project may not", async () => {
    const rules = [{ resource_type: "jeton.metrics", actions: ["read"] }];
    const scraper = await world().account({ rules, terms: { mode: "read_only" } });
    expect((await world().send({ path, token: scraper.token })).status).toBe(200);
    const viewer = await world().account({ project: "system", role: "role_viewer" });
    expect((await world().send({ path, token: viewer.token })).status).toBe(200);
    const below = await world().account({ project: "shop", rules });
    expect(await world().refusal({ path, token: below.token })).toMatch(/^40[34] /);
    const admin = await world().account({ project: "shop", role: "role_admin" });
    expect(await world().refusal({ path, token: admin.token })).toMatch(/^40[34] /);
  });

  usualRefusals(world, { id: "metrics", request: () => ({ path }), stranger: 403 });
});
