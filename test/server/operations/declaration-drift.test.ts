import { expect, test } from "vitest";
import { carriedOut, type Change, team, told } from "../../support/declaring.ts";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/declarations/{id}:drift", (world) => {
  test("says which objects are other than they were applied, in which fields, and which are gone", async () => {
    const project = "shop.drifting";
    const { changes, declaration } = await carriedOut(world(), "apply", {
      name: "drifting",
      documents: team(project),
    });
    const path = `/v1/declarations/${String(declaration["id"])}:drift`;
    const drift = async () => (await world().send({ path })).json()["changes"] as Change[];
    expect(await drift()).toEqual([]);
    const idOf = (kind: string) => String(changes.find((change) => change.kind === kind)?.id);
    const change = (method: string, at: string, body?: object) =>
      world().send({ method, path: `/v1/${at}`, ...(body && { body }) });
    await change("PATCH", `service-accounts/${idOf("service_account")}`, { name: "other", disabled: true });
    await change("DELETE", `trust-policies/${idOf("trust_policy")}`);
    await change("POST", `tokens/${idOf("token")}:revoke`);
    const before = await world().dump();
    expect(told(await drift())).toEqual([
      `update sa/${project}/deployer`,
      `create tp/${project}/github`,
      `create tok/sa/${project}/deployer/ci`,
    ]);
    expect((await drift())[0]?.fields).toEqual([
      { name: "name", before: "other", after: "deployer" },
      { name: "disabled", before: true, after: false },
    ]);
    expect(await world().dump()).toBe(before);
  });

  test("who may read the declaration and not what it made is told of no field, of what is gone neither", async () => {
    const project = "shop.unread";
    const { changes, declaration } = await carriedOut(world(), "apply", {
      name: "unread",
      documents: team(project),
    });
    const { id } = changes.find(({ kind }) => kind === "trust_policy") ?? {};
    await world().send({ method: "DELETE", path: `/v1/trust-policies/${String(id)}` });
    const body = {
      name: world().unused("role"),
      project: "shop",
      rules: [{ resource_type: "jeton.declaration", actions: ["read"] }],
    };
    const role = await world().create("/v1/roles", body);
    const { token } = await world().account({ project: "shop", role: String(role["id"]) });
    const path = `/v1/declarations/${String(declaration["id"])}:drift`;
    const seen = (await world().send({ path, token })).json()["changes"] as Change[];
    expect(told(seen)).toContain(`create tp/${project}/github`);
    expect(seen.flatMap(({ fields }) => fields)).toEqual([]);
  });

  usualRefusals(world, {
    id: "declaration.drift",
    request: async (it) => {
      const { declaration } = await carriedOut(it, "apply", { name: it.unused("decl"), documents: [] });
      return { path: `/v1/declarations/${String(declaration["id"])}:drift` };
    },
  });
});
