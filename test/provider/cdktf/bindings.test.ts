import { execFile } from "node:child_process";
import { cpSync, readdirSync, symlinkSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test, vi } from "vitest";
import { bindingOutputs } from "../../../tools/binding-outputs.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const root = path.join(import.meta.dirname, "../../..");

test("are those the schema makes, with no terraform in reach and nothing left behind", async () => {
  using home = temporaryFolder();
  vi.stubEnv("CDKTF_HOME", home.path);
  vi.stubEnv("PATH", "");
  const outputs = await bindingOutputs();
  vi.unstubAllEnvs();

  expect(outputs.length).toBeGreaterThan(30);
  for (const { path: file, make } of outputs) {
    expect({ file, text: await make() }).toEqual({
      file,
      text: await readFile(path.join(root, file), "utf8"),
    });
  }
  expect(readdirSync(home.path)).toEqual([]);
});

test("hold for the strictest user, down to every declaration", async () => {
  using folder = temporaryFolder();
  const settings = path.join(folder.path, "tsconfig.json");
  const compilerOptions = { skipLibCheck: false, typeRoots: [path.join(root, "node_modules/@types")] };
  const files = ["main.ts", "team.ts"].map((name) => path.join(root, "examples/cdktf", name));
  await writeFile(
    settings,
    JSON.stringify({ extends: path.join(root, "tsconfig.json"), compilerOptions, files, include: [] }),
  );
  const tsc = path.join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, "--project", settings]).catch(
    // What the compiler complains about is what it prints.
    (error: unknown) => error as { readonly stdout: string },
  );
  expect(stdout).toBe("");
});

test("are a package, for ES modules and CommonJS", async () => {
  using folder = temporaryFolder();
  const modules = path.join(folder.path, "node_modules");
  cpSync(path.join(root, "provider/cdktf/bindings"), path.join(modules, "cdktf-provider-jeton"), {
    recursive: true,
  });
  for (const peer of ["cdktf", "cdktn", "constructs"]) {
    symlinkSync(path.join(root, "node_modules", peer), path.join(modules, peer), "junction");
  }
  await writeFile(
    path.join(folder.path, "whole.mjs"),
    'import { Team, token } from "cdktf-provider-jeton/cdktf"; console.log(token.Token.tfResourceType, Team.name);',
  );
  await writeFile(
    path.join(folder.path, "part.cjs"),
    'const { Token } = require("cdktf-provider-jeton/cdktn/token"); console.log(Token.tfResourceType, "Team");',
  );
  const run = promisify(execFile);
  for (const file of ["whole.mjs", "part.cjs"]) {
    const { stdout } = await run(process.execPath, [path.join(folder.path, file)]);
    expect(stdout).toBe("jeton_token Team\n");
  }
});
