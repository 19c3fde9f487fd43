import { readFileSync } from "node:fs";
import { failure } from "./failure.ts";

/**
 * A secret out of a file, without the line feed that editors end it with; never in an argument, where other processes and the
 * shell's history see it.
 * @throws Failure `usage` where it cannot be read or is empty
 */
export function readSecretFile(file: string, flag: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw failure(
      "usage",
      `${flag}: ${file} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? "unknown error"}`,
    );
  }
  const secret = text.replace(/\r?\n$/, "");
  if (secret === "") throw failure("usage", `${flag}: ${file} is empty`);
  return secret;
}
