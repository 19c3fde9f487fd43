import {
  type Declarable,
  declarables,
  type Declared,
  declaredSchemas,
  MOST_DECLARED,
  referenceTo,
} from "./declared.ts";
import { type FieldError, Problem } from "./problem.ts";
import { validate } from "./validate.ts";
import { type FileProblem, type Located, type Place, readYaml } from "./yaml-documents.ts";

/** A file that declares objects: its path as messages shall name it, and what is in it. */
export interface DeclarationFile {
  readonly path: string;
  readonly text: string;
}

export type ReadFiles =
  | {
      readonly type: "ok";
      /** As they were written, to be planned or applied in this order. */
      readonly documents: readonly unknown[];
      /**
       * Where a document, or a field of it by its JSON pointer, stands; what the server says of `/documents/3/rules/0` is of
       * document 3 and the field `/rules/0`.
       */
      readonly placeOf: (document: number, field?: string) => Place;
    }
  | { readonly type: "problems"; readonly problems: readonly FileProblem[] };

/** Characters, in all files together: what the server takes at once. */
const MOST_TEXT = 1024 * 1024;

/**
 * Reads and validates all files of a declaration, offline and without a side effect: the objects that are declared, or
 * everything that is wrong, each with its place and what to do about it. Never throws.
 */
export function readDeclarationFiles(files: readonly DeclarationFile[]): ReadFiles {
  const length = files.reduce((sum, { text }) => sum + text.length, 0);
  if (length > MOST_TEXT) return tooLarge(files[0]?.path ?? "");
  const read = files.map(readYaml);
  const objects = read.flatMap((file) => file.objects);
  const problems = read.flatMap((file) => file.problems);
  // Fields of what could not be read are not asked for besides.
  if (problems.length === 0) problems.push(...checked(objects));
  if (problems.length > 0) return { type: "problems", problems };
  return {
    type: "ok",
    documents: objects.map(({ value }) => value),
    placeOf: (document, field = "") => placeIn(objects, document, field),
  };
}

function placeIn(objects: readonly Located[], document: number, field: string): Place {
  return objects[document]?.placeOf(field) ?? { path: "", line: 1, column: 1 };
}

function tooLarge(path: string): ReadFiles {
  const detail = `the files have more than ${String(MOST_TEXT)} characters`;
  const remedy = "split the declaration: each has a name and files of its own";
  return { type: "problems", problems: [{ path, line: 1, column: 1, field: "", detail, remedy }] };
}

/** What is wrong with objects, one by one and with all of them. */
function checked(objects: readonly Located[]): readonly FileProblem[] {
  const problems: FileProblem[] = [];
  const first = new Map<string, Place>();
  for (const [index, object] of objects.entries()) {
    const document = validated(object, problems);
    const at = object.placeOf("");
    if (index === MOST_DECLARED) {
      const detail = `is one more than the ${String(MOST_DECLARED)} objects that a declaration may have`;
      problems.push({ ...at, field: "", detail, remedy: "split the declaration" });
    }
    if (!document) continue;
    const reference = referenceTo(document);
    const before = first.get(reference);
    if (before) {
      const detail = `\`${reference}\` is declared already, at ${before.path}:${String(before.line)}`;
      problems.push({ ...at, field: "", detail, remedy: "remove one of the two" });
    } else first.set(reference, at);
  }
  return problems;
}

function validated({ value, placeOf }: Located, problems: FileProblem[]): Declared | undefined {
  try {
    return validate(declaredSchemas[kindOf(value)], value);
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    const errors = cause.errors ?? [];
    for (const { pointer: field, detail } of errors) {
      problems.push({ ...placeOf(field), field, detail, remedy: remedyFor(detail, at(value, field)) });
    }
    return undefined;
  }
}

/** @throws Problem `validation_failed` */
function kindOf(value: unknown): Declarable {
  const kind = typeof value === "object" && value !== null && "kind" in value ? value.kind : undefined;
  const known = declarables.find((one) => one === kind);
  if (known !== undefined) return known;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const error: FieldError = isObject
    ? { pointer: "/kind", detail: kind === undefined ? REQUIRED : `must be one of ${declarables.join(", ")}` }
    : { pointer: "", detail: "must be an object that begins with its `kind`" };
  throw new Problem("validation_failed", error.detail, { errors: [error] });
}

const REQUIRED = "is required";

/** What to do, where the contract's own words do not say it already. */
function remedyFor(detail: string, value: unknown): string {
  if (detail.startsWith("there is no such field")) return "remove it, or correct its name";
  if (detail === REQUIRED) return "add it";
  if (detail === "must be a string" && ["number", "boolean"].includes(typeof value))
    return "put it in quotes";
  if (detail === "must be a boolean") return "write `true` or `false`";
  return "change it";
}

/** The value a JSON pointer names. */
function at(value: unknown, field: string): unknown {
  const steps = field.split("/").slice(1);
  return steps.reduce<unknown>((inner, step) => {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    return typeof inner === "object" && inner !== null
      ? Object.entries(inner).find(([key]) => key === name)?.[1]
      : undefined;
  }, value);
}
