import { type FieldError, Problem } from "../contract/problem.ts";
import { decodePercent } from "./routing.ts";

/**
 * The names and values of `application/x-www-form-urlencoded` text, strictly: a name that comes twice, bytes that are
 * not UTF-8 and U+0000 are refused rather than guessed at.
 * @throws Problem `validation_failed` that names the parameters
 */
export function parseUrlencoded(text: string): Record<string, string> {
  const values = new Map<string, string>();
  const errors: FieldError[] = [];
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const rawName = equals === -1 ? pair : pair.slice(0, equals);
    const name = decode(rawName);
    const value = decode(equals === -1 ? "" : pair.slice(equals + 1));
    if (name === undefined || value === undefined) {
      errors.push({ pointer: name ?? "", detail: "must be percent-encoded UTF-8 without U+0000" });
    } else if (values.has(name)) {
      errors.push({ pointer: name, detail: "must be given once only" });
    } else {
      values.set(name, value);
    }
  }
  const [first] = errors;
  if (first)
    throw new Problem("validation_failed", `${first.pointer || "a parameter"}: ${first.detail}`, { errors });
  return Object.fromEntries(values);
}

function decode(text: string): string | undefined {
  // Most of it stands for itself.
  if (/^[\w.~-]*$/.test(text)) return text;
  const decoded = decodePercent(text.replaceAll("+", " "));
  return decoded?.includes("\0") ? undefined : decoded;
}
