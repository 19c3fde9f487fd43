import type { SignedBytes } from "../domain/caller.ts";
import type { Exchange } from "./bindings.ts";

/** The signature that GitHub sends with a body; half of one is a wrong one, and none is undefined. */
export function signedBytes({ req }: Exchange, bytes: Uint8Array): SignedBytes | undefined {
  const keyId = req.header("github-public-key-identifier");
  const signature = req.header("github-public-key-signature");
  if (keyId === undefined && signature === undefined) return undefined;
  return { keyId: keyId ?? "", signature: signature ?? "", bytes };
}
