import { hash } from "node:crypto";
import type { Client, ClientProblem, Result } from "../server/contract/client.ts";
import type { ReadFiles } from "../server/contract/declaration-file.ts";
import type { Reply } from "../server/contract/operations.ts";
import type { Deploying } from "./deploying.ts";
import { explainCall } from "./explain.ts";
import { type Annotate, annotateAll, judge, placedErrors } from "./judge-plan.ts";
import { oneLine } from "./plain-text.ts";
import { countsOf, hasChanges, MOST_OF_SUMMARY, planLines, planMarkup, type Shown } from "./plan-text.ts";

type Plan = Reply<"declaration.plan">;
type Ready = Extract<ReadFiles, { type: "ok" }>;

/** What is declared under one name. */
export interface Declaration {
  readonly project: string;
  readonly name: string;
  readonly read: Ready;
}

/** What later steps are told of the plans, or of what was applied. */
export interface Report {
  /** Of the plan, or of all of them together. */
  readonly digest: string;
  readonly hasChanges: boolean;
  readonly counts: Plan["summary"];
  /** What is not unchanged. */
  readonly changes: readonly Pick<Plan["changes"][number], "action" | "kind" | "reference">[];
  readonly plans: readonly Shown[];
  /** For the job summary. */
  readonly markup: string;
}

export interface DeclarePorts {
  readonly url: string;
  readonly client: Client;
  readonly say: (line: string) => void;
  readonly annotate: Annotate;
  readonly report: (report: Report) => Promise<void>;
  /** Once it is aborted, nothing more is begun. */
  readonly stop: AbortSignal;
}

export type Declared = { readonly type: "done" } | Failed;

interface Failed {
  readonly type: "failed";
  readonly message: string;
}

/** A declaration and what applying it would change, or has changed. */
interface Planned {
  readonly declaration: Declaration;
  readonly plan: Plan;
  readonly isDone: boolean;
}

interface Work {
  readonly deploying: Deploying;
  readonly ports: DeclarePorts;
}

/**
 * Plans what the files declare, all of it, shows it, and carries out those very plans when they are to be applied and nothing
 * is refused: one after the other, each of them as one.
 */
export async function declare(
  declarations: readonly Declaration[],
  deploying: Deploying,
  ports: DeclarePorts,
): Promise<Declared> {
  const work = { deploying, ports };
  const planned: Planned[] = [];
  for (const declaration of declarations) {
    if (ports.stop.aborted) return { type: "done" };
    const answer = await plan(declaration, work);
    if (answer.type === "problem") return refused("plan", answer.problem, { ...work, declaration });
    planned.push({ declaration, plan: answer.value, isDone: false });
    tell(declaration, answer.value, ports.say);
  }
  const failure = judge(planned, { ...deploying, digest: digestOf(planned) }, ports);
  if (failure === undefined && deploying.mode === "apply") return await applyAll(planned, work);
  await ports.report(reportOf(planned));
  if (failure !== undefined) return failed(failure);
  const drifted = planned.filter((one) => hasChanges(one.plan));
  if (deploying.failOnDrift && drifted.length > 0) {
    const told = drifted.map(
      (one) =>
        `${nameOf(one.declaration, declarations)} is not as it is declared: ${countsOf(one.plan, false)}.`,
    );
    return failed(told.join(" "));
  }
  if (deploying.planDigest === null) ports.say(`The digest of the plan is ${digestOf(planned)}.`);
  return { type: "done" };
}

/** Projects tell declarations of one name apart. */
function nameOf({ name, project }: Declaration, all: readonly unknown[]): string {
  return all.length === 1 ? name : `${name} in ${project}`;
}

/** Secrets of new tokens are for whom they are sealed, and never in the job. */
function bodyOf(
  { project, read }: Declaration,
  { prune, pruneLimit }: Deploying,
): {
  readonly project: string;
  // Read and validated by the same schema.
  readonly documents: never[];
  readonly prune: boolean;
  readonly prune_limit: number | null;
} {
  return { project, documents: read.documents as never[], prune, prune_limit: pruneLimit };
}

function plan(declaration: Declaration, { deploying, ports }: Work): Promise<Result<Plan>> {
  const { name } = declaration;
  return ports.client.call("declaration.plan", { name, body: bodyOf(declaration, deploying) });
}

function tell({ name, project }: Declaration, planned: Plan, say: (line: string) => void): void {
  say(`Plan of ${name} in ${project}: ${countsOf(planned, false)}.`);
  for (const line of planLines(planned)) say(line);
}

async function applyAll(planned: readonly Planned[], work: Work): Promise<Declared> {
  let done = planned;
  for (const [index, one] of planned.entries()) {
    if (work.ports.stop.aborted) break;
    const result = await applyOne(one, { ...work, isFirst: index === 0 });
    if (result.type === "failed") {
      await work.ports.report(reportOf(done));
      const before = index === 0 ? "" : ` What is told above as applied before it stays.`;
      return failed(`${result.message}${before}`);
    }
    done = done.toSpliced(index, 1, result.planned);
  }
  await work.ports.report(reportOf(done));
  return { type: "done" };
}

async function applyOne(
  { declaration, plan: seen }: Planned,
  { isFirst, ...work }: Work & { readonly isFirst: boolean },
): Promise<{ readonly type: "applied"; readonly planned: Planned } | Failed> {
  const { deploying, ports } = work;
  const { name, project } = declaration;
  const body = { ...bodyOf(declaration, deploying), digest: seen.digest };
  const applied = await ports.client.call("declaration.apply", { name, body });
  const title = `Applied ${name} in ${project}`;
  if (applied.type === "ok") {
    ports.say(`${title}: ${countsOf(applied.value, true)}.`);
    const { changes, summary, left } = applied.value;
    return {
      type: "applied",
      planned: { declaration, plan: { ...seen, changes, summary, left }, isDone: true },
    };
  }
  const again = applied.problem.code === "stale_plan" ? await plan(declaration, work) : undefined;
  if (again?.type === "ok" && again.value.refused === 0) {
    // A repeated attempt finds its plan stale when the first was carried out and its answer lost.
    if (!hasChanges(again.value)) {
      ports.say(`${title}, as is seen by a further plan: the answer was lost.`);
      return { type: "applied", planned: { declaration, plan: seen, isDone: true } };
    }
    // What was applied before it may be what it was made of, and change nothing of it.
    if (!isFirst && isSame(again.value, seen)) {
      return await applyOne({ declaration, plan: again.value, isDone: false }, { ...work, isFirst: true });
    }
  }
  return refused("apply", applied.problem, { ...work, declaration });
}

function isSame(a: Plan, b: Plan): boolean {
  return JSON.stringify([a.changes, a.left]) === JSON.stringify([b.changes, b.left]);
}

function refused(
  verb: "plan" | "apply",
  problem: ClientProblem,
  { declaration, deploying, ports }: Work & { readonly declaration: Declaration },
): Failed {
  const { name, project, read } = declaration;
  annotateAll("error", placedErrors(problem, read), ports);
  const byFolder = deploying.project === undefined;
  const advice = {
    forbidden: ` Bind a role that may \`jeton.declaration:${verb === "plan" ? "read" : "apply"}\` in ${project}, and all that is declared, to the identity signed in with.`,
    not_found: ` Check ${byFolder ? `the folder ${project}, which is to be named for a project that is there` : "`project`"}, and that the identity signed in with may see it.`,
  } as const satisfies { readonly [code in ClientProblem["code"]]?: string };
  const isProject = problem.errors?.some(({ pointer }) => pointer === "/project") === true;
  const code = isProject ? "not_found" : problem.code;
  const remedy = code in advice ? advice[code as keyof typeof advice] : "";
  const what = byFolder ? `${name} in ${project}` : name;
  return failed(`Cannot ${verb} ${what}: ${explainCall(problem, ports.url)}${remedy}`);
}

/** Of several plans the digest is over all of theirs. */
function digestOf(planned: readonly Planned[]): string {
  const [one, ...others] = planned.map(({ plan: { digest } }) => oneLine(digest));
  if (one !== undefined && others.length === 0) return one;
  const all = planned.map(({ declaration, plan: { digest } }) => `${declaration.project} ${digest}\n`);
  return hash("sha256", all.join(""), "base64url");
}

function reportOf(planned: readonly Planned[]): Report {
  const plans = planned.map((one) => one.plan);
  const sum = (action: keyof Plan["summary"]): number =>
    plans.reduce((count, { summary }) => count + summary[action], 0);
  const changes = plans.flatMap((one) => one.changes).filter(({ action }) => action !== "unchanged");
  const shown = planned.map(({ declaration: { name, project }, plan: one, isDone }) => ({
    title: `${isDone ? "Applied" : "Plan of"} ${name} in ${project}`,
    plan: one,
    isDone,
  }));
  return {
    digest: digestOf(planned),
    hasChanges: plans.some(hasChanges),
    counts: {
      create: sum("create"),
      update: sum("update"),
      replace: sum("replace"),
      delete: sum("delete"),
      unchanged: sum("unchanged"),
    },
    changes: changes.map(({ action, kind, reference }) => ({ action, kind, reference })),
    plans: shown,
    markup: planMarkup(shown, MOST_OF_SUMMARY),
  };
}

function failed(message: string): Failed {
  return { type: "failed", message };
}
