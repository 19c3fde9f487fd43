import { isOlderNode } from "../server/contract/node-version.ts";

/** The first version whose agents take a proxy. */
const LEAST_NODE = [24, 5] as const;

/**
 * Without these files the toolkit would print outputs, secrets too, as commands of old runners.
 * @throws Error saying what the runner lacks
 */
export function refuseOtherRunners(env: Readonly<Record<string, string | undefined>>, version: string): void {
  if (isOlderNode(version, LEAST_NODE)) {
    throw new Error(`This runner has Node.js ${version}; ${LEAST_NODE.join(".")} or newer is needed.`);
  }
  for (const name of ["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STATE"]) {
    if (!env[name])
      throw new Error(`${name} is not set: this is no runner of GitHub Actions, or one too old.`);
  }
}
