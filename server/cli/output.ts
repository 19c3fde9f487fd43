import { failure } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

/** How objects are printed: for people, or for programs. */
const formats = ["table", "wide", "json", "yaml", "name"] as const;
export type Format = (typeof formats)[number];

/** One object of the API, whatever its noun. */
export type Item = Readonly<Record<string, unknown>>;

/** JSON or YAML of what the API answered, as it is. */
export async function printData(
  { out }: Pick<Terminal, "out">,
  format: "json" | "yaml",
  value: unknown,
): Promise<void> {
  if (format === "json") {
    out(`${JSON.stringify(value, null, 2)}\n`);
    return;
  }
  const { stringify } = await import("yaml");
  // Version 1.1 as well reads what is quoted for it: `no` and `on` are texts for all readers.
  out(stringify(value, { lineWidth: 0, compat: "yaml-1.1" }));
}

export function isData(format: Format): format is "json" | "yaml" {
  return format === "json" || format === "yaml";
}

/** @throws Failure `usage` */
export function formatOf(text: string | undefined, allowed: readonly Format[] = formats): Format {
  const format = allowed.find((name) => name === (text ?? "table"));
  if (format === undefined) throw failure("usage", `--output must be one of ${allowed.join(", ")}`);
  return format;
}

const palette = { green: 32, yellow: 33, red: 31, dim: 2, bold: 1 } as const;

/** Colours, where a person sees them and has not asked for none (https://no-color.org). */
export function painter(
  { env, isInteractive }: Pick<Terminal, "env" | "isInteractive">,
  isWanted = true,
): (text: string, colour: keyof typeof palette) => string {
  const isShown = isWanted && isInteractive && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  return (text, colour) => (isShown ? `\u001b[${String(palette[colour])}m${text}\u001b[0m` : text);
}
