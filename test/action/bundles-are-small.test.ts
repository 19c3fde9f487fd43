import { globSync, readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { prepare as Prepare } from "../../action/deploy.ts";
import { readDeclarationFiles } from "../../server/contract/declaration-file.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { action } from "./world.ts";

const [main = "", post = "", secrets = "", deploy = ""] = await Promise.all(
  ["main", "post", "secrets", "deploy"].map((entry) =>
    readFile(join(action, `action/dist/${entry}.cjs`), "utf8"),
  ),
);

test("main and post have less than 100 KB together", () => {
  expect(Buffer.byteLength(main) + Buffer.byteLength(post)).toBeLessThan(100_000);
});

test("what few steps need is loaded when it is asked for, and has less than 250 KB", () => {
  expect(Buffer.byteLength(secrets)).toBeLessThan(40_000);
  expect(Buffer.byteLength(deploy)).toBeLessThan(250_000);
  expect(main).toContain('import("./deploy.cjs")');
  for (const bundle of [main, post]) {
    expect(bundle).toContain('import("./secrets.cjs")');
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
  const required = [...`${main}${post}${secrets}${deploy}`.matchAll(/\brequire\("([^"]+)"\)/g)].map(
    ([, name]) => name ?? "",
  );
  expect(required.length).toBeGreaterThan(0);
  expect(
    required.filter(
      (name) =>
        !/^(?:node:)?(?:crypto|fs|fs\/promises|http|https|net|os|path|tls|timers\/promises)$/.test(name),
    ),
  ).toEqual([]);
});

test("nothing of the Action writes to stderr, which a runner may print before a mask that came first", () => {
  for (const bundle of [main, post, secrets, deploy])
    expect(bundle).not.toMatch(/console\.(?:error|warn)|process\.stderr/);
});

test("what is left out of the bundle changes nothing of what it reads: the examples, and what is wrong with others", async () => {
  using folder = temporaryFolder();
  const good = globSync("examples/declarations/*.yaml", { cwd: action });
  const files = good.map((path) => ({ path, text: readFileSync(join(action, path), "utf8") }));
  expect(files.length).toBeGreaterThan(0);
  const wrong = [
    "a: [",
    "kind: role\nname: 7\n",
    "!!str a",
    "- &a 1\n- *b",
    "kind: group\n<<: {}\n",
    "a: 1\na: 2",
  ];
  files.push(...wrong.map((text, index) => ({ path: `wrong-${String(index)}.yaml`, text })));
  const { prepare } = createRequire(import.meta.url)(join(action, "action/dist/deploy.cjs")) as {
    prepare: typeof Prepare;
  };
  for (const file of files) {
    const path = file.path.replaceAll("/", "-");
    writeFileSync(join(folder.path, path), file.text);
    const told: string[] = [];
    const annotate: Parameters<typeof Prepare>[2]["annotate"] = (_, message, place) =>
      told.push(`${String(place?.line)}:${String(place?.column)} ${message}`);
    const deploying = {
      directory: "",
      patterns: [path],
      project: "shop",
      name: "a",
    } as unknown as Parameters<typeof Prepare>[1];
    const prepared = await prepare(folder.path, deploying, { say: () => undefined, annotate });
    const read = readDeclarationFiles([{ ...file, path }]);
    const documents = read.type === "ok" ? read.documents : undefined;
    const problems = read.type === "ok" ? [] : read.problems;
    expect(prepared.type === "ok" ? prepared.declarations[0]?.read.documents : undefined).toEqual(documents);
    expect(told).toEqual(
      problems.map(({ line, column, field, detail, remedy }) => {
        const what = field === "" ? detail : `${field} ${detail}`;
        return `${String(line)}:${String(column)} ${what}; ${remedy}`;
      }),
    );
  }
});
