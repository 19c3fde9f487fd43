import { expect, test } from "vitest";
import { config, shop } from "./widget.ts";

test("a configured duration keeps its spelling through plan, apply and read, whatever the server answers", async () => {
  const { terraform, warehouse } = await shop();
  await terraform.apply(config({ max_age: "60m", pauses: ["1m", "90s"] }));
  await terraform.refresh();
  expect(warehouse.objects.get("w1")).toMatchObject({ max_age: "3600s", pauses: ["60s", "90s"] });
  expect(terraform.state).toMatchObject({ max_age: "60m", pauses: ["1m", "90s"] });
});

test("respelling a duration in the configuration plans nothing", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({ max_age: "60m" }));
  expect(await terraform.plan(config({ max_age: "3600s" }))).toMatchObject({
    action: "no-op",
    planned: { max_age: "60m" },
  });
});

test("respelling it while something else changes plans that something alone", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({ max_age: "60m", pauses: ["1m"], addresses: ["a", "b"] }));
  const respelled = config({ max_age: "3600s", pauses: ["60s"], addresses: ["b", "a"], description: "new" });
  expect((await terraform.plan(respelled)).planned).toMatchObject({
    max_age: "60m",
    pauses: ["1m"],
    addresses: ["a", "b"],
  });
});

test("a duration changed behind Terraform's back is seen", async () => {
  const { terraform, warehouse } = await shop();
  await terraform.apply(config({ max_age: "60m" }));
  warehouse.objects.set("w1", { ...warehouse.objects.get("w1"), max_age: "7200s" });
  expect(await terraform.plan(config({ max_age: "60m" }))).toMatchObject({ action: "update" });
  expect(terraform.state).toMatchObject({ max_age: "7200s" });
});

test("an element added to a set elsewhere leaves the others as configured", async () => {
  const { terraform, warehouse } = await shop();
  await terraform.apply(config({ alarms: [{ after: "1m", loud: true, ref: null }] }));
  warehouse.objects.set("w1", {
    ...warehouse.objects.get("w1"),
    alarms: [
      { after: "5s", loud: false, ref: "5/false" },
      { after: "60s", loud: true, ref: "60/true" },
    ],
  });
  await terraform.refresh();
  expect(terraform.state).toMatchObject({ alarms: [{ after: "5s" }, { after: "1m" }] });
});

test("a label removed elsewhere is seen, and one removed in the configuration is removed", async () => {
  const { terraform, warehouse } = await shop();
  const both = config({ labels: { team: "a", tier: "b" } });
  await terraform.apply(both);
  warehouse.objects.set("w1", { ...warehouse.objects.get("w1"), labels: { team: "a" } });
  expect(await terraform.plan(both)).toMatchObject({ action: "update" });
  await terraform.apply(both);
  await terraform.apply(config({ labels: { tier: "b" } }));
  expect(warehouse.objects.get("w1")).toMatchObject({ labels: { tier: "b" } });
  expect(await terraform.plan(config({ labels: { tier: "b" } }))).toMatchObject({ action: "no-op" });
});
