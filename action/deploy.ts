/**
 * Declarations, in a bundle of its own that main loads when there are any, since it holds the whole contract:
 * `action/dist/deploy.cjs`.
 */
import { type ReadFiles, readDeclarationFiles } from "../server/contract/declaration-file.ts";
import { projectScope, SYSTEM } from "../server/contract/text.ts";
import { declare, type Declaration } from "./declare.ts";
import { findFiles } from "./declared-files.ts";
import { readDeployInputs } from "./deploy-inputs.ts";
import type { Deploying } from "./deploying.ts";
import { type Annotate, tellProblems } from "./judge-plan.ts";
import { commentOn } from "./plan-comment.ts";

type Found = Extract<Awaited<ReturnType<typeof findFiles>>, { type: "ok" }>;

type Prepared =
  | { readonly type: "ok"; readonly declarations: readonly Declaration[]; readonly found: string }
  | { readonly type: "failed"; readonly message: string };

/** Reads and validates all files, before anybody is asked anything. */
async function prepare(
  workspace: string,
  deploying: Deploying,
  ports: { readonly say: (line: string) => void; readonly annotate: Annotate },
): Promise<Prepared> {
  const found = await findFiles(workspace, deploying);
  if (found.type === "failed") return found;
  const shared = refuseShared(found, deploying);
  if (shared !== undefined) return failed(shared);
  const grouped = byProject(found, deploying);
  if (grouped.type === "failed") return grouped;
  const read = [...grouped.projects].map(
    ([project, files]) => [project, readDeclarationFiles(files)] as const,
  );
  const problems = read.flatMap(([, one]) => (one.type === "problems" ? one.problems : []));
  if (problems.length > 0) return failed(tellProblems(problems, ports));
  const declarations = read.flatMap(([project, one]) =>
    toDeclaration(one, { project, name: deploying.name }),
  );
  const objects = declarations.reduce((sum, one) => sum + one.read.documents.length, 0);
  const counts = `${counted(objects, "object")} in ${counted(found.files.length, "file")}`;
  const ignored = found.ignored === 0 ? "" : `, ${counted(found.ignored, "file")} ignored`;
  return { type: "ok", declarations, found: `${counts}${ignored}` };
}

function toDeclaration(
  read: ReadFiles,
  named: { readonly project: string; readonly name: string },
): readonly Declaration[] {
  return read.type === "ok" ? [{ ...named, read }] : [];
}

/** A step beside this one that takes the other files has the same name by default, and each would delete the other's. */
function refuseShared({ other }: Found, { prune, namedFor = "" }: Deploying): string | undefined {
  if (!prune || other === undefined) return undefined;
  const folder = namedFor === "" ? "the repository" : namedFor;
  return `\`prune\` deletes what is no longer declared under this step's name, which is made of ${folder}; but ${other} is there too and not among \`declarations\`. A step with that file would have the same name, and each would delete what the other made. Give \`name\`, or take the file out by \`.jetonignore\`.`;
}

/** The files of each project, those above first. */
function byProject(
  { files }: Found,
  { project, directory }: Deploying,
): { readonly type: "ok"; readonly projects: ReadonlyMap<string, Found["files"]> } | Failed {
  if (project !== undefined) return { type: "ok", projects: new Map([[project, files]]) };
  const projects = new Map<string, Found["files"]>();
  for (const file of files) {
    const [folder = "", ...rest] = file.below.split("/");
    const isProject = rest.length > 0 && projectScope.safeParse(folder).success;
    if (!isProject) {
      const where = directory === "" ? "the workspace" : directory;
      return failed(
        `${file.path} is in no folder that is named for a project: with \`project-folders\` ${where} holds folders such as \`shop.payments\` or \`system\`, and they the files.`,
      );
    }
    projects.set(folder, [...(projects.get(folder) ?? []), file]);
  }
  const place = (name: string): number => (name === SYSTEM ? 0 : name.split(".").length);
  const sorted = [...projects].toSorted(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
  return { type: "ok", projects: new Map(sorted) };
}

type Failed = Extract<Prepared, { type: "failed" }>;

function failed(message: string): Failed {
  return { type: "failed", message };
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? "" : "s"}`;
}

export { commentOn, declare, prepare, readDeployInputs };
