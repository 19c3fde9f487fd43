import { expect, test } from "vitest";
import { carriedOut, requestTo, team, told } from "../../support/declaring.ts";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { viewing } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/declarations/{name}:plan", (world) => {
  test("says what applying would do, in its order and with each field, does nothing, and says the same again", async () => {
    const project = "shop.planned";
    const documents = team(project);
    const before = await world().dump();
    const plan = await carriedOut(world(), "plan", { name: "planned", documents: documents.toReversed() });
    expect(await world().dump()).toBe(before);
    expect(told(plan.changes)).toEqual([
      `create prj/${project}`,
      `create role/${project}/viewer`,
      `create sa/${project}/deployer`,
      `create grp/${project}/crew`,
      `create gm/grp/${project}/crew/sa/${project}/deployer`,
      `create rb/role/system/viewer/grp/${project}/crew/${project}`,
      `create rb/role/${project}/viewer/sa/${project}/deployer/${project}`,
      `create pol/${project}`,
      `create tp/${project}/github`,
      `create tok/sa/${project}/deployer/ci`,
    ]);
    expect(plan.changes.map(({ document, id }) => [document, id])[0]).toEqual([9, null]);
    expect(plan.changes[1]?.fields).toEqual([
      { name: "name", before: null, after: "viewer" },
      { name: "project", before: null, after: project },
      { name: "rules", before: null, after: [{ ...viewing[0], resource_names: null }] },
    ]);
    expect(JSON.stringify(plan)).not.toMatch(/jtns_/);
    const again = await carriedOut(world(), "plan", { name: "planned", documents });
    expect(again.digest).toBe(plan.digest);
    for (const flags of [{ prune: true }, { adopt: true }, { force: true }, { prune_limit: 1 }]) {
      expect((await carriedOut(world(), "plan", { name: "planned", documents, flags })).digest).not.toBe(
        plan.digest,
      );
    }
    expect((await carriedOut(world(), "plan", { name: "other", documents })).digest).not.toBe(plan.digest);
  });

  test("says of each change what would be refused, and goes on", async () => {
    const project = "shop.refused";
    const rules = [{ resource_type: "jeton.declaration", actions: ["*"] }];
    const flow = [{ resource_type: "flow", actions: ["*"] }, ...rules];
    const { token } = await world().account({ project: "shop", rules: flow });
    const documents = team(project);
    const plan = await carriedOut(world(), "plan", { name: "refused", documents, token });
    expect(plan.refused).toBe(10);
    expect(plan.changes[0]?.refusal).toMatchObject({
      code: "forbidden",
      errors: [{ pointer: "/documents/0" }],
    });
    expect(plan.changes[0]?.refusal?.detail).toContain("jeton.project:create");
    const admin = await carriedOut(world(), "plan", {
      name: "refused",
      documents: documents.toSpliced(2, 1),
    });
    expect(told(admin.changes).filter((line) => line.endsWith("_failed"))).toEqual([
      `create gm/grp/${project}/crew/sa/${project}/deployer validation_failed`,
      `create rb/role/${project}/viewer/sa/${project}/deployer/${project} validation_failed`,
      `create tp/${project}/github validation_failed`,
      `create tok/sa/${project}/deployer/ci validation_failed`,
    ]);
  });

  test("tells nobody how something is that they may not read", async () => {
    const documents = [{ kind: "group", name: "secretive", project: "shop", description: "declared" }];
    await carriedOut(world(), "apply", { name: "secretive", documents });
    const rules = ["jeton.declaration", "flow"].map((type) => ({ resource_type: type, actions: ["*"] }));
    const { token } = await world().account({ project: "shop", rules });
    const other = [{ ...documents[0], description: "guessed" }];
    const { changes } = await carriedOut(world(), "plan", { name: "secretive", documents: other, token });
    expect(changes).toMatchObject([{ action: "update", fields: [], refusal: { code: "forbidden" } }]);
    const { id } = (await world().send({ path: "/v1/declarations/shop%2Fsecretive" })).json();
    const drift = await world().send({ path: `/v1/declarations/${String(id)}:drift`, token });
    expect(drift.text).not.toContain("declared");
  });

  usualRefusals(world, {
    id: "declaration.plan",
    request: (it) => requestTo("plan", { name: it.unused("decl"), documents: [] }),
    stranger: 422,
  });
});
