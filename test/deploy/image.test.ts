import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Dockerfile, DockerfileParser } from "dockerfile-ast";
import { validate } from "dockerfile-utils";
import { expect, test } from "vitest";
import { settingNames } from "../../server/config/settings.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const text = readFileSync(path.join(root, "Dockerfile"), "utf8");
const dockerfile: Dockerfile = DockerfileParser.parse(text);
const final = dockerfile
  .getInstructions()
  .slice(dockerfile.getInstructions().findLastIndex((instruction) => instruction.getKeyword() === "FROM"));
const argumentsOf = (keyword: string): string[] =>
  final.filter((one) => one.getKeyword() === keyword).map((one) => one.getArgumentsContent() ?? "");

test("the Dockerfile has nothing a linter minds", () => {
  expect(validate(text)).toEqual([]);
});

test("the image runs as a user by number, and not as root", () => {
  expect(argumentsOf("USER")).toEqual([expect.stringMatching(/^[1-9]\d{3,}:[1-9]\d{3,}$/)]);
});

test("the image says whether it is well, and ends when it is asked to", () => {
  expect(argumentsOf("HEALTHCHECK")).toHaveLength(1);
  expect(argumentsOf("STOPSIGNAL")).toEqual(["SIGTERM"]);
});

test("the image holds what was built and the licence, and runs no install script on the way", () => {
  const copied = argumentsOf("COPY").map((content) => content.split(/\s+/).slice(0, -1).join(" "));
  expect(copied).toEqual(["/build/server/dist/", "/build/LICENSE"]);
  expect(text).toContain("npm ci --ignore-scripts");
});

test("the image sets only variables that the server knows", () => {
  const set = [...text.matchAll(/\b(JETON_[A-Z_]+)=/g)].map(([, name]) => name);
  expect(set).not.toEqual([]);
  expect(settingNames).toEqual(expect.arrayContaining(set));
});

test("nothing secret that may lie in the folder is sent to whoever builds", () => {
  const left = readFileSync(path.join(root, ".dockerignore"), "utf8").split("\n");
  expect(left).toEqual(expect.arrayContaining(["data", ".env", ".git", "deploy", "**/terraform.tfstate*"]));
  // What the build reads is not among it.
  const needed = ["server", "provider", "action", "tools", "package.json", "package-lock.json", ".npmrc"];
  expect(needed.filter((name) => left.includes(name) || !existsSync(path.join(root, name)))).toEqual([]);
});
