/**
 * What few steps need, in a bundle of its own that main and post load when they are asked for it: `action/dist/secrets.cjs`.
 */
import type { GitHubOptions } from "./github-api.ts";
import { createGitHub } from "./github-secrets.ts";
import { handOver } from "./hand-over.ts";
import { readSecretLines } from "./secret-lines.ts";
import { type Settled, settle, type SettlePorts } from "./settle-secret.ts";
import type { Pending } from "./state.ts";

/** Settles in post what main left half done. */
function settleLeft(
  pending: Pending,
  { github, ...ports }: Omit<SettlePorts, "github"> & { readonly github: GitHubOptions },
): Promise<Settled> {
  return settle(pending, { ...ports, github: createGitHub(github) });
}

export { handOver, readSecretLines, settleLeft };
