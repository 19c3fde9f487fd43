import { type Declared, declaredFields, referredBy } from "../../contract/declared.ts";
import { type Field, isChangeable, isShown } from "../../contract/field.ts";
import type { AnyNoun } from "../../contract/noun.ts";
import { sameValue } from "./declared-match.ts";
import { idNamed, type Run } from "./declared-run.ts";

/** A field that is other than declared. */
export interface FieldChange {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

interface Compared {
  readonly noun: AnyNoun;
  /** What is declared. */
  readonly document: Declared;
  /** What there is. */
  readonly shown: Readonly<Record<string, unknown>>;
  /** What was last applied, if it was. */
  readonly applied: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The fields in which an object is other than declared. What a document leaves out has its default; what the server fills
 * in is left as it is, unless it was declared before.
 */
export async function changedFields(run: Run, compared: Compared): Promise<readonly FieldChange[]> {
  const { noun, document, shown } = compared;
  const changes: FieldChange[] = [];
  for (const [name, field] of Object.entries(declaredFields(noun))) {
    if (!isShown(field) || isLeft(compared, name, field)) continue;
    const [before, after] = [shown[name] ?? null, document[name] ?? null];
    const isSame = referredBy(name)
      ? (await idNamed(run, document, name)) === before
      : sameValue(before, after);
    if (!isSame) changes.push({ name, before, after });
  }
  return changes;
}

function isLeft({ noun, document, applied }: Compared, name: string, field: Field): boolean {
  if (!field.access.includes("defaulted") || (document[name] ?? null) !== null) return false;
  const isFilledIn = noun.atMostOneOf.some(
    (group) => group.includes(name) && group.some((other) => (document[other] ?? null) !== null),
  );
  return isFilledIn || !isChangeable(field) || (applied?.[name] ?? null) === null;
}

/** What is new about an object that is made. */
export function givenFields(noun: AnyNoun, document: Declared): readonly FieldChange[] {
  return Object.entries(declaredFields(noun)).flatMap(([name, field]) => {
    const after = document[name] ?? null;
    const isDefault = after === null || sameValue(after, field.default ?? null);
    return isShown(field) && !isDefault ? [{ name, before: null, after }] : [];
  });
}
