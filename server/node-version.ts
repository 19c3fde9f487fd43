import { isOlderNode } from "./contract/node-version.ts";

/** What package.json's `engines` says; the first version with everything the server uses. */
const LEAST = [24, 7] as const;

/** Undefined when this Node.js will do, else what to tell people. Written so that any Node.js can run it. */
export function nodeVersionProblem(version: string): string | undefined {
  if (!isOlderNode(version, LEAST)) return undefined;
  return [
    `Jeton needs Node.js ${LEAST.join(".")} or newer, and this is ${version}.`,
    "Run it with `npm start` after `npm ci`, which brings the right one for Linux and Intel Macs, or install it from https://nodejs.org.",
  ].join("\n");
}
