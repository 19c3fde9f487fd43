import { expect, test } from "vitest";
import { error, warning } from "../../../provider/framework/diagnostic.ts";
import { encodePrivate } from "../../../provider/framework/private-data.ts";
import type { Resource } from "../../../provider/framework/resource.ts";
import { UNKNOWN } from "../../../provider/framework/value.ts";
import { config, shop, type Warehouse, widget } from "./widget.ts";

function modified(modifyPlan: NonNullable<Resource<Warehouse>["modifyPlan"]>): Resource<Warehouse> {
  return { ...widget, modifyPlan };
}

test("an object revoked elsewhere stays in state and is replaced because of its state", async () => {
  const { terraform, warehouse } = await shop();
  await terraform.apply(config({}));
  warehouse.objects.set("w1", { ...warehouse.objects.get("w1"), state: "revoked" });
  expect(await terraform.plan(config({}))).toMatchObject({ action: "replace", replace: ["state"] });
  expect(terraform.state).toMatchObject({ id: "w1", state: "revoked" });
  await terraform.apply(config({}));
  expect(warehouse.requests.map(({ method }) => method)).toEqual(["create", "delete", "create"]);
  expect(await terraform.plan(config({}))).toMatchObject({ action: "no-op" });
});

test("a value made unknown by the hook alone makes the update, and updated_at unknown with it", async () => {
  const { terraform } = await shop(modified(({ prior }) => (prior ? { planned: { secret: UNKNOWN } } : {})));
  await terraform.apply(config({}));
  const before = terraform.state;
  const { action, planned } = await terraform.plan(config({}));
  expect(action).toBe("update");
  expect(planned).toEqual({ ...before, secret: UNKNOWN, updated_at: UNKNOWN });
});

test("the hook may not change what is configured", async () => {
  const { terraform } = await shop(modified(() => ({ planned: { name: "other" } })));
  await expect(terraform.plan(config({}))).rejects.toThrow("modifyPlan cannot change name");
});

test("private data set while planning is kept for apply, and otherwise what was there", async () => {
  const { server } = await shop(modified(({ prior }) => (prior ? {} : { private: { seen: 1 } })));
  const kept = encodePrivate({ old: true });
  const request = { proposed: config({}), config: config({}), private: kept };
  expect((await server.plan("shop_widget", { ...request, prior: null })).private).toEqual(
    encodePrivate({ seen: 1 }),
  );
  expect((await server.plan("shop_widget", { ...request, prior: config({}) })).private).toEqual(kept);
});

test("a warning of the hook goes with the plan, and an error instead of it", async () => {
  const warned = await shop(modified(() => ({ diagnostics: [warning("Old", "It is old.")] })));
  expect(await warned.terraform.plan(config({}))).toMatchObject({ action: "create" });
  const failed = await shop(modified(() => ({ diagnostics: [error("Too old", "It is too old.")] })));
  await expect(failed.terraform.plan(config({}))).rejects.toThrow("Too old");
});

test("the hook is not asked about a destroy", async () => {
  const { terraform } = await shop(
    modified(({ prior }) => (prior ? { diagnostics: [error("No", "Never.")] } : {})),
  );
  await terraform.apply(config({}));
  expect(await terraform.plan(null)).toMatchObject({ action: "delete" });
});
