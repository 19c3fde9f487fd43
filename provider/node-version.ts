import { isOlderNode } from "../server/contract/node-version.ts";

/** The first version with everything the provider uses, as package.json's `engines` says. */
const LEAST = [24, 7] as const;

/** Undefined when this Node.js will do, else what to tell people. Written so that any Node.js can run it. */
export function nodeVersionProblem(version: string): string | undefined {
  if (!isOlderNode(version, LEAST)) return undefined;
  return `The provider jeton needs Node.js ${LEAST.join(".")} or newer, and the \`node\` on the PATH is ${version}. Install one from https://nodejs.org, or put a newer one first on the PATH.`;
}
