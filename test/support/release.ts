import { beforeEach } from "vitest";
import { installedBun } from "../../tools/release/bun.ts";
import { hostPlatform } from "../../tools/release/platforms.ts";

const mustRun = process.env["CI"] === "true" || process.env["JETON_TEST_REQUIRE_ALL"] === "1";

/** Whether Bun is there to compile with; where nothing may be skipped it is, or is installed. */
export const mayCompile: boolean =
  mustRun || (hostPlatform !== undefined && installedBun(hostPlatform) !== undefined);

/** Skips a file's tests where there is no Bun to compile with, with the reason. */
export function needBun(): void {
  beforeEach(({ skip }) => {
    skip(!mayCompile, "Bun is not installed: `npm ci --prefix tools/release` installs it, 52 MB");
  });
}
