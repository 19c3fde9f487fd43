import { expect, test } from "vitest";
import { dialects } from "../../support/databases.ts";
import { type Change, type Document, told } from "../../support/declaring.ts";
import { holdDeclarations } from "../../support/declared-histories.ts";
import { holdRenames } from "../../support/declared-renames.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";

const RUNS = { SQLite: 16, PostgreSQL: 2 } as const;

for (const dialect of dialects) {
  dialect.describe("random declarations, and hands between them", () => {
    test("are planned and applied as the model says, and applied again do nothing", async () => {
      const seen = await holdDeclarations(dialect, { runs: RUNS[dialect.name] });
      expect([...seen.keys()]).toEqual(expect.arrayContaining(["create", "unchanged"]));
    });

    test("say of each object which document it is of, whatever it is called and was, in any order", async () => {
      const seen = await holdRenames(dialect, { runs: RUNS[dialect.name] });
      expect([...seen.keys()]).toEqual(expect.arrayContaining(["create", "update"]));
    });
  });
}

const shop = { kind: "project", name: "shop" };
const bot = { kind: "service_account", name: "bot", project: "shop" };
const ci = { kind: "token", name: "ci", service_account_id: "sa/shop/bot" };
const bound = {
  kind: "role_binding",
  role_id: "role_viewer",
  service_account_id: "sa/shop/bot",
  project: "shop",
};

async function apply(
  { call, admin }: DomainWorld,
  documents: readonly Document[],
  { name = "one", ...flags }: Document & { readonly name?: string } = {},
) {
  const body = { project: "system", documents, take_secrets: true, ...flags };
  return call(admin, "declaration.apply", { name, body });
}

test("a token that somebody made is taken over like anything else", async () => {
  await using world = await createDomainWorld();
  await apply(world, [shop, bot]);
  const { id } = await world.call(world.admin, "token.create", {
    body: { name: "ci", service_account_id: "sa/shop/bot" },
  });
  await expect(apply(world, [shop, bot, ci])).rejects.toMatchObject({ code: "managed_by_others" });
  const { changes } = await apply(world, [shop, bot, { ...ci, adopt: true }]);
  expect((changes as object[])[2]).toMatchObject({ id, action: "update" });
});

test("what a declared object names is not deleted under it", async () => {
  await using world = await createDomainWorld();
  await apply(world, [shop, bot, ci, bound]);
  for (const rest of [ci, bound]) {
    const pruned = apply(world, [shop, rest], { prune: true, prune_limit: 9 });
    await expect(pruned).rejects.toMatchObject({ code: "in_use" });
  }
  const { summary } = await apply(world, [shop, bot, ci, bound]);
  expect(summary).toMatchObject({ unchanged: 4 });
});

test("a type that a declared role names is not deleted, be the role itself refused", async () => {
  await using world = await createDomainWorld();
  const flow = { kind: "resource_type", name: "flow", actions: [{ name: "view", access: "read" }] };
  const rules = [{ resource_type: "flow", actions: ["view"] }];
  const viewer = { kind: "role", name: "viewer", project: "shop", rules };
  await apply(world, [shop, flow, viewer]);
  const body = {
    project: "system",
    // The project is not there: once that is mended, the type must not be the next surprise.
    documents: [shop, { ...viewer, project: "shop.team" }],
    prune: true,
    prune_limit: 9,
  };
  const { changes } = await world.call(world.admin, "declaration.plan", { name: "one", body });
  expect(told(changes as readonly Change[])).toEqual([
    "create role/shop.team/viewer validation_failed",
    "delete role/shop/viewer",
    "delete rt/flow in_use",
  ]);
});

test("what is replaced by force stays with the declaration that looks after it", async () => {
  await using world = await createDomainWorld();
  await apply(world, [shop, bot, bound]);
  const ending = { ...bound, expires_at: "2090-01-01T00:00:00Z" };
  const forced = await apply(world, [ending], { name: "two", force: true });
  expect(forced["summary"]).toMatchObject({ replace: 1 });
  const [row] = await world.store.read.role_bindings.list({});
  expect(row?.managed_by).toBe("declaration:one");
  expect((await apply(world, [shop, bot, bound]))["summary"]).toMatchObject({ replace: 1, unchanged: 2 });
});

test("a plan to delete what has changed or gone since is refused", async () => {
  await using world = await createDomainWorld();
  await apply(world, [shop, bot]);
  const body = { project: "system", documents: [shop], take_secrets: true, prune: true };
  const { digest } = await world.call(world.admin, "declaration.plan", { name: "one", body });
  world.clock.now += 1;
  const late = { ...body, digest };
  const id = "sa/shop/bot";
  await world.call(world.admin, "service_account.update", { id, body: { description: "in use after all" } });
  const stale = { code: "stale_plan" };
  const applying = () => world.call(world.admin, "declaration.apply", { name: "one", body: late });
  await expect(applying()).rejects.toMatchObject(stale);
  await world.call(world.admin, "service_account.delete", { id });
  await expect(applying()).rejects.toMatchObject(stale);
});

test("half of what a declaration has is half of what is still there", async () => {
  await using world = await createDomainWorld();
  const more = ["a", "b"].map((name) => ({ ...bot, name }));
  await apply(world, [shop, bot, ...more]);
  for (const { name } of more) {
    await world.call(world.admin, "service_account.delete", { id: `sa/shop/${name}` });
  }
  const pruned = apply(world, [], { prune: true });
  await expect(pruned).rejects.toMatchObject({ code: "too_many_deletions" });
});

test("one takes the name that another leaves, whichever comes first, and none is two documents'", async () => {
  for (const isReversed of [false, true]) {
    await using world = await createDomainWorld();
    const listed = (...documents: readonly Document[]) => (isReversed ? documents.toReversed() : documents);
    const first = await apply(world, [shop, bot]);
    const id = (first["changes"] as { id: string }[])[1]?.id;
    const robot = { ...bot, name: "robot" };
    // Declared itself, so it is left by nobody.
    const { changes } = await apply(world, [shop, ...listed({ ...robot, renamed_from: "bot" }, bot)]);
    expect(changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ reference: "sa/shop/bot", id, action: "unchanged" }),
        expect.objectContaining({ reference: "sa/shop/robot", action: "create" }),
      ]),
    );
    // By hand each takes the next one's name: they are put back one after the other.
    for (const [from, to] of [
      ["robot", "third"],
      ["bot", "robot"],
    ] as const) {
      const body = { name: to };
      await world.call(world.admin, "service_account.update", { id: `sa/shop/${from}`, body });
    }
    const again = await apply(world, [shop, ...listed(robot, bot)]);
    expect(again["summary"]).toMatchObject({ update: 2, unchanged: 1 });
    expect((await world.store.read.service_accounts.get(id ?? ""))?.name).toBe("bot");
  }
});
