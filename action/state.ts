import type { Network } from "./network.ts";
import type { SecretTarget } from "./secret-target.ts";

/** What main leaves for post: how to sign in again, what to revoke and to remove. The runner keeps it for this step alone. */
export interface State {
  readonly url: string;
  readonly token: string;
  /** When that token ends, if it was given for this job alone and is to be revoked with it. */
  readonly exchangedUntil?: string | undefined;
  readonly minted: readonly MintedState[];
  /** What is half done of secrets that are handed over. */
  readonly pending: readonly Pending[];
  /** Where files of tokens are, or would have been. */
  readonly directory?: string | undefined;
  /** As inputs said it: a file they name may be gone by then. */
  readonly network: Network;
}

/** Remembered before the request, with what is known then, so that a token is revoked even if its reply was lost. */
export interface MintedState {
  /** The NAME of the `tokens` line. */
  readonly name: string;
  /** The name it has at the server. */
  readonly tokenName: string;
  /** Absent until the server has answered. */
  readonly id?: string;
  /** When it ends at the latest. Absent until the server has answered. */
  readonly expiresAt?: string;
  /** Absent until the server has answered. By it the token is revoked when the one signed in with has ended. */
  readonly secret?: string;
}

/** A secret that was made and is not surely in its place: GitHub has it, or it is to be taken back. */
export interface Pending {
  readonly target: SecretTarget;
  readonly tokenId: string;
  readonly made:
    | { readonly by: "minting" }
    | { readonly by: "rotation"; readonly rotationId: string | undefined };
  /** When GitHub's secret had been written last, null for never. Absent until GitHub is asked to write. */
  readonly before?: string | null;
}

export function writeState(state: State): string {
  return JSON.stringify(state);
}

/** Undefined when main left nothing, or not this. */
export function readState(text: string): State | undefined {
  if (text === "") return undefined;
  try {
    // Written by writeState in the same step; the runner hands it over as it is.
    return JSON.parse(text) as State;
  } catch {
    return undefined;
  }
}
