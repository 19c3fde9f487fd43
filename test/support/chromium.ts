import { existsSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";

const mustRun = process.env["CI"] === "true" || process.env["JETON_TEST_REQUIRE_ALL"] === "1";
const folders = [...(process.env["PATH"] ?? "").split(path.delimiter), "/usr/bin", "/usr/lib/chromium"];
// The shell is the same browser without its windows, which take more time than our pages.
const names = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
const program = names
  .flatMap((name) => folders.map((folder) => path.join(folder, name)))
  .find((file) => existsSync(file));

/** Why tests in a browser are skipped here, or the empty text; where every test must run, they fail instead. */
export const whyNoChromium =
  program === undefined && !mustRun ? "Chromium is missing: neither on the PATH nor in /usr/bin" : "";

export async function launchChromium(): Promise<Browser> {
  if (program === undefined) throw new Error("The tests need Chromium: apt-get install chromium");
  return chromium.launch({
    executablePath: program,
    // Its sandbox needs a user that is not root; what these tests open is our own.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}

let shared: Promise<Browser> | undefined;

/**
 * One browser for all test files of a worker, which it ends with: a launch costs as much as several flows. Files close the
 * contexts that they open in it.
 */
export function sharedChromium(): Promise<Browser> {
  return (shared ??= launchChromium());
}
