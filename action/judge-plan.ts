import type { ClientProblem } from "../server/contract/client.ts";
import type { ReadFiles } from "../server/contract/declaration-file.ts";
import type { Reply } from "../server/contract/operations.ts";
import type { FileProblem, Place } from "../server/contract/yaml-documents.ts";
import type { Deploying } from "./deploying.ts";
import { oneLine } from "./plain-text.ts";

type Ready = Extract<ReadFiles, { type: "ok" }>;

export type Annotate = (level: "error" | "warning", message: string, place?: Place) => void;

interface TellPorts {
  readonly annotate: Annotate;
  readonly say: (line: string) => void;
}

interface Told {
  readonly message: string;
  readonly place: Place | undefined;
}

interface Judged {
  readonly declaration: { readonly read: Ready };
  readonly plan: Reply<"declaration.plan">;
}

/** Refusals that are about who asks, and not about what is declared. */
const ofRights: ReadonlySet<string> = new Set(["forbidden", "exceeds_own_rights"]);

/** Why plans cannot be carried out; each refusal is told where the file has what is refused. */
export function judge(
  planned: readonly Judged[],
  { mode, planDigest, digest }: Pick<Deploying, "mode" | "planDigest"> & { readonly digest: string },
  ports: TellPorts,
): string | undefined {
  const refusals = planned.flatMap(({ plan, declaration: { read } }) =>
    plan.changes.flatMap((change) =>
      change.refusal === null ? [] : [{ ...change, refusal: change.refusal, read }],
    ),
  );
  // Who may only look can still plan. What hangs on an object they may not make is refused for that alone.
  const looksOnly = mode === "plan" && refusals.some(({ refusal }) => ofRights.has(refusal.code));
  const told = refusals.map(({ action, reference, document, refusal, read }) => {
    const [error] = refusal.errors;
    const field = (error?.pointer ?? "").replace(/^\/documents\/\d+/, "");
    const why = field === "" ? refusal.detail : `${field} ${error?.detail ?? refusal.detail}`;
    const place = document === null ? undefined : read.placeOf(document, field);
    return { message: oneLine(`Cannot ${action} ${reference}: ${why}`), place };
  });
  annotateAll(looksOnly ? "warning" : "error", told, ports);
  if (refusals.length > 0) {
    const count = `${String(refusals.length)} of the changes would be refused`;
    if (!looksOnly) return `${count}, so nothing is applied.`;
    ports.say(`${count} to whom it signed in as, who may not make them all; whoever applies must.`);
  }
  if (planDigest === null || planDigest === digest) return undefined;
  return "The plan that `plan-digest` names is not what would be applied by now, so nothing was applied. Plan again, look at it, and apply that plan.";
}

/** A runner keeps ten errors of a step, and the last says what became of it all. */
const MOST_ANNOTATED = 9;

export function annotateAll(
  level: "error" | "warning",
  told: readonly Told[],
  { annotate, say }: TellPorts,
): void {
  for (const [index, { message, place }] of told.entries()) {
    if (index < MOST_ANNOTATED) annotate(level, message, place);
    else say(`! ${place ? `${place.path}:${String(place.line)}:${String(place.column)}: ` : ""}${message}`);
  }
}

/** The errors of a refused request that are about documents, such as `/documents/3/rules/0`. */
export function placedErrors({ errors = [] }: ClientProblem, read: Ready): readonly Told[] {
  return errors.flatMap(({ pointer, detail }) => {
    const [, index, field = ""] = /^\/documents\/(\d+)(.*)$/.exec(pointer) ?? [];
    return index === undefined
      ? []
      : [{ message: oneLine(detail), place: read.placeOf(Number(index), field) }];
  });
}

/** Tells what is wrong with files, each where it is. */
export function tellProblems(problems: readonly FileProblem[], ports: TellPorts): string {
  const told = problems.map(({ field, detail, remedy, ...place }) => {
    const what = field === "" ? detail : `${field} ${detail}`;
    return { message: oneLine(`${what}; ${remedy}`), place };
  });
  annotateAll("error", told, ports);
  const count = problems.length === 1 ? "a problem" : `${String(problems.length)} problems`;
  return `The declarations have ${count}; nothing was asked of the server.`;
}
