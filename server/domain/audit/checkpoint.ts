import { type KeyObject, sign, verify } from "node:crypto";
import { canonicalJson } from "../../contract/canonical-json.ts";
import type { ChainEnd } from "../store.ts";

/** Says, signed, how long the audit was at a time and with which hash it ended: kept elsewhere, it betrays whoever cuts or rewrites it. */
export interface Checkpoint extends ChainEnd {
  readonly time: string;
}

function signedBytes({ sequence, hash, time }: Checkpoint): Buffer {
  return Buffer.from(`jeton audit checkpoint v1\n${canonicalJson({ hash, sequence, time })}`);
}

/** A line of a file of checkpoints, signed with Ed25519 (RFC 8032) over the words above and the rest of the line. */
export function checkpointLine(checkpoint: Checkpoint, privateKey: KeyObject): string {
  const signature = sign(null, signedBytes(checkpoint), privateKey).toString("base64");
  return canonicalJson({ ...checkpoint, signature });
}

/** The checkpoint of a line, or undefined when it is none that the key signed. */
export function readCheckpoint(line: string, publicKey: KeyObject): Checkpoint | undefined {
  const { sequence, hash, time, signature } = fieldsOf(line);
  const isWhole = typeof hash === "string" && typeof time === "string" && typeof signature === "string";
  if (!isWhole || typeof sequence !== "number") return undefined;
  const checkpoint = { sequence, hash, time };
  const bytes = Buffer.from(signature, "base64");
  return verify(null, signedBytes(checkpoint), publicKey, bytes) ? checkpoint : undefined;
}

function fieldsOf(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
