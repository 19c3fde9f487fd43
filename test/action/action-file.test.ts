import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inputDefaults, inputNames } from "../../action/inputs.ts";
import { parseYaml, readActionFile } from "../support/action-file.ts";
import { action } from "./world.ts";

const file = await readActionFile(action);
const source = ["main", "post"]
  .map((entry) => readFileSync(join(action, `action/${entry}.ts`), "utf8"))
  .join("\n");

test("action.yml has the inputs that the Action reads, no more and no fewer", () => {
  expect(Object.keys(file.inputs)).toEqual(inputNames);
});

test("action.yml says the same of absent inputs as the Action does", () => {
  const defaults = Object.entries(file.inputs).map(([name, input]) => [name, input.default ?? ""]);
  expect(Object.fromEntries(defaults)).toEqual(inputDefaults);
  const required = Object.entries(file.inputs).filter(([, input]) => input.required === "true");
  expect(required.map(([name]) => name)).toEqual(["url"]);
});

test("the entries read no input that the table does not have", () => {
  const read = [...source.matchAll(/get(?:Boolean|Multiline)?Input\("([^"]+)"/g)].map(([, name]) => name);
  expect(inputNames).toEqual(expect.arrayContaining(read));
});

test("action.yml has the outputs that the Action sets", () => {
  const set = [...source.matchAll(/setOutput\("([^"]+)"/g)].map(([, name]) => name);
  expect(new Set(Object.keys(file.outputs))).toEqual(new Set(set));
});

test("every input and output is described", () => {
  for (const { description } of [...Object.values(file.inputs), ...Object.values(file.outputs)]) {
    expect(description).toMatch(/^[A-Z].*\.$/);
  }
});

test("what action.yml runs is there, on Node.js 24", () => {
  expect(file.runs.using).toBe("node24");
  expect([file.runs.main, file.runs.post].filter((path) => !existsSync(join(action, path)))).toEqual([]);
});

test("the YAML that is read here is the YAML that others read", () => {
  expect(parseYaml('a:\n  b: >-\n    c\n    d\n  e: "f: g"\n# h\ni: j k\n')).toEqual({
    a: { b: "c d", e: "f: g" },
    i: "j k",
  });
  for (const other of [
    "a: b: c",
    "a: [b]",
    "- a",
    "a: |",
    "a: 'b'",
    "a:\n  b: c\n    d: e",
    "a: b\na: c",
    "a: b #c",
  ]) {
    expect(() => parseYaml(other)).toThrow(/^(?:not understood|quote this): /);
  }
});
