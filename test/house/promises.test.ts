import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { lists } from "../../provider/data-sources/lists.ts";
import { createJeton } from "../../provider/jeton.ts";
import { settingNames } from "../../server/config/settings.ts";

/** What the README promises, held against what is there. */
const root = path.join(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const readme = read("README.md");

describe("the README", () => {
  it("shows the quickstart as it is run", () => {
    expect(readme).toContain(read("examples/quickstart/main.tf"));
  });

  it("has a page that shows the receiver of webhooks as it is run", () => {
    expect(read("docs/webhooks.md")).toContain(read("examples/webhook-receiver/verify.ts"));
  });

  it("names every variable of the server, and none that it does not know", () => {
    const rows = [...readme.matchAll(/^\| `(JETON_\w+)` +\|/gm)].map(([, name]) => name);
    expect(new Set(rows)).toEqual(new Set(settingNames));
  });

  it("names every resource, data source and action of the provider, and none that it has not", () => {
    const { resources, dataSources, ephemeralResources, actions } = createJeton({}).schema();
    const section = /\n## Declare with Terraform\n([^]*?)\n## /.exec(readme)?.[1] ?? "";
    const named = [...section.matchAll(/(?:`|`data\.|ephemeral ")(jeton_\w+)[`"]/g)].map(([, name]) => name);
    const known = [resources, dataSources, ephemeralResources, actions].flatMap((table) =>
      Object.keys(table),
    );
    const plurals = lists.map(({ typeName }) => typeName);
    expect(plurals.filter((name) => named.includes(name))).toEqual(["jeton_tokens"]);
    expect(new Set([...named, ...plurals])).toEqual(new Set(known));
  });

  it("gives the Action only inputs it has", () => {
    const inputs = [...read("action.yml").matchAll(/^ {2}([a-z-]+):$/gm)].map(([, name]) => name);
    const examples = [...readme.matchAll(/^( *)with:\n((?:\1 {2}.*\n)+)/gm)];
    expect(examples).toHaveLength(readme.match(/^ *with:$/gm)?.length ?? 0);
    const used = examples.flatMap(([, indent = "", lines = ""]) =>
      [...lines.matchAll(new RegExp(`^${indent} {2}([a-z-]+):`, "gm"))].map(([, name]) => name),
    );
    expect(used.length).toBeGreaterThan(5);
    expect(inputs).toEqual(expect.arrayContaining(used));
  });

  it("links only to files that are there", () => {
    const links = [...readme.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, link]) => link ?? "");
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !existsSync(path.join(root, link)))).toEqual([]);
  });

  it("names only scripts that package.json has", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = [...`${readme}${read("CONTRIBUTING.md")}`.matchAll(/npm run ([\w:]+)/g)].map(
      ([, name]) => name,
    );
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });
});

describe("docs/features.md", () => {
  const page = read("docs/features.md");
  const rows = [...page.matchAll(/^\| ([SPN]\d+) +\|(.+)\|(.+)\|(.+)\|$/gm)].map(([, id = "", ...cells]) => ({
    id,
    cells: cells.map((cell) => cell.trim()),
    proofs: testsIn(cells.at(-1) ?? ""),
  }));

  it("lists each feature once, with what works, by which surfaces, and a test that proves it", () => {
    expect(rows.length).toBeGreaterThan(30);
    // Nothing in the table may look like a row and be overlooked here.
    const lines = page.split("\n").filter((line) => /^\|(?! *(?:id |---))/.test(line));
    expect(lines).toHaveLength(rows.length);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const poor = rows.filter(({ cells, proofs }) => cells.includes("") || proofs.length === 0);
    expect(poor.map(({ id }) => id)).toEqual([]);
  });

  it("names only tests that are there, and have sentences", () => {
    const tests = testsIn(page);
    expect(tests.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
    expect(tests.filter((file) => !/\b(?:test|it)(?:\.(?:each|for))?\(/.test(read(file)))).toEqual([]);
  });

  it("names no test that is passed over: none in the house is", () => {
    const files = readdirSync(path.join(root, "test"), { recursive: true, encoding: "utf8" });
    const odd = files
      .filter((file) => file.endsWith(".test.ts"))
      .filter((file) =>
        /\b(?:test|it|describe)\.(?:skip|only|todo|fails)\b/.test(read(path.join("test", file))),
      );
    expect(odd).toEqual([]);
  });
});

/** The test files that a text of the documentation names. */
function testsIn(text: string): readonly string[] {
  return [...text.matchAll(/`(test\/[^`]+)`/g)].map(([, file]) => file ?? "");
}

describe("the documentation", () => {
  const pages = readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => path.join("docs", file));

  it("links only to files that are there", () => {
    const dead = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!http|#)([^)#]+)/g)]
        .map(([, link]) => path.join(path.dirname(page), link ?? ""))
        .filter((link) => !existsSync(path.join(root, link))),
    );
    expect(dead).toEqual([]);
  });

  it("names only files of the house that are there", () => {
    const dead = [...pages, "README.md", "CONTRIBUTING.md"].flatMap((page) =>
      [
        ...read(page).matchAll(
          /`((?:test|server|provider|action|bench|tools|docs|examples)\/[\w./-]+\.\w+)`/g,
        ),
      ]
        .map(([, file]) => file ?? "")
        // What is built is not in a clone.
        .filter((file) => !file.startsWith("server/dist/") && !existsSync(path.join(root, file)))
        .map((file) => `${page}: ${file}`),
    );
    expect(dead).toEqual([]);
  });
});
