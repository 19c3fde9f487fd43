import { declarables, type Declared, referenceTo } from "../../contract/declared.ts";
import { presentReference } from "./declared-match.ts";
import type { Run } from "./declared-run.ts";

/** A document, with its place in their list. */
type Placed = readonly [number, Declared];

/** Each after what it may name; what is above before what is below. */
export function byKind(documents: readonly Declared[]): readonly Placed[] {
  const place = ({ kind }: Declared): number => declarables.indexOf(kind);
  const isProject = ({ kind }: Declared): boolean => kind === "project";
  return [...documents.entries()].toSorted(
    ([, a], [, b]) => place(a) - place(b) || (isProject(a) && isProject(b) ? depthOf(a) - depthOf(b) : 0),
  );
}

/** The same, but what gets a name comes after what has it still and is declared to be called otherwise. */
export async function inOrder(run: Run, documents: readonly Declared[]): Promise<readonly Placed[]> {
  const ordered = byKind(documents);
  const leaving = new Map<string, Placed>();
  for (const placed of ordered) {
    const present = await presentReference(run, placed[1]);
    if (present !== undefined && present !== referenceTo(placed[1])) leaving.set(present, placed);
  }
  if (leaving.size === 0) return ordered;
  const after = new Set<Placed>();
  const visited = new Set<Placed>();
  const visit = (placed: Placed): void => {
    // Of those that want each other's names one is the first, and is refused.
    if (visited.has(placed)) return;
    visited.add(placed);
    const holder = leaving.get(referenceTo(placed[1]));
    if (holder) visit(holder);
    after.add(placed);
  };
  ordered.forEach(visit);
  return [...after];
}

function depthOf(document: Declared): number {
  return referenceTo(document).split(".").length;
}
