import { readFileSync } from "node:fs";
import { failure } from "./failure.ts";
import type { Terminal } from "./terminal.ts";
import { readYaml } from "../contract/yaml-documents.ts";

/**
 * The fields of one object, of a file of YAML or JSON; `-` is the standard input.
 * @throws Failure `usage` where it cannot be read or is none
 */
export async function readBodyFile(
  terminal: Terminal,
  file: string,
): Promise<Readonly<Record<string, unknown>>> {
  const text = file === "-" ? await terminal.readInput() : contentOf(file);
  const path = file === "-" ? "the standard input" : file;
  const { objects, problems } = readYaml({ path, text });
  const [problem] = problems;
  if (problem) throw failure("usage", `${path}:${String(problem.line)}: ${problem.detail}`, problem.remedy);
  const [object, ...others] = objects;
  const value = object?.value;
  if (others.length > 0 || typeof value !== "object" || value === null || Array.isArray(value)) {
    throw failure(
      "usage",
      `${path} must hold the fields of one object`,
      "several objects are applied by `jeton apply -f`",
    );
  }
  // It was just seen to be a map, whose keys are texts.
  return value as Readonly<Record<string, unknown>>;
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw failure(
      "usage",
      `--file: ${file} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? "unknown error"}`,
    );
  }
}
