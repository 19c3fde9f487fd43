import type * as z from "zod";
import { type FieldError, Problem } from "./problem.ts";

type Issue = z.core.$ZodIssue;

/**
 * The value as the schema makes it, or a `validation_failed` problem that names every field that is wrong.
 * Pointers are JSON pointers (RFC 6901) into `value`.
 */
export function validate<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap((issue) => fieldErrors(issue, schema));
  const [first] = errors;
  const detail = first ? `${first.pointer || "the body"}: ${first.detail}` : "the request is not valid";
  throw new Problem(
    "validation_failed",
    errors.length > 1 ? `${detail} (and ${String(errors.length - 1)} more)` : detail,
    {
      errors,
    },
  );
}

/** RFC 6901: `~` is `~0` and `/` is `~1`. */
export function pointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function fieldErrors(issue: Issue, schema: z.ZodType): FieldError[] {
  if (issue.code === "unrecognized_keys") {
    const known = issue.path.length === 0 ? knownKeys(schema) : "";
    return issue.keys.map((key) => ({
      pointer: pointer([...issue.path, key]),
      detail: `there is no such field${known}`,
    }));
  }
  if (issue.code === "invalid_key") {
    return issue.issues.map((inner) => ({ pointer: pointer(issue.path), detail: inner.message }));
  }
  return [{ pointer: pointer(issue.path), detail: messageOf(issue) }];
}

function messageOf(issue: Issue): string {
  if (issue.code === "invalid_type") {
    if (issue.input === undefined && issue.message.endsWith("undefined")) return "is required";
    return `must be ${article(issue.expected)}`;
  }
  if (issue.code === "invalid_value") {
    return `must be one of ${issue.values.map((value) => `\`${String(value)}\``).join(", ")}`;
  }
  return issue.message;
}

function article(type: string): string {
  if (type === "int") return "a whole number";
  const word = type === "record" ? "object" : type;
  return `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;
}

function knownKeys(schema: z.ZodType): string {
  const shape = (schema as { readonly shape?: Record<string, unknown> }).shape;
  return shape ? `; the fields are ${Object.keys(shape).join(", ")}` : "";
}
