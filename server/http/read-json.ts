import { pointer } from "../contract/validate.ts";
import { Problem } from "../contract/problem.ts";

/**
 * The value of a JSON text (RFC 8259). Its messages say where a text is wrong and never quote it: a body may hold a secret.
 * @throws Problem `malformed_json`, `validation_failed` for a member named `__proto__`
 */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw malformed(text, cause);
  }
  refusePrototypes(text, value);
  return value;
}

/** @throws Problem `malformed_json` */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Problem("malformed_json", "the body is not valid UTF-8");
  }
}

function malformed(text: string, cause: unknown): Problem {
  const message = cause instanceof Error ? cause.message : "";
  const position = /at position (\d+)/.exec(message)?.[1];
  const lines = text.slice(0, position === undefined ? findError(text) : Number(position)).split("\n");
  const where = `line ${String(lines.length)}, column ${String((lines.at(-1) ?? "").length + 1)}`;
  return new Problem("malformed_json", `the body is not valid JSON at ${where}`);
}

/**
 * V8 names no position for an unexpected token, but a text cut off before that token fails for another reason, if at
 * all: the shortest beginning that fails the same way ends with it.
 */
function findError(text: string): number {
  if (!hasUnexpectedToken(text)) return text.length;
  let before = 0;
  let past = text.length;
  while (past - before > 1) {
    const middle = Math.floor((before + past) / 2);
    if (hasUnexpectedToken(text.slice(0, middle))) past = middle;
    else before = middle;
  }
  return past - 1;
}

function hasUnexpectedToken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (cause) {
    return cause instanceof Error && cause.message.startsWith("Unexpected token");
  }
}

/**
 * JSON.parse makes `__proto__` an own member, which copies lose without a word: it is refused wherever it stands. By a
 * list and not by recursion, so that depth cannot exhaust the stack.
 */
function refusePrototypes(text: string, value: unknown): void {
  if (!text.includes("__proto__") && !text.includes("\\u")) return;
  const pending: { readonly value: unknown; readonly path: readonly string[] }[] = [{ value, path: [] }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (typeof next.value !== "object" || next.value === null) continue;
    for (const [key, member] of Object.entries(next.value)) {
      const path = [...next.path, key];
      if (key === "__proto__") throw unknownField(pointer(path));
      if (path.length < MAX_DEPTH) pending.push({ value: member, path });
    }
  }
}

/** Deeper than any field of the contract: what lies below is refused for its type. */
const MAX_DEPTH = 16;

function unknownField(at: string): Problem {
  const detail = "there is no such field";
  return new Problem("validation_failed", `${at}: ${detail}`, { errors: [{ pointer: at, detail }] });
}
