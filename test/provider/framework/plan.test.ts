import { expect, test } from "vitest";
import { UNKNOWN } from "../../../provider/framework/value.ts";
import { config, shop } from "./widget.ts";

test("on create, everything computed is unknown, save defaults and what is configured", async () => {
  const { terraform } = await shop();
  const { action, planned } = await terraform.plan(config({ project: "side" }));
  expect(action).toBe("create");
  expect(planned).toMatchObject({
    id: UNKNOWN,
    secret: UNKNOWN,
    updated_at: UNKNOWN,
    mode: "full",
    project: "side",
  });
});

test("editing a description keeps id, secret, created_at and an unset rotated_at; only updated_at is unknown", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({ description: "old" }));
  const before = terraform.state;
  const { action, planned } = await terraform.plan(config({ description: "new" }));
  expect(action).toBe("update");
  expect(planned).toEqual({ ...before, description: "new", updated_at: UNKNOWN });
});

test("a changed immutable attribute forces replacement, and then everything computed is unknown", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({ owner: "ann" }));
  const { action, replace, planned } = await terraform.plan(config({ owner: "bob", name: "door" }));
  expect({ action, replace }).toEqual({ action: "replace", replace: ["owner"] });
  expect(planned).toMatchObject({ id: UNKNOWN, secret: UNKNOWN, created_at: UNKNOWN });
});

test("an immutable attribute that will be known only later forces replacement", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({}));
  expect(await terraform.plan(config({ owner: UNKNOWN }))).toMatchObject({ replace: ["owner"] });
});

test("an immutable attribute left to the server does not force replacement when something else changes", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({ project: null }));
  expect(await terraform.plan(config({ description: "new" }))).toMatchObject({
    action: "update",
    replace: [],
    planned: { project: "main" },
  });
});

test("every immutable change is listed once and in order", async () => {
  const { terraform, server } = await shop();
  await terraform.apply(config({ owner: "ann", project: "main" }));
  const changed = config({ project: "side", owner: "bob" });
  const { requiresReplace } = await server.plan("shop_widget", {
    prior: terraform.state,
    proposed: changed,
    config: changed,
    private: new Uint8Array(),
  });
  expect(requiresReplace).toEqual([[{ attribute: "owner" }], [{ attribute: "project" }]]);
});

test("a default comes back when its attribute is removed", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({ mode: "half" }));
  await terraform.apply(config({ mode: null }));
  expect(terraform.state).toMatchObject({ mode: "full" });
  expect(await terraform.plan(config({ mode: null }))).toMatchObject({ action: "no-op" });
});

test("an attribute that was removed is planned as null", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({ description: "old", labels: { team: "a", tier: "b" } }));
  const { planned } = await terraform.plan(config({ description: null, labels: { team: "a" } }));
  expect(planned).toMatchObject({ description: null, labels: { team: "a" } });
});

test("a set in another order, and a text in another Unicode form, change nothing", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({ addresses: ["a", "b", "c"], name: "caf\u00e9" }));
  const again = config({ addresses: ["c", "a", "b"], name: "cafe\u0301" });
  expect(await terraform.plan(again)).toMatchObject({ action: "no-op" });
});

test("a set with another element, or an element more often, has changed", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({ addresses: ["a", "b"] }));
  expect(await terraform.plan(config({ addresses: ["a", "c"] }))).toMatchObject({ action: "update" });
  expect(await terraform.plan(config({ addresses: ["a", "b", "c"] }))).toMatchObject({ action: "update" });
});

test("the order of a list counts", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({ pauses: ["1m", "2m"] }));
  expect(await terraform.plan(config({ pauses: ["2m", "1m"] }))).toMatchObject({ action: "update" });
});

test("a write-only value is never planned, and its change alone plans nothing", async () => {
  const { terraform } = await shop();
  expect(await terraform.plan(config({ password: "one" }))).toMatchObject({ planned: { password: null } });
  await terraform.apply(config({ password: "one" }));
  expect(await terraform.plan(config({ password: "two" }))).toMatchObject({ action: "no-op" });
});

test("a destroy is planned as nothing", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({}));
  expect(await terraform.plan(null)).toEqual({
    action: "delete",
    replace: [],
    planned: null,
    private: new Uint8Array(),
  });
});

test("computed values within nested attributes follow their element", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({ steps: [{ wait: "1m", places: null, number: null }] }));
  const { planned } = await terraform.plan(
    config({
      steps: [
        { wait: "60s", places: ["x"], number: null },
        { wait: "2m", places: null, number: null },
      ],
    }),
  );
  expect(planned).toMatchObject({
    steps: [
      { wait: "1m", places: ["x"], number: 0 },
      { wait: "2m", number: UNKNOWN },
    ],
  });
});

test("in a set of nested attributes a computed value is unknown as soon as the object changes", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({ alarms: [{ after: "1m", loud: null, ref: null }] }));
  const { planned } = await terraform.plan(
    config({ description: "new", alarms: [{ after: "60s", loud: null, ref: null }] }),
  );
  expect(planned).toMatchObject({ alarms: [{ after: "60s", loud: false, ref: UNKNOWN }] });
});

test("what ignore_changes puts in place of a computed value does not survive a replacement", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({ owner: "ann" }));
  const { planned } = await terraform.plan(config({ owner: "bob", id: "w1", secret: "secret of w1" }));
  expect(planned).toMatchObject({ id: UNKNOWN, secret: UNKNOWN });
});
