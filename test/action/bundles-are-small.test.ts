import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { action } from "./world.ts";

const [main = "", post = ""] = await Promise.all(
  ["main", "post"].map((entry) => readFile(join(action, `action/dist/${entry}.cjs`), "utf8")),
);

test("main and post have less than 100 KB together", () => {
  expect(Buffer.byteLength(main) + Buffer.byteLength(post)).toBeLessThan(100_000);
});

test("the bundles hold no schema library and no HTTP client but Node's own", () => {
  for (const foreign of [/ZodType|toJSONSchema/, /undici/i, /createConnection.*tunnel/, /node_modules/]) {
    expect(main).not.toMatch(foreign);
    expect(post).not.toMatch(foreign);
  }
});

test("the bundles need nothing that a runner does not have", () => {
  const required = [...`${main}${post}`.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name ?? "");
  expect(required.length).toBeGreaterThan(0);
  expect(
    required.filter(
      (name) => !/^(?:node:)?(?:crypto|fs|fs\/promises|http|https|os|path|tls|timers\/promises)$/.test(name),
    ),
  ).toEqual([]);
});

test("nothing of the Action writes to stderr, which a runner may print before a mask that came first", () => {
  for (const bundle of [main, post]) expect(bundle).not.toMatch(/console\.(?:error|warn)|process\.stderr/);
});
