import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

/**
 * Which folder may import from which; each may also import from itself. An arrow only points inwards: the contract knows
 * nobody, the domain knows the contract, adapters know the domain and never each other, and only the mains know all.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  "server/contract": [],
  "server/domain": ["server/contract"],
  "server/store": ["server/contract", "server/domain"],
  "server/http": ["server/contract", "server/domain"],
  "server/outbound": ["server/contract", "server/domain"],
  "server/jobs": ["server/contract", "server/domain"],
  "server/sealed-box": [],
  "server/console": ["server/contract", "server/sealed-box"],
  "server/workers": ["server/contract", "server/domain"],
  "server/config": ["server/contract", "server/domain"],
  network: ["server/contract"],
  "server/cli": ["server/contract", "server/sealed-box", "network"],
  "provider/framework": [],
  "provider/plugin": [],
  "provider/protocol": ["provider/framework"],
  "provider/from-contract": ["server/contract", "provider/framework"],
  "provider/connection": ["server/contract", "network", "provider/framework", "provider/from-contract"],
  "provider/resources": ["server/contract", "provider/framework", "provider/from-contract"],
  "provider/data-sources": ["server/contract", "provider/framework", "provider/from-contract"],
  "provider/ephemeral": ["server/contract", "provider/framework", "provider/from-contract"],
  "provider/list-resources": ["server/contract", "provider/framework", "provider/from-contract"],
  "provider/actions": ["server/contract", "provider/framework", "provider/from-contract"],
  "provider/functions": ["server/contract", "provider/framework"],
  "provider/cdktf": ["provider/framework", "provider/protocol"],
  action: ["server/contract", "network"],
};

/** Modules from outside that a folder may load at run time; absent, any. */
const mayLoad: Readonly<Record<string, RegExp>> = {
  "server/contract": /^(zod|yaml)$/,
  "server/domain": /^node:crypto$/,
  "provider/framework": /^zod$/,
  "provider/plugin": /^node:/,
  network: /^node:/,
};

const root = path.join(import.meta.dirname, "../..");
const files = globSync("{server,provider,action,network}/**/*.{ts,tsx}", {
  cwd: root,
  exclude: ["**/dist/**", "**/bindings/**"],
});

interface Import {
  readonly file: string;
  readonly from: string;
  readonly isTypeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), "utf8");
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;]*?from\s+"([^"]+)"|import\("([^"]+)"\)/g,
  );
  return [...found].map(([, type, from, lazily]) => ({
    file,
    from: from ?? lazily ?? "",
    isTypeOnly: type !== undefined,
  }));
}

const imports = files.flatMap(importsOf);

function folderOf(file: string): string | undefined {
  return Object.keys(mayImport)
    .filter((folder) => file.startsWith(`${folder}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}

function targetOf({ file, from }: Import): string {
  return path.posix.normalize(path.posix.join(path.posix.dirname(file), from));
}

describe.each(Object.entries(mayImport))("%s", (folder, allowed) => {
  const own = imports.filter(({ file }) => folderOf(file) === folder);

  it("has files", () => {
    expect(files.some((file) => folderOf(file) === folder)).toBe(true);
  });

  it(`imports of ours only ${allowed.join(", ") || "itself"}`, () => {
    const foreign = own
      .filter(({ from }) => from.startsWith("."))
      .map((entry) => `${entry.file} -> ${targetOf(entry)}`)
      .filter(
        (arrow) => ![folder, ...allowed].some((place) => arrow.split(" -> ")[1]?.startsWith(`${place}/`)),
      );
    expect(foreign.filter((arrow) => !arrow.endsWith("/package.json"))).toEqual([]);
  });
});

describe.each(Object.entries(mayLoad))("%s", (folder, loadable) => {
  it(`loads from outside only ${String(loadable)}`, () => {
    const foreign = imports
      .filter(
        ({ file, from, isTypeOnly }) => folderOf(file) === folder && !from.startsWith(".") && !isTypeOnly,
      )
      .filter(({ from }) => !loadable.test(from))
      .map(({ file, from }) => `${file} -> ${from}`);
    expect(foreign).toEqual([]);
  });
});

it("leaves the environment and the arguments to the mains", () => {
  const readers = files.filter((file) =>
    /process\.(env|argv)\b/.test(readFileSync(path.join(root, file), "utf8")),
  );
  expect(readers.filter((file) => !/(^|\/)(main|post)\.ts$/.test(file))).toEqual([]);
});

it("imports zod whole: `{ z }` would bundle every language it speaks", () => {
  const named = files.filter((file) =>
    /import\s*\{[^}]*\bz\b[^}]*\}\s*from "zod"/.test(readFileSync(path.join(root, file), "utf8")),
  );
  expect(named).toEqual([]);
});

it("keeps the contract's client free of any schema library", () => {
  const reached = new Set<string>();
  const loading: string[] = [];
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const entry of importsOf(file)) {
      if (!entry.isTypeOnly && entry.from.startsWith(".")) visit(targetOf(entry));
      if (!entry.isTypeOnly && entry.from === "zod") loading.push(entry.file);
    }
  };
  visit("server/contract/client.ts");
  visit("server/contract/token-text.ts");
  expect(reached.size).toBeGreaterThan(2);
  expect(loading).toEqual([]);
});

it("keeps the command line free of any schema library", () => {
  const own = imports.filter(({ file, isTypeOnly }) => file.startsWith("server/cli/") && !isTypeOnly);
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const entry of importsOf(file)) {
      if (!entry.isTypeOnly && entry.from.startsWith(".")) visit(targetOf(entry));
    }
  };
  // Commands that validate files before they ask the server load that once they do.
  reached.add("server/contract/declaration-file.ts");
  for (const { from, ...entry } of own.filter(({ from }) => from.startsWith(".")))
    visit(targetOf({ from, ...entry }));
  expect(reached.size).toBeGreaterThan(20);
  expect(
    [...reached].filter((file) =>
      importsOf(file).some(({ from, isTypeOnly }) => from === "zod" && !isTypeOnly),
    ),
  ).toEqual([]);
});
