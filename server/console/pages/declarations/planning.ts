import {
  type DeclarationFile,
  type ReadFiles,
  readDeclarationFiles,
} from "../../../contract/declaration-file.ts";
import type { Reply, Request } from "../../../contract/operations.ts";
import { client } from "../../api/client.ts";
import { asError } from "../../api/refusal.ts";

type Place = Extract<ReadFiles, { readonly type: "ok" }>["placeOf"];
type Body = Request<"declaration.plan">["body"];

/** Whose declaration it is, and how to go about it. */
export interface Asked {
  readonly name: string;
  readonly project: string;
  readonly files: readonly DeclarationFile[];
  readonly prune: boolean;
  readonly prune_limit: number | null;
  readonly adopt: boolean;
  readonly force: boolean;
}

/** A plan with what it was asked for, so that applying it sends the same. */
export interface Planned {
  readonly plan: Reply<"declaration.plan">;
  readonly request: { readonly name: string; readonly body: Body };
  readonly placeOf: Place;
}

type Outcome =
  | { readonly type: "planned"; readonly planned: Planned }
  | Extract<ReadFiles, { readonly type: "problems" }>
  | { readonly type: "refused"; readonly error: Error };

/** Reads the files here, and has the server say what applying them would do. */
export async function planFiles({ name, files, ...flags }: Asked): Promise<Outcome> {
  const read = readDeclarationFiles(files);
  if (read.type === "problems") return read;
  // Each document was checked as the server does. Secrets of new tokens are shown here, once.
  const body = { ...flags, documents: read.documents, take_secrets: true } as Body;
  const result = await client.call("declaration.plan", { name, body });
  if (result.type === "ok") {
    return {
      type: "planned",
      planned: { plan: result.value, request: { name, body }, placeOf: read.placeOf },
    };
  }
  const { errors = [] } = result.problem;
  const within = errors.flatMap(({ pointer, detail }) => {
    const [, index, field] = /^\/documents\/(\d+)(.*)$/.exec(pointer) ?? [];
    if (index === undefined || field === undefined) return [];
    return [{ ...read.placeOf(Number(index), field), field, detail, remedy: "change it" }];
  });
  return within.length > 0
    ? { type: "problems", problems: within }
    : { type: "refused", error: asError(result.problem) };
}
