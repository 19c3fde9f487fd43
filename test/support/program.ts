import { existsSync } from "node:fs";
import path from "node:path";
import { beforeEach } from "vitest";

const mustRun = process.env["CI"] === "true" || process.env["JETON_TEST_REQUIRE_ALL"] === "1";
const folders = [...(process.env["PATH"] ?? "").split(path.delimiter), "/usr/sbin", "/usr/bin"];

/** Where a program is that tests start and people may not have; undefined where it is missing. */
export function findProgram(program: string): string | undefined {
  return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file));
}

/** Skips a file's tests where what they need is missing, with the reason, unless nothing may be skipped. */
export function needProgram(program: string, file: string | undefined = findProgram(program)): void {
  beforeEach(({ skip }) => {
    skip(file === undefined && !mustRun, `${program} is not installed`);
  });
}
