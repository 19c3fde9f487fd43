import { dnsLabel } from "../server/contract/text.ts";
import { commonFolder, declarationName } from "./declaration-name.ts";
import type { Deploying } from "./deploying.ts";
import type { InputName } from "./inputs.ts";
import type { Refuse } from "./lines.ts";

/** What a run is for: it decides what the inputs leave open. */
export interface Occasion {
  /** `owner/repository`. */
  readonly repository: string;
  /** Whether it is for a push to the default branch. */
  readonly isMainPush: boolean;
}

/** Reads the inputs about declarations, of which `declarations` or `directory` is not empty. */
export function readDeployInputs(
  given: Readonly<Record<InputName, string>>,
  { repository, isMainPush }: Occasion,
  { refuse, boolean }: { readonly refuse: Refuse; readonly boolean: (name: InputName) => boolean },
): Deploying {
  const mode = readMode(given.deploy, isMainPush, refuse);
  const directory = given.directory.replace(/^(?:\.\/+)+|\/+$|^\.$/g, "");
  refuseOutside("directory", directory, refuse);
  const patterns = readPatterns(given.declarations, refuse);
  const byFolder = boolean("project-folders");
  if (given.project === "" && !byFolder) {
    refuse(
      "`project` is empty: name the project that the declaration lives in, for example `shop`, or let `project-folders: true` take one for each folder.",
    );
  } else if (given.project !== "" && byFolder) {
    refuse("`project` and `project-folders` are both given: with the latter each folder names its project.");
  }
  const folder = commonFolder(directory, patterns);
  const planDigest = given["plan-digest"] || null;
  if (planDigest !== null && mode === "plan") {
    refuse("`plan-digest` is of the plan to carry out, and needs `deploy: apply`.");
  }
  return {
    mode,
    directory,
    patterns,
    name: readName(given.name, { repository, folder }, refuse),
    namedFor: given.name === "" ? folder : undefined,
    project: byFolder ? undefined : given.project,
    prune: boolean("prune"),
    pruneLimit: readLimit(given["prune-limit"], refuse),
    planDigest,
    failOnDrift: boolean("fail-on-drift"),
  };
}

/** Applying is for what was merged; anything else only looks. */
function readMode(text: string, isMainPush: boolean, refuse: Refuse): Deploying["mode"] {
  if (text === "plan" || text === "apply") return text;
  if (text !== "") refuse("`deploy` must be `plan` or `apply`.");
  return isMainPush ? "apply" : "plan";
}

/** All of `directory` where nothing else is said. */
function readPatterns(text: string, refuse: Refuse): readonly string[] {
  if (text.trim() === "") return ["."];
  const patterns = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.replace(/^(!?)(?:\.\/+)+/, "$1"));
  for (const pattern of patterns) refuseOutside("declarations", pattern.replace(/^!/, ""), refuse);
  if (patterns.every((pattern) => pattern.startsWith("!"))) {
    refuse("`declarations` names no file: give a path or a glob, for example `declarations/*.yaml`.");
  }
  return patterns;
}

/** What a workflow can be made to read is no more than what was checked out. */
function refuseOutside(input: InputName, path: string, refuse: Refuse): void {
  if (/^(?:\/|~|[a-z]:)|(?:^|\/)\.\.(?:\/|$)|\\/i.test(path)) {
    refuse(`\`${input}\`: ${path} must be a path within the workspace, with \`/\` and without \`..\`.`);
  }
}

function readName(
  text: string,
  { repository, folder }: { readonly repository: string; readonly folder: string },
  refuse: Refuse,
): string {
  if (text === "" && repository !== "") return declarationName(repository, folder);
  if (!dnsLabel.safeParse(text).success) {
    refuse(
      "`name` must be 1 to 63 of a-z, 0-9 and `-`, beginning and ending with a letter or digit, for example `payments`.",
    );
  }
  return text;
}

function readLimit(text: string, refuse: Refuse): number | null {
  if (text === "") return null;
  if (!/^\d{1,4}$/.test(text)) refuse("`prune-limit` must be a number of objects, for example `5`.");
  return Number(text);
}
