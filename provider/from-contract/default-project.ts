import type { AnyNoun } from "../../server/contract/noun.ts";
import { isInput, isRequired } from "../../server/contract/field.ts";
import { error, warning } from "../framework/diagnostic.ts";
import type { PlanChange } from "../framework/resource.ts";
import { UNKNOWN } from "../framework/value.ts";
import type { Connect } from "./connect.ts";

/** Whether a noun's objects are in a project that the configuration has to name, each for itself or the provider's block. */
export function needsProject({ fields: { project } }: AnyNoun): boolean {
  return project !== undefined && isInput(project) && isRequired(project);
}

/** Of a plan, what says where its object is. */
export interface Placed {
  readonly prior: { readonly project?: unknown } | null;
  readonly config: { readonly project?: unknown };
}

/** What a project that is left out stands for: the provider's. An object does not move, so that another one replaces it. */
export function plannedProject(
  connect: Pick<Connect, "project"> | undefined,
  { prior, config }: Placed,
  title: string,
): PlanChange<{ readonly project: unknown }> {
  if ((config.project ?? null) !== null) return {};
  // The next plan knows; one that is there stays where it is until then.
  if (connect === undefined) return prior === null ? { planned: { project: UNKNOWN } } : {};
  const { project } = connect;
  if (project === undefined) return { diagnostics: [noProject(title)] };
  const isElsewhere = prior !== null && prior.project !== project;
  return {
    planned: { project },
    ...(isElsewhere && { diagnostics: [replaced(title, String(prior.project), project)] }),
  };
}

function noProject(title: string) {
  const detail = `The ${title} needs a project: set \`project\` here, or in the provider's block for all that name none. The scope above all projects is \`system\`, and only named here.`;
  return error("project is missing", detail, [{ attribute: "project" }]);
}

function replaced(title: string, before: string, after: string) {
  const detail = `It is in \`${before}\` and names no project itself; the provider's block says \`${after}\`, and a ${title} does not move: it is made there anew. \`project = "${before}"\` here leaves it where it is.`;
  return warning(`The ${title} will be replaced`, detail, [{ attribute: "project" }]);
}

/** Of a create: the provider's project where the plan could not know it yet. */
export function projectOf(
  connect: Pick<Connect, "project">,
  planned: { readonly project?: unknown },
): { readonly project?: string } {
  const { project } = connect;
  return (planned.project ?? null) === null && project !== undefined ? { project } : {};
}
