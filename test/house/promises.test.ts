import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { settingNames } from "../../server/config/settings.ts";

/** What the README promises, held against what is there. */
const root = path.join(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const readme = read("README.md");

describe("the README", () => {
  it("shows the quickstart as it is run", () => {
    expect(readme).toContain(read("examples/quickstart/main.tf"));
  });

  it("names every variable of the server, and none that it does not know", () => {
    const rows = [...readme.matchAll(/^\| `(JETON_\w+)` +\|/gm)].map(([, name]) => name);
    expect(new Set(rows)).toEqual(new Set(settingNames));
  });

  it("gives the Action only inputs it has", () => {
    const inputs = [...read("action.yml").matchAll(/^ {2}([a-z-]+):$/gm)].map(([, name]) => name);
    const example = /with:\n((?: {10}.*\n)+)/.exec(readme)?.[1] ?? "";
    const used = [...example.matchAll(/^ {10}([a-z-]+):/gm)].map(([, name]) => name);
    expect(used.length).toBeGreaterThan(2);
    expect(inputs).toEqual(expect.arrayContaining(used));
  });

  it("links only to files that are there", () => {
    const links = [...readme.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, link]) => link ?? "");
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !existsSync(path.join(root, link)))).toEqual([]);
  });

  it("names only scripts that package.json has", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = [...`${readme}${read("CONTRIBUTING.md")}`.matchAll(/npm run (\w+)/g)].map(
      ([, name]) => name,
    );
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });
});

describe("docs/features.md", () => {
  it("names only tests that are there", () => {
    const tests = [...read("docs/features.md").matchAll(/`(test\/[^`]+)`/g)].map(([, file]) => file ?? "");
    expect(tests.length).toBeGreaterThan(10);
    expect(tests.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});
