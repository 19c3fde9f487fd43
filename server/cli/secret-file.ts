import { closeSync, fsyncSync, openSync, rmSync, writeSync } from "node:fs";
import { failure } from "./failure.ts";

/** A new file for secrets; unless something is kept in it, it is gone once it is disposed of. */
export interface SecretFile extends Disposable {
  readonly path: string;
  readonly keep: (text: string) => void;
}

/**
 * Made before the secrets are: that it cannot be is known while nothing has been changed. What is there already is never
 * written over, nor a link followed to elsewhere.
 * @throws Failure `usage`
 */
export function createSecretFile(path: string): SecretFile {
  let file: number;
  try {
    file = openSync(path, "wx", 0o600);
  } catch (cause) {
    const { code = "unknown error" } = cause as NodeJS.ErrnoException;
    const why =
      code === "EEXIST" ? "is there already; secrets are written to a new file" : `cannot be made: ${code}`;
    throw failure("usage", `${path} ${why}`, "name another file, or move that one away; nothing was changed");
  }
  let isKept = false;
  return {
    path,
    keep: (text) => {
      // Whatever happens from here on, what is in it is the only copy.
      isKept = true;
      writeSync(file, text);
      fsyncSync(file);
    },
    [Symbol.dispose]: () => {
      closeSync(file);
      if (!isKept) rmSync(path, { force: true });
    },
  };
}
