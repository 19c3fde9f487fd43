import { expect, test } from "vitest";
import type { Resource } from "../../../provider/framework/resource.ts";
import type { ObjectValue } from "../../../provider/framework/value.ts";
import { attributes, shop, type Warehouse, widget } from "./widget.ts";

const third: Resource<Warehouse> = {
  ...widget,
  schema: { version: 3, description: "A widget.", attributes },
  upgraders: {
    1: ({ title, ...rest }) => ({ ...rest, name: `${title as string}!` }),
    2: ({ name, ...rest }) => ({ ...rest, name: `${name as string}?` }),
  },
};

async function upgrade(version: number, state: ObjectValue, resource = third) {
  const { server } = await shop(resource);
  return await server.upgradeState("shop_widget", version, state);
}

test("a state of this version keeps what is known, loses what is not, and has null for what is missing", async () => {
  const steps = [{ wait: "1m", gone: true }];
  const { state, diagnostics } = await upgrade(3, { id: "w1", gone: true, steps });
  expect(diagnostics).toEqual([]);
  expect(Object.keys(state)).toEqual(Object.keys(attributes));
  expect(state).toMatchObject({ id: "w1", name: null, steps: [{ wait: "1m", places: null, number: null }] });
});

test("a number beyond a double passes as it is", async () => {
  const number = 12345678901234567890n;
  expect((await upgrade(3, { steps: [{ wait: "1m", number }] })).state).toMatchObject({
    steps: [{ number }],
  });
});

test("older states go through every upgrader from theirs on", async () => {
  expect((await upgrade(1, { title: "a" })).state).toMatchObject({ name: "a!?" });
  expect((await upgrade(2, { name: "a" })).state).toMatchObject({ name: "a?" });
});

test("a state too old, too new, or of another shape is an error", async () => {
  expect(await upgrade(0, {})).toMatchObject({
    diagnostics: [{ detail: "Schema version 0 is not supported any more." }],
  });
  expect(await upgrade(4, {})).toMatchObject({ diagnostics: [{ summary: "State from a newer provider" }] });
  expect(await upgrade(3, { labels: "a" })).toMatchObject({
    diagnostics: [{ detail: "labels should be a map, and is a value of type string." }],
  });
});
