import { expect, test } from "vitest";
import type { Attribute, Promised } from "../../../provider/framework/attribute.ts";
import type { Resource } from "../../../provider/framework/resource.ts";
import { UNKNOWN } from "../../../provider/framework/value.ts";
import { encodeValue } from "../../../provider/protocol/msgpack.ts";
import { attributes, config, shop, type Warehouse, type Widget, widget } from "./widget.ts";

function promising(name: string, more: Partial<Attribute>): Resource<Warehouse, Widget> {
  const changed = { ...attributes, [name]: { ...attributes[name]!, ...more } };
  return { ...widget, schema: { ...widget.schema, attributes: changed } };
}

test("an answer that keeps a promise passes, and one that breaks it is an error with its path and not its value", async () => {
  const { terraform } = await shop(promising("id", { promise: { notNull: true, prefix: "w" } }));
  expect(await terraform.apply(config({}))).toMatchObject({ id: "w1" });
  const { terraform: other } = await shop(promising("id", { promise: { notNull: true, prefix: "x" } }));
  await expect(other.apply(config({}))).rejects.toThrow(
    "Another value than promised: After apply, id is not what the plan promised of it.",
  );
  const { terraform: third } = await shop(promising("rotated_at", { promise: { notNull: true } }));
  await expect(third.apply(config({}))).rejects.toThrow("rotated_at is not what the plan promised");
});

test("lengths are promised of collections, a prefix of a string, and anything only of a computed value", async () => {
  const mistakes: readonly [string, Promised, string][] = [
    ["name", { notNull: true }, "only of a computed value"],
    ["id", { notNull: true, minLength: 1 }, "a length is promised of a list"],
    ["id", { notNull: true, prefix: "x".repeat(101) }, "a short one of a string"],
  ];
  for (const [name, promise, told] of mistakes) {
    await expect(shop(promising(name, { promise }))).rejects.toThrow(told);
  }
});

test("an unknown value goes over the wire with what is known of it (go-cty, msgpack/unknown.go)", () => {
  const type = { object: { id: "string", tags: { set: "string" } } } as const;
  const bytes = encodeValue(
    type,
    { id: UNKNOWN, tags: UNKNOWN },
    {
      id: { notNull: true, prefix: "w-" },
      tags: { notNull: true, minLength: 1, maxLength: 300 },
    },
  );
  expect(Buffer.from(bytes).toString("hex")).toBe(
    [
      "82", // an object of two
      "a26964",
      "c7070c", // ext 8, 7 bytes, type 12
      "8201c202a2772d", // {1: false, 2: "w-"}
      "a474616773",
      "c70b0c",
      "8301c205cd000106cd012c", // {1: false, 5: 1, 6: 300}
    ].join(""),
  );
  // A promise is about what is unknown.
  expect(encodeValue(type, { id: "w-1", tags: null }, { id: { notNull: true, prefix: "w-" } })).toEqual(
    encodeValue(type, { id: "w-1", tags: null }),
  );
});
