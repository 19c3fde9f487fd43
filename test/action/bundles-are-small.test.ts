import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { action } from "./world.ts";

const [main = "", post = "", deploy = ""] = await Promise.all(
  ["main", "post", "deploy"].map((entry) => readFile(join(action, `action/dist/${entry}.cjs`), "utf8")),
);

test("main and post have less than 100 KB together", () => {
  expect(Buffer.byteLength(main) + Buffer.byteLength(post)).toBeLessThan(100_000);
});

test("what few steps need is loaded when it is asked for, and has less than 250 KB", () => {
  expect(Buffer.byteLength(deploy)).toBeLessThan(250_000);
  for (const bundle of [main, post]) {
    expect(bundle).toContain('import("./deploy.cjs")');
    expect(bundle).not.toContain("x-github-api-version");
  }
});

test("the bundles hold no schema library and no HTTP client but Node's own", () => {
  for (const foreign of [/ZodType|toJSONSchema/, /undici/i, /createConnection.*tunnel/, /node_modules/]) {
    expect(main).not.toMatch(foreign);
    expect(post).not.toMatch(foreign);
  }
});

test("the bundles need nothing that a runner does not have", () => {
  const required = [...`${main}${post}${deploy}`.matchAll(/\brequire\("([^"]+)"\)/g)].map(
    ([, name]) => name ?? "",
  );
  expect(required.length).toBeGreaterThan(0);
  expect(
    required.filter(
      (name) => !/^(?:node:)?(?:crypto|fs|fs\/promises|http|https|os|path|tls|timers\/promises)$/.test(name),
    ),
  ).toEqual([]);
});

test("nothing of the Action writes to stderr, which a runner may print before a mask that came first", () => {
  for (const bundle of [main, post, deploy])
    expect(bundle).not.toMatch(/console\.(?:error|warn)|process\.stderr/);
});
