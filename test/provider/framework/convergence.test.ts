import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type ObjectValue, UNKNOWN } from "../../../provider/framework/value.ts";
import { config, shop } from "./widget.ts";

const duration = fc.oneof(
  fc.integer({ min: 1, max: 5 }).map((minutes) => `${minutes}m`),
  fc.integer({ min: 1, max: 300 }).map((count) => `${count}s`),
  fc.integer({ min: 1, max: 5 }).map((minutes) => `${minutes * 60}s`),
);
const text = fc.oneof(
  fc.constantFrom("", "a", "é", "e\u0301", "two\nlines"),
  fc.string({ unit: "grapheme" }),
);
const key = fc.oneof(fc.constantFrom("team", "constructor", "__proto__", "toString"), text);
const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const places = fc.uniqueArray(text, { selector: (one) => one.normalize("NFC"), maxLength: 3 });

const alarms = fc.uniqueArray(
  fc.record({ after: duration, loud: orNull(fc.boolean()), ref: fc.constant(null) }),
  // Terraform drops what is equal, and a server what means the same.
  {
    selector: ({ after, loud }) =>
      `${Number.parseInt(after) * (after.endsWith("m") ? 60 : 1)}/${loud ?? false}`,
    maxLength: 3,
  },
);

const configs: fc.Arbitrary<ObjectValue> = fc.record(
  {
    owner: fc.constantFrom("ann", "bob"),
    project: orNull(fc.constantFrom("main", "side")),
    name: text,
    description: orNull(text),
    mode: orNull(fc.constantFrom("full", "half")),
    max_age: orNull(duration),
    pauses: orNull(fc.array(duration, { maxLength: 3 })),
    labels: orNull(fc.dictionary(key, text, { maxKeys: 3 })),
    addresses: orNull(places),
    steps: orNull(
      fc.array(fc.record({ wait: duration, places: orNull(places), number: fc.constant(null) }), {
        maxLength: 3,
      }),
    ),
    alarms: orNull(alarms),
    password: orNull(text),
  },
  { noNullPrototype: true },
);

test("whatever is configured, in whatever order, a plan after an apply is empty and Terraform has nothing to refuse", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(configs, { minLength: 1, maxLength: 4 }), async (sequence) => {
      const { terraform } = await shop();
      for (const values of sequence) {
        await terraform.apply(config(values));
        const again = await terraform.plan(config(values));
        expect(again).toMatchObject({ action: "no-op", replace: [] });
        expect(again.planned).toStrictEqual(terraform.state);
      }
      expect(await terraform.apply(null)).toBeNull();
    }),
    { numRuns: 300 },
  );
});

test("a plan with values that are not known yet is one Terraform accepts, and so is what follows", async () => {
  const names = [
    "owner",
    "project",
    "name",
    "mode",
    "max_age",
    "pauses",
    "labels",
    "addresses",
    "steps",
    "alarms",
  ];
  await fc.assert(
    fc.asyncProperty(configs, configs, fc.subarray(names), async (first, second, unknown) => {
      const { terraform } = await shop();
      await terraform.apply(config(first));
      const { planned } = await terraform.plan(
        config({ ...second, ...Object.fromEntries(unknown.map((name) => [name, UNKNOWN])) }),
      );
      for (const name of unknown) expect(planned?.[name]).toBe(UNKNOWN);
      await terraform.apply(config(second));
      expect(await terraform.plan(config(second))).toMatchObject({ action: "no-op" });
    }),
  );
});

test("a server that spells everything otherwise changes nothing that was configured", async () => {
  await fc.assert(
    fc.asyncProperty(configs, async (values) => {
      const { terraform } = await shop();
      const whole = config(values);
      await terraform.apply(whole);
      await terraform.refresh();
      for (const name of ["max_age", "pauses", "labels", "addresses", "name", "description"]) {
        expect(terraform.state?.[name]).toEqual(whole[name]);
      }
    }),
  );
});

test("what was applied and is then imported plans empty and keeps its id", async () => {
  await fc.assert(
    fc.asyncProperty(configs, async (values) => {
      const { terraform } = await shop();
      const { id } = (await terraform.apply(config(values)))!;
      await terraform.import(id as string);
      expect(await terraform.plan(config(values))).toMatchObject({ action: "no-op" });
      expect(terraform.state?.["id"]).toBe(id);
    }),
  );
});
