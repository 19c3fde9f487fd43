import type { Client, ClientProblem } from "../server/contract/client.ts";
import type { ReadFiles } from "../server/contract/declaration-file.ts";
import type { Reply } from "../server/contract/operations.ts";
import type { FileProblem, Place } from "../server/contract/yaml-documents.ts";
import type { Deploying } from "./deploying.ts";
import { explainCall } from "./explain.ts";
import { oneLine } from "./plain-text.ts";
import { countsOf, hasChanges, planLines, planMarkup } from "./plan-text.ts";

type Plan = Reply<"declaration.plan">;
type Ready = Extract<ReadFiles, { type: "ok" }>;

/** What later steps are told of a plan, or of what was applied. */
export interface Report {
  readonly digest: string;
  readonly hasChanges: boolean;
  readonly counts: Plan["summary"];
  /** What is not unchanged. */
  readonly changes: readonly Pick<Plan["changes"][number], "action" | "kind" | "reference">[];
  /** For the job summary. */
  readonly markup: string;
}

export type Annotate = (level: "error" | "warning", message: string, place?: Place) => void;

export interface DeclarePorts {
  readonly url: string;
  readonly client: Client;
  readonly say: (line: string) => void;
  readonly annotate: Annotate;
  readonly report: (report: Report) => Promise<void>;
  /** Once it is aborted, nothing more is begun. */
  readonly stop: AbortSignal;
}

export type Declared = { readonly type: "done" } | { readonly type: "failed"; readonly message: string };

/** Plans what the files declare, shows it, and carries out that very plan when it is to be applied and nothing is refused. */
export async function declare(read: Ready, deploying: Deploying, ports: DeclarePorts): Promise<Declared> {
  const { name, project, mode, planDigest, failOnDrift } = deploying;
  const planned = await ports.client.call("declaration.plan", { name, body: bodyOf(read, deploying) });
  if (planned.type === "problem") return refused("plan", planned.problem, { read, deploying, ports });
  const plan = planned.value;
  tell(`Plan of ${name} in ${project}`, plan, ports.say);
  const failure = judge(plan, { read, deploying, ports });
  if (failure === undefined && mode === "apply") return await apply(plan, { read, deploying, ports });
  await ports.report(reportOf(`Plan of ${name} in ${project}`, plan));
  if (failure !== undefined) return { type: "failed", message: failure };
  if (failOnDrift && hasChanges(plan)) {
    return { type: "failed", message: `${name} is not as it is declared: ${countsOf(plan, false)}.` };
  }
  if (planDigest === null) ports.say(`The digest of the plan is ${oneLine(plan.digest)}.`);
  return { type: "done" };
}

interface Work {
  readonly read: Ready;
  readonly deploying: Deploying;
  readonly ports: DeclarePorts;
}

/** Secrets of new tokens are for whom they are sealed, and never in the job. */
function bodyOf(
  { documents }: Ready,
  { project, prune, pruneLimit }: Deploying,
): {
  readonly project: string;
  // Read and validated by the same schema.
  readonly documents: never[];
  readonly prune: boolean;
  readonly prune_limit: number | null;
} {
  return { project, documents: documents as never[], prune, prune_limit: pruneLimit };
}

function tell(title: string, plan: Plan | Reply<"declaration.apply">, say: (line: string) => void): void {
  say(`${title}: ${countsOf(plan, false)}.`);
  for (const line of planLines(plan)) say(line);
}

/** Refusals that are about who asks, and not about what is declared. */
const ofRights: ReadonlySet<string> = new Set(["forbidden", "exceeds_own_rights"]);

/** Why a plan cannot be carried out; each refusal is told where the file has what is refused. */
function judge(plan: Plan, { read, deploying: { mode, planDigest, name }, ports }: Work): string | undefined {
  const refusals = plan.changes.flatMap((change) =>
    change.refusal === null ? [] : [{ ...change, refusal: change.refusal }],
  );
  // Who may only look can still plan. What hangs on an object they may not make is refused for that alone.
  const looksOnly = mode === "plan" && refusals.some(({ refusal }) => ofRights.has(refusal.code));
  const told = refusals.map(({ action, reference, document, refusal }) => {
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
  if (planDigest === null || planDigest === plan.digest) return undefined;
  return `The plan that \`plan-digest\` names is not what applying ${name} would do by now, so nothing was applied. Plan again, look at it, and apply that plan.`;
}

/** A runner keeps ten errors of a step, and the last says what became of it all. */
const MOST_ANNOTATED = 9;

function annotateAll(
  level: "error" | "warning",
  told: readonly { readonly message: string; readonly place: Place | undefined }[],
  { annotate, say }: Pick<DeclarePorts, "annotate" | "say">,
): void {
  for (const [index, { message, place }] of told.entries()) {
    if (index < MOST_ANNOTATED) annotate(level, message, place);
    else say(`! ${place ? `${place.path}:${String(place.line)}:${String(place.column)}: ` : ""}${message}`);
  }
}

/** The place of `/documents/3/rules/0`. */
function placeOf(read: Ready, pointer: string): Place | undefined {
  const [, index, field = ""] = /^\/documents\/(\d+)(.*)$/.exec(pointer) ?? [];
  return index === undefined ? undefined : read.placeOf(Number(index), field);
}

async function apply(plan: Plan, { read, deploying, ports }: Work): Promise<Declared> {
  const { name, project } = deploying;
  if (ports.stop.aborted) return { type: "done" };
  const body = { ...bodyOf(read, deploying), digest: plan.digest };
  const applied = await ports.client.call("declaration.apply", { name, body });
  if (applied.type === "ok") {
    const title = `Applied ${name} in ${project}`;
    ports.say(`${title}: ${countsOf(applied.value, true)}.`);
    await ports.report(reportOf(title, { ...applied.value, digest: plan.digest }, true));
    return { type: "done" };
  }
  if (await isApplied(applied.problem, { read, deploying, ports })) {
    const title = `Applied ${name} in ${project}`;
    ports.say(`${title}, as is seen by a further plan: the answer was lost.`);
    await ports.report(reportOf(title, plan, true));
    return { type: "done" };
  }
  await ports.report(reportOf(`Plan of ${name} in ${project}`, plan));
  return refused("apply", applied.problem, { read, deploying, ports });
}

/** A repeated attempt finds its plan stale when the first was carried out and its answer lost: then there is nothing to do. */
async function isApplied(problem: ClientProblem, { read, deploying, ports }: Work): Promise<boolean> {
  if (problem.code !== "stale_plan") return false;
  const body = bodyOf(read, deploying);
  const again = await ports.client.call("declaration.plan", { name: deploying.name, body });
  return again.type === "ok" && again.value.refused === 0 && !hasChanges(again.value);
}

function refused(verb: "plan" | "apply", problem: ClientProblem, { read, deploying, ports }: Work): Declared {
  const { name, project } = deploying;
  const placed = (problem.errors ?? []).flatMap(({ pointer, detail }) => {
    const place = placeOf(read, pointer);
    return place ? [{ message: oneLine(detail), place }] : [];
  });
  annotateAll("error", placed, ports);
  const advice = {
    forbidden: ` Bind a role that may \`jeton.declaration:${verb === "plan" ? "read" : "apply"}\` in ${project}, and all that is declared, to the identity signed in with.`,
    not_found: ` Check \`project\`, and that the identity signed in with may see it.`,
  } as const satisfies { readonly [code in ClientProblem["code"]]?: string };
  const remedy = problem.code in advice ? advice[problem.code as keyof typeof advice] : "";
  return { type: "failed", message: `Cannot ${verb} ${name}: ${explainCall(problem, ports.url)}${remedy}` };
}

function reportOf(
  title: string,
  plan: Pick<Plan, "changes" | "summary" | "left" | "digest">,
  isDone = false,
): Report {
  const changes = plan.changes.filter(({ action }) => action !== "unchanged");
  return {
    digest: oneLine(plan.digest),
    hasChanges: hasChanges(plan),
    counts: plan.summary,
    changes: changes.map(({ action, kind, reference }) => ({ action, kind, reference })),
    markup: planMarkup(title, plan, isDone),
  };
}

/** Tells what is wrong with files, each where it is. */
export function tellProblems(
  problems: readonly FileProblem[],
  ports: Pick<DeclarePorts, "annotate" | "say">,
): string {
  const told = problems.map(({ field, detail, remedy, ...place }) => {
    const what = field === "" ? detail : `${field} ${detail}`;
    return { message: oneLine(`${what}; ${remedy}`), place };
  });
  annotateAll("error", told, ports);
  const count = problems.length === 1 ? "a problem" : `${String(problems.length)} problems`;
  return `The declarations have ${count}; nothing was asked of the server.`;
}
