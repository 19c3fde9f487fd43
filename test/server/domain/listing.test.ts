import { expect, test } from "vitest";
import type { Context } from "../../../server/domain/context.ts";
import { visibleOnly } from "../../../server/domain/listing.ts";
import { serviceAccountResource } from "../../../server/domain/nouns/service-accounts.ts";
import { tokenResource } from "../../../server/domain/nouns/token-resource.ts";
import { userResource } from "../../../server/domain/nouns/users.ts";
import { builtInRoles } from "../../../server/contract/built-in-roles.ts";
import { type Scope, systemScope } from "../../../server/domain/authorization/scopes.ts";
import { startServer } from "../../support/server.ts";

test("what many bindings make visible is read in few statements, of the highest places alone", async () => {
  const shop: Scope = { id: "prj_1", name: "shop", chain: ["prj_1", "system"] };
  const payments: Scope = { id: "prj_2", name: "shop.payments", chain: ["prj_2", "prj_1", "system"] };
  const other: Scope = { id: "prj_3", name: "shopping", chain: ["prj_3", "system"] };
  const asked: unknown[] = [];
  const grants = [payments, shop, other, shop, payments].map((scope) => ({
    scope,
    rules: builtInRoles.role_viewer.rules,
  }));
  const list = async (where: unknown): Promise<unknown[]> => {
    asked.push(where);
    return [{ id: `below ${String(asked.length)}` }];
  };
  // No more of the context is looked at.
  const context = { rights: { grants, subject: { id: "sa_1", scope: shop } }, rows: { projects: { list } } };
  const where = await visibleOnly(context as unknown as Context, serviceAccountResource);
  const tops = [{ name: { startsWith: "shop." } }, { name: { startsWith: "shopping." } }];
  expect(asked).toEqual([{ anyOf: tops }]);
  const ids = expect.arrayContaining(["prj_1", "prj_2", "prj_3", "below 1"]);
  expect(where).toEqual({ anyOf: [{ project_id: ids }, { id: "sa_1" }] });
  const many = Array.from({ length: 1000 }, (_, index) => {
    const id = `many-${String(index)}`;
    return { ...grants[0], scope: { id, name: id, chain: [id, "system"] } };
  });
  await visibleOnly(
    { ...context, rights: { ...context.rights, grants: many } } as unknown as Context,
    serviceAccountResource,
  );
  expect(asked).toHaveLength(11);
});

test("who may do things to what is their own alone looks at nothing else, wherever they hold that", async () => {
  const subject = { type: "user", id: "usr_1", scope: systemScope };
  const grants = [{ scope: systemScope, rules: builtInRoles.role_user.rules }];
  // No more of the context is looked at.
  const context = { rights: { grants, subject }, rows: {} } as unknown as Context;
  const own = { anyOf: [{ project_id: [] }, { user_id: "usr_1" }] };
  expect(await visibleOnly(context, tokenResource)).toEqual(own);
  const { readableBelow: _, ...unnamed } = userResource;
  expect(await visibleOnly(context, unnamed)).toEqual({ id: "usr_1" });
});

test("a short page of few visible objects among many is the same as a long one", async () => {
  await using server = await startServer();
  const rules = [{ resource_type: "jeton.project", actions: ["read"], resource_names: ["seen-*"] }];
  const role = await server.create("/v1/roles", { name: "some", project: "system", rules });
  const made = await server.create("/v1/tokens", { role_id: role["id"], project: "system", name: "some" });
  const token = String(made["secret"]);
  for (let index = 0; index < 250; index += 1) {
    await server.create("/v1/projects", {
      name: `${index % 120 === 119 ? "seen" : "other"}-${String(index)}`,
    });
  }
  const names: unknown[] = [];
  for (let after = ""; ;) {
    const reply = await server.send({ path: `/v1/projects?page_size=1${after}`, token });
    const { items, next_page_token: next } = reply.json() as {
      items: { name: string }[];
      next_page_token: string | null;
    };
    names.push(...items.map(({ name }) => name));
    if (next === null) break;
    after = `&page_token=${next}`;
  }
  expect(names).toEqual(["seen-119", "seen-239"]);
});
