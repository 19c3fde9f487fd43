import { hash } from "node:crypto";
import { isInput, isShown } from "../contract/field.ts";
import type { AnyNoun } from "../contract/noun.ts";
import { Problem } from "../contract/problem.ts";
import { canonicalJson } from "../contract/canonical-json.ts";

type Shown = Readonly<Record<string, unknown>>;

/**
 * The entity tag of an object as it is shown (RFC 9110 section 8.8.3): of its last change and of what clients give, so that
 * neither use nor time moves it. What the server fills in may move by use, like the end of a token; whoever else changes
 * that changes `updated_at`.
 */
export function etagOf({ fields }: Pick<AnyNoun, "fields">, object: Shown): string {
  const given = Object.entries(fields)
    .filter(([, field]) => isInput(field) && isShown(field) && !field.access.includes("defaulted"))
    .map(([name]) => object[name]);
  const text = canonicalJson([object["id"], object["updated_at"], given]);
  return `"${hash("sha256", text, "base64url").slice(0, 22)}"`;
}

/** @throws Problem `precondition_failed` when an object is none of those the client says it is */
export function demandMatch(noun: AnyNoun, object: Shown, tags: readonly string[]): void {
  if (!tags.includes("*") && !tags.includes(etagOf(noun, object))) throw changedSince(noun, "If-Match");
}

/**
 * The same where a body says what the client saw. A weak tag is taken for the strong one that a proxy made it of.
 * @throws Problem `precondition_failed`
 */
export function demandSeen(noun: AnyNoun, object: Shown, etag: string): void {
  if (etag.replace(/^W\//, "") !== etagOf(noun, object)) throw changedSince(noun, "/etag");
}

function changedSince({ title }: AnyNoun, pointer: string): Problem {
  const detail = `${pointer}: the ${title} has been changed since; get it anew, and send the \`ETag\` of that reply`;
  return new Problem("precondition_failed", detail, {
    errors: [{ pointer, detail: "is not the object's present `ETag`" }],
  });
}
