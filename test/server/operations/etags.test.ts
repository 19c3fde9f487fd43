import { expect, test } from "vitest";
import { type NounName, nouns } from "../../../server/contract/nouns/all.ts";
import { type OperationId, operationIds, routes } from "../../../server/contract/routes.ts";
import type { Sent } from "../../support/http.ts";
import { pointers } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

const names = Object.keys(nouns) as NounName[];
const isThere = (id: string): boolean => (operationIds as readonly string[]).includes(id);
const pathOf = (noun: NounName): string => {
  const id: OperationId = `${noun}.create`;
  return routes[id].path;
};

/** A change of each noun: of its description where it has one. */
const changes: Partial<Record<NounName, object>> = {
  identity_provider: { display_name: "Other" },
  user: { display_name: "Other" },
  policy: { max_lifetime: "1d" },
};
const changeOf = (noun: NounName): object => changes[noun] ?? { description: "other" };

onEveryDatabase("ETag and If-Match", (world) => {
  const request = (target: string, etag: unknown, body?: unknown): Sent => ({
    method: body === undefined ? "DELETE" : "PATCH",
    path: target,
    headers: { "if-match": String(etag) },
    ...(body !== undefined && { body }),
  });
  const tagOf = async (path: string): Promise<string> =>
    String((await world().send({ path })).headers["etag"]);
  const fresh = async (noun: NounName): Promise<string> =>
    `${pathOf(noun)}/${(await samples[noun](world())).id}`;

  test.each(names.filter((noun) => isThere(`${noun}.update`)))(
    "a %s is changed only as the client knows it, and a stale change changes nothing",
    async (noun) => {
      const path = await fresh(noun);
      const first = await tagOf(path);
      expect(first).toMatch(/^"[\w-]{22}"$/);
      const changed = await world().send(request(path, first, changeOf(noun)));
      expect(changed.status).toBe(200);
      const second = String(changed.headers["etag"]);
      expect(second).not.toBe(first);
      expect(await tagOf(path)).toBe(second);
      const stale = request(path, first, changeOf(noun));
      const reply = await world().refuses(stale, 412, "precondition_failed");
      expect([pointers(reply), reply.headers["etag"]]).toEqual([["If-Match"], undefined]);
      expect(reply.problem().detail).toContain("get it anew");
      expect((await world().send(request(path, second, changeOf(noun)))).headers["etag"]).toBe(second);
    },
  );

  test.each(names)(
    "a %s is deleted only as the client knows it, and made with the tag it has then",
    async (noun) => {
      const path = await fresh(noun);
      const tag = await tagOf(path);
      expect(await world().refusal(request(path, '"other"'))).toBe("412 precondition_failed");
      expect((await world().send(request(path, tag))).status).toBe(204);
      expect(await world().refusal(request(path, tag))).toBe("404 not_found");
    },
  );

  test("a reply that makes an object has the tag that a look at it has", async () => {
    const made = await world().send({
      method: "POST",
      path: "/v1/tokens",
      body: { role_id: "role_viewer", project: "shop", name: world().unused(), labels: { b: "1", a: "2" } },
    });
    const path = `/v1/tokens/${String(made.json()["id"])}`;
    expect(await tagOf(path)).toBe(made.headers["etag"]);
    const rotated = await world().send({ method: "POST", path: `${path}:rotate`, body: {} });
    expect(rotated.headers["etag"]).not.toBe(made.headers["etag"]);
    expect(await tagOf(path)).toBe(rotated.headers["etag"]);
    expect((await world().send({ path: "/v1/tokens" })).headers["etag"]).toBeUndefined();
    expect((await world().send({ path: "/v1/whoami" })).headers["etag"]).toBeUndefined();
  });

  test("the use of a token moves neither its tag nor updated_at, even where it moves the end", async () => {
    const body = { role_id: "role_viewer", project: "shop", name: world().unused() };
    const made = await world().make("/v1/tokens", { ...body, max_age: "60s", extend_on_use: true });
    const path = `/v1/tokens/${String(made["id"])}`;
    const before = await tagOf(path);
    const end = async (): Promise<unknown> => {
      await world().send({ path: "/v1/whoami", token: String(made["secret"]) });
      return (await world().send({ path })).json()["expires_at"];
    };
    await expect.poll(end, { interval: 500 }).not.toBe(made["expires_at"]);
    const after = (await world().send({ path })).json();
    expect(after["updated_at"]).toBe(made["updated_at"]);
    expect(await tagOf(path)).toBe(before);
    expect((await world().send(request(path, before, { description: "d" }))).status).toBe(200);
  });

  test("of 20 changes at once that know the same object, one is made", async () => {
    const path = await fresh("service_account");
    const tag = await tagOf(path);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        world().send(request(path, tag, { description: String(index) })),
      ),
    );
    const statuses = replies.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
    const made = replies.findIndex(({ status }) => status === 200);
    expect((await world().send({ path })).json()["description"]).toBe(String(made));
  });

  test.each([
    ["*", 200],
    ['"other", TAG', 200],
    ['W/"other" ,\tTAG', 200],
    ["W/TAG", 200],
    ['"other"', 412],
    ['""', 412],
    ['W/"other"', 412],
    ["TAG TAG", 400],
    ["other", 400],
    ["", 400],
    ['"*', 400],
    ["*, TAG", 400],
    ['"é"', 400],
  ])("If-Match: %s gets %d", async (header, status) => {
    const path = await fresh("service_account");
    const tag = await tagOf(path);
    const sent = request(path, header.replaceAll("TAG", tag), { description: "d" });
    expect((await world().send(sent)).status).toBe(status);
  });

  test("who may not change it, or cannot see it, learns nothing by a tag", async () => {
    const path = await fresh("service_account");
    const tag = await tagOf(path);
    const reader = await world().account({ project: "shop", role: "role_viewer" });
    const stranger = await world().account({ project: "shopping", role: "role_admin" });
    for (const etag of [tag, '"other"']) {
      const sent = request(path, etag, { description: "d" });
      expect(await world().refusal({ ...sent, token: reader.token })).toBe("403 forbidden");
      expect(await world().refusal({ ...sent, token: stranger.token })).toBe("404 not_found");
    }
  });

  test("a repeated creation or rotation is answered whatever the header says", async () => {
    const path = await fresh("token");
    const headers = { "idempotency-key": world().unused("key"), "if-match": await tagOf(path) };
    const rotate = { method: "POST", path: `${path}:rotate`, body: {}, headers };
    const replies = [await world().send(rotate), await world().send(rotate)];
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  });
});
