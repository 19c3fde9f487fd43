import { expect, test } from "vitest";
import { readIgnoreRules } from "../../action/ignore-rules.ts";

test.each<[line: string, ignored: string[], taken: string[]]>([
  ["draft.yaml", ["draft.yaml", "a/draft.yaml", "a/b/draft.yaml"], ["drafts.yaml", "a/x.draft.yaml"]],
  ["/draft.yaml", ["draft.yaml"], ["a/draft.yaml"]],
  ["a/draft.yaml", ["a/draft.yaml"], ["b/a/draft.yaml"]],
  ["*.tmp.yaml", ["x.tmp.yaml", "a/.tmp.yaml"], ["x.yaml"]],
  ["old", ["old", "old/a.yaml", "a/old/b/c.yaml"], ["older/a.yaml"]],
  ["old/", ["old/a.yaml", "a/old/b.yaml"], ["old"]],
  ["a/*/x.yaml", ["a/b/x.yaml"], ["a/x.yaml", "a/b/c/x.yaml"]],
  ["a/**/x.yaml", ["a/x.yaml", "a/b/x.yaml", "a/b/c/x.yaml"], ["b/a/x.yaml"]],
  ["**/x.yaml", ["x.yaml", "a/b/x.yaml"], ["a/xx.yaml"]],
  ["a/**", ["a/x.yaml", "a/b/x.yaml"], ["b/x.yaml"]],
  ["a?.yaml", ["ab.yaml"], ["a.yaml", "abc.yaml"]],
  ["[a-c]1.yaml", ["b1.yaml"], ["d1.yaml", "[a-c]1.yaml"]],
  ["[!a-c]1.yaml", ["d1.yaml"], ["b1.yaml"]],
  [String.raw`\#a.yaml`, ["#a.yaml"], ["a.yaml"]],
  [String.raw`\!a.yaml`, ["!a.yaml"], ["a.yaml"]],
  [String.raw`a\*.yaml`, ["a*.yaml"], ["ab.yaml"]],
  ["a.yaml   ", ["a.yaml"], []],
  ["# a.yaml", [], ["# a.yaml", "a.yaml"]],
  ["/", [], ["a.yaml"]],
  ["!", [], ["a.yaml", "!"]],
  ["ünder.yaml", ["ünder.yaml"], ["under.yaml"]],
])("%s leaves out %o, and not %o", (line, ignored, taken) => {
  const isIgnored = readIgnoreRules(`${line}\n`);
  expect(ignored.filter((path) => !isIgnored(path))).toEqual([]);
  expect(taken.filter(isIgnored)).toEqual([]);
});

test("the last line that is about a path decides, of a folder too", () => {
  const isIgnored = readIgnoreRules("*.yaml\r\n!keep.yaml\r\nold/\r\n!old/keep.yaml\r\n");
  const paths = ["a.yaml", "keep.yaml", "old/a.yaml", "old/keep.yaml", "old/b/keep.yaml"];
  expect(paths.filter(isIgnored)).toEqual(["a.yaml", "old/a.yaml", "old/b/keep.yaml"]);
});

test("no line takes long, whoever wrote it", () => {
  const isIgnored = readIgnoreRules(`${"*a".repeat(200)}b\n${"**/".repeat(200)}b\n`);
  expect(isIgnored(`${"a".repeat(255)}/`.repeat(15))).toBe(false);
});
