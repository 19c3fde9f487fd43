/**
 * Declarations, in a bundle of its own that main loads when there are any, since it holds the whole contract:
 * `action/dist/deploy.cjs`.
 */
import { type ReadFiles, readDeclarationFiles } from "../server/contract/declaration-file.ts";
import { type Annotate, declare, tellProblems } from "./declare.ts";
import { findFiles } from "./declared-files.ts";
import { readDeployInputs } from "./deploy-inputs.ts";
import type { Deploying } from "./deploying.ts";

type Prepared =
  | { readonly type: "ok"; readonly read: Extract<ReadFiles, { type: "ok" }>; readonly found: string }
  | { readonly type: "failed"; readonly message: string };

/** Reads and validates all files, before anybody is asked anything. */
async function prepare(
  workspace: string,
  deploying: Deploying,
  ports: { readonly say: (line: string) => void; readonly annotate: Annotate },
): Promise<Prepared> {
  const found = await findFiles(workspace, deploying);
  if (found.type === "failed") return found;
  const read = readDeclarationFiles(found.files);
  if (read.type === "problems") return { type: "failed", message: tellProblems(read.problems, ports) };
  const counts = `${counted(read.documents.length, "object")} in ${counted(found.files.length, "file")}`;
  return { type: "ok", read, found: counts };
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? "" : "s"}`;
}

export { declare, prepare, readDeployInputs };
