import fc from "fast-check";

/** Milliseconds. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

const terms = fc.record({
  age: fc.constantFrom(null, 60, 100, 3600),
  extend: fc.boolean(),
  end: fc.constantFrom(null, null, 90, 4000),
  absolute: fc.constantFrom(null, null, 150, 5000),
  start: fc.constantFrom(null, null, null, 20),
  limit: fc.constantFrom(null, null, 1, 3),
});
const nth = fc.nat(3);

/** One step of a history: with a token, the last but `on`, or the clock. */
export const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("create" as const), terms }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("use" as const), on: nth, old: fc.nat(2) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      ms: fc.constantFrom(1, 999, 2 * SECOND, 3 * SECOND, 30 * SECOND, MINUTE - 1, MINUTE, 30 * MINUTE),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("rotate" as const), on: nth, grace: fc.constantFrom(0, 10, 600) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("disable" as const, "enable" as const),
      on: nth,
      directly: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("roll back" as const), on: nth }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("limit" as const),
      on: nth,
      limit: fc.constantFrom(null, 1, 2, 5),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("revoke" as const), on: nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("delete" as const), on: nth }) },
);
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
export type Terms = typeof terms extends fc.Arbitrary<infer T> ? T : never;
