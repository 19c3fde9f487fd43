import { expect, test } from "vitest";
import { carriedOut, pointersOf, requestTo, team, told } from "../../support/declaring.ts";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { viewing } from "../../support/operation-samples.ts";
import { onEveryDatabase, type OperationWorld } from "../../support/operation-world.ts";

const declare = (world: OperationWorld) => {
  const project = world.unused("shop.team").replace("-", "");
  return { project, documents: team(project), name: world.unused("decl") };
};
const find = async (world: OperationWorld, path: string, reference: string) =>
  (await world.send({ path: `${path}/${encodeURIComponent(reference)}` })).json();

onEveryDatabase("POST /v1/declarations/{name}:apply", (world) => {
  test("makes all that is declared, and hands out each secret once; applying it again changes nothing", async () => {
    const { project, documents, name } = declare(world());
    const first = await carriedOut(world(), "apply", { name, documents });
    expect(first.summary).toEqual({ create: 10, update: 0, replace: 0, delete: 0, unchanged: 0 });
    expect(first.declaration).toMatchObject({ name, project: "shop", objects: 10 });
    const [token] = first.secrets;
    expect(first.secrets).toMatchObject([{ document: 9, reference: `tok/sa/${project}/deployer/ci` }]);
    const whoami = await world().send({ path: "/v1/whoami", token: String(token?.["secret"]) });
    expect(whoami.status).toBe(200);
    for (const { id, kind } of first.changes) {
      const path = `/v1/${kind.replaceAll("_", "-").replace(/y$/, "ie")}s/${String(id)}`;
      expect((await world().send({ path })).json()).toMatchObject({ managed_by: `declaration:${name}` });
    }
    const before = await world().dump();
    const again = await carriedOut(world(), "apply", { name, documents });
    expect([again.summary["unchanged"], again.secrets]).toEqual([10, []]);
    const shuffled = await carriedOut(world(), "apply", { name, documents: documents.toReversed() });
    expect(shuffled.summary["unchanged"]).toBe(10);
    expect(await world().dump()).toBe(before);
  });

  test("whatever of it is refused, wherever it stands, nothing of it is done", async () => {
    const { project, documents, name } = declare(world());
    for (let place = 0; place <= documents.length; place += 3) {
      const wrong = {
        kind: "role_binding",
        role_id: "role_viewer",
        service_account_id: "sa/shop/nobody",
        project,
      };
      const flags = { prune: true };
      const sent = requestTo("apply", { name, documents: documents.toSpliced(place, 0, wrong), flags });
      const reply = await world().refuses(sent, 422, "validation_failed");
      expect(pointersOf(reply)).toEqual([`/documents/${String(place)}/service_account_id`]);
    }
    const nameless = requestTo("apply", { name: "No%20Name", documents });
    expect(await world().refusal(nameless)).toBe("422 validation_failed");
    const twice = requestTo("apply", { name, documents: [...documents, documents[1]!] });
    expect(pointersOf(await world().refuses(twice, 422))).toEqual(["/documents/10"]);
  });

  test("a plan that would be another by now is refused", async () => {
    const { project, documents, name } = declare(world());
    const { digest } = await carriedOut(world(), "plan", { name, documents });
    const flags = { digest };
    const other = requestTo("apply", { name, documents: documents.slice(1), flags });
    expect(await world().refusal(other)).toBe("409 stale_plan");
    const pruning = requestTo("apply", { name, documents, flags: { digest, prune: true } });
    expect(await world().refusal(pruning)).toBe("409 stale_plan");
    await carriedOut(world(), "apply", { name, documents, flags });
    expect(await world().refusal(requestTo("apply", { name, documents, flags }))).toBe("409 stale_plan");
    const next = await carriedOut(world(), "plan", { name, documents });
    const account = await find(world(), "/v1/service-accounts", `${project}/deployer`);
    const path = `/v1/service-accounts/${String(account["id"])}`;
    await world().send({ method: "PATCH", path, body: { description: "by somebody" } });
    const late = requestTo("apply", { name, documents, flags: { digest: next.digest } });
    expect(await world().refusal(late)).toBe("409 stale_plan");
  });

  test("of two that apply the same at once one wins, and the other is told", async () => {
    const { documents, name } = declare(world());
    const sent = requestTo("apply", { name, documents });
    const replies = await Promise.all([world().send(sent), world().send(sent)]);
    const answers = replies.map(({ status, json }) => `${String(status)} ${String(json()["code"])}`);
    expect(answers.toSorted()[0]).toBe("200 undefined");
    // The one that comes so late that all is done finds nothing to do.
    expect(["200 undefined", "409 stale_plan"]).toContain(answers.toSorted()[1]);
    const changed = replies.filter(({ text }) => text.includes('"create":10'));
    expect(changed).toHaveLength(1);
  });

  test("what others manage is left alone unless it is taken over, for each object or for all, or forced", async () => {
    const { project, documents, name } = declare(world());
    await world().make("/v1/projects", { name: project });
    const { id } = await world().make("/v1/service-accounts", { name: "deployer", project });
    const refused = await world().refuses(requestTo("apply", { name, documents }), 409, "managed_by_others");
    expect(pointersOf(refused)).toEqual(["/documents/0", "/documents/2"]);
    expect(refused.problem().detail).toContain("managed by `api`");
    const one = documents.with(2, { ...documents[2], adopt: true });
    expect(pointersOf(await world().refuses(requestTo("apply", { name, documents: one }), 409))).toEqual([
      "/documents/0",
    ]);
    const described = one.with(2, { ...one[2], description: "taken over" });
    const forced = await carriedOut(world(), "apply", { name, documents: described, flags: { force: true } });
    expect(forced.declaration["objects"]).toBe(9);
    const account = await find(world(), "/v1/service-accounts", String(id));
    expect(account).toMatchObject({ managed_by: `declaration:${name}`, description: "taken over" });
    const other = { name: world().unused("other"), documents: documents.slice(0, 4) };
    expect(await world().refusal(requestTo("apply", other))).toBe("409 managed_by_others");
    const taken = await carriedOut(world(), "apply", { ...other, flags: { adopt: true } });
    expect(told(taken.changes)).toContain(`update sa/${project}/deployer`);
    expect(taken.declaration["objects"]).toBe(4);
    expect(await world().refusal(requestTo("apply", { name, documents }))).toBe("409 managed_by_others");
  });

  test("what is no longer declared stays, or is deleted on request, and never most of it by mistake", async () => {
    const { project, documents, name } = declare(world());
    await carriedOut(world(), "apply", { name, documents });
    const few = documents.slice(0, 5);
    const kept = await carriedOut(world(), "apply", { name, documents: few });
    expect([kept.summary["delete"], kept.left.length, kept.declaration["objects"]]).toEqual([0, 5, 10]);
    const flags = { prune: true };
    const less = requestTo("apply", { name, documents: documents.slice(0, 4), flags });
    expect(await world().refusal(less)).toBe("409 too_many_deletions");
    const none = requestTo("apply", { name, documents: [], flags: { prune: true, prune_limit: 9 } });
    expect(await world().refusal(none)).toBe("409 too_many_deletions");
    const pruned = await carriedOut(world(), "apply", { name, documents: few, flags });
    expect(told(pruned.changes)).toEqual([
      `delete tok/sa/${project}/deployer/ci`,
      `delete tp/${project}/github`,
      `delete pol/${project}`,
      `delete rb/role/system/viewer/grp/${project}/crew/${project}`,
      `delete rb/role/${project}/viewer/sa/${project}/deployer/${project}`,
    ]);
    expect(pruned.changes.find(({ kind }) => kind === "token")?.breaks).toMatch("secret stops working");
    const all = { prune: true, prune_limit: 5 };
    const gone = await carriedOut(world(), "apply", { name, documents: [], flags: all });
    expect(gone.declaration["objects"]).toBe(0);
    expect(await find(world(), "/v1/projects", project)).toMatchObject({ code: "not_found" });
  });

  test("a field that is left out again has its default again; what never changes makes it another object", async () => {
    const { project, documents, name } = declare(world());
    const [, , account, , , binding, , , , token] = documents;
    const more = [
      documents[0]!,
      documents[1]!,
      { ...account, description: "x", disabled: true },
      { ...binding, expires_at: "2090-01-01T00:00:00Z" },
      { ...token, max_age: null, expires_at: "2080-01-01T00:00:00Z", labels: { a: "b" } },
    ];
    const first = await carriedOut(world(), "apply", { name, documents: more });
    const less = [documents[0]!, documents[1]!, account!, binding!, { ...token, max_age: null }];
    const second = await carriedOut(world(), "apply", { name, documents: less });
    expect(told(second.changes)).toEqual([
      `update sa/${project}/deployer`,
      `replace rb/role/${project}/viewer/sa/${project}/deployer/${project}`,
      `update tok/sa/${project}/deployer/ci`,
    ]);
    expect(second.changes[4]?.fields).toEqual([
      { name: "expires_at", before: "2080-01-01T00:00:00.000Z", after: null },
      { name: "labels", before: { a: "b" }, after: {} },
    ]);
    const replaced = second.changes[3];
    expect(replaced?.breaks).toMatch("its id changes");
    expect(replaced?.id).not.toBe(first.changes[3]?.id);
    const third = await carriedOut(world(), "apply", {
      name,
      documents: [...less.slice(0, 4), { ...token, max_age: "12h", ephemeral: true }],
    });
    expect(third.changes[4]).toMatchObject({
      action: "replace",
      fields: [{ name: "max_age" }, { name: "ephemeral" }],
    });
    expect(third.secrets).toHaveLength(1);
  });

  test("a name changes by saying what it was, and one that somebody changed is put back", async () => {
    const { project, documents, name } = declare(world());
    const some = documents.slice(0, 4);
    const first = await carriedOut(world(), "apply", { name, documents: some });
    const renamed = some.with(2, { ...some[2], name: "shipper", renamed_from: "deployer" });
    const second = await carriedOut(world(), "apply", { name, documents: renamed, flags: { prune: true } });
    expect(told(second.changes)).toEqual([`update sa/${project}/shipper`]);
    expect(second.changes[2]?.id).toBe(first.changes[2]?.id);
    const path = `/v1/service-accounts/${String(first.changes[2]?.id)}`;
    await world().send({ method: "PATCH", path, body: { name: "other" } });
    const third = await carriedOut(world(), "apply", { name, documents: renamed });
    expect(third.changes[2]?.fields).toEqual([{ name: "name", before: "other", after: "shipper" }]);
  });

  test("a token without anywhere for its secret to go is refused by its name, and sealed it goes to nobody else", async () => {
    const { project, documents, name } = declare(world());
    const nowhere = { take_secrets: false };
    const refused = await world().refuses(requestTo("apply", { name, documents, flags: nowhere }), 422);
    expect(pointersOf(refused)).toEqual(["/documents/9/sealed_for"]);
    expect(refused.problem().detail).toContain(`tok/sa/${project}/deployer/ci`);
    const sealed_for = "o+NYDBzAWnmFg3Lqqz+5tX1kqHw8960TJZtZ4ai840Q=";
    const sealed = documents.with(9, { ...documents[9], sealed_for });
    const { secrets } = await carriedOut(world(), "apply", { name, documents: sealed, flags: nowhere });
    expect(secrets).toMatchObject([{ sealed_secret: expect.any(String) as unknown }]);
    expect(secrets[0]).not.toHaveProperty("secret");
  });

  test("nothing outside of its project is touched, and nothing the caller does not see", async () => {
    const name = world().unused("decl");
    const outside = [
      { kind: "project", name: "shopping" },
      { kind: "service_account", name: "x", project: "shopping" },
      { kind: "user", email: "x@example.com" },
      { kind: "resource_type", name: "x", actions: [{ name: "view", access: "read" }] },
      { kind: "policy", project: "system" },
    ];
    for (const document of outside) {
      const reply = await world().refuses(
        requestTo("apply", { name, documents: [document], flags: { adopt: true } }),
        422,
      );
      expect(reply.problem().detail).toContain("touches nothing outside");
    }
    const { token } = await world().account({ project: "shop.payments", role: "role_admin" });
    const { id } = await world().make("/v1/service-accounts", {
      name: world().unused("hidden"),
      project: "shopping",
    });
    const hidden = {
      kind: "role_binding",
      role_id: "role/system/viewer",
      service_account_id: id,
      project: "shop.payments",
    };
    const asked = requestTo("apply", { name, documents: [hidden], project: "shop.payments", token });
    const missing = { ...hidden, service_account_id: "sa_019a0000-0000-7000-8000-000000000000" };
    const nobody = requestTo("apply", { name, documents: [missing], project: "shop.payments", token });
    const texts = [await world().refuses(asked, 422), await world().refuses(nobody, 422)].map(({ json }) =>
      JSON.stringify(json()["errors"]).replace(String(id), missing.service_account_id),
    );
    expect(texts[0]).toBe(texts[1]);
  });

  test("nobody gives by a declaration what they lack, or does what they may not, or gains it on the way", async () => {
    const declaring = [{ resource_type: "jeton.declaration", actions: ["*"] }];
    const name = world().unused("decl");
    const types = ["jeton.role", "jeton.role-binding", "jeton.service-account", "jeton.token"];
    const rules = [...declaring, ...types.map((type) => ({ resource_type: type, actions: ["*"] }))];
    const { token, reference } = await world().account({ project: "shop", rules });
    const every = [{ resource_type: "*", actions: ["*"] }];
    const wide = { kind: "role", name, project: "shop", rules: every };
    const bound = {
      kind: "role_binding",
      role_id: `role/shop/${name}`,
      service_account_id: reference,
      project: "shop",
    };
    for (const documents of [
      [wide, bound],
      [{ ...bound, role_id: "role/system/admin" }],
      [{ kind: "token", role_id: "role/system/admin", project: "shop", name }],
    ]) {
      expect(await world().refusal(requestTo("apply", { name, documents, token }))).toBe(
        "403 exceeds_own_rights",
      );
    }
    // Its own new project is not its own before the end.
    const creator = await world().account({
      project: "shop",
      rules: [...declaring, { resource_type: "jeton.project", actions: ["*"] }],
    });
    const below = `shop.${world().unused("new")}`;
    const made = [
      { kind: "project", name: below },
      { kind: "service_account", name: "x", project: below },
    ];
    const early = requestTo("apply", { name, documents: made, token: creator.token });
    expect(await world().refusal(early)).toBe("403 forbidden");
    const may = await world().account({ project: "shop", rules: declaring });
    const role = { kind: "role", name, project: "shop", rules: viewing };
    expect(await world().refusal(requestTo("apply", { name, documents: [role], token: may.token }))).toBe(
      "403 forbidden",
    );
  });

  usualRefusals(world, {
    id: "declaration.apply",
    request: (it) => requestTo("apply", { name: it.unused("decl"), documents: [] }),
    stranger: 422,
  });
});
