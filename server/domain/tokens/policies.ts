import { parseDuration } from "../../contract/duration.ts";
import type { PolicyRow } from "../rows.ts";
import type { Scopes } from "../authorization/scopes.ts";
import type { Reader } from "../store.ts";

/** What a policy says, apart from where. */
type PolicyValues = Pick<
  PolicyRow,
  "max_lifetime" | "allow_never" | "presets" | "require_approval" | "unused_after" | "creators"
>;

/** The policy a value is of. */
export interface PolicySource {
  readonly policy_id: string;
  /** The name of its project. */
  readonly project: string;
}

/** The strictest of a scope's policy and those above it, and whose each value is: null where none says anything. */
export interface PolicyInForce extends PolicyValues {
  readonly sources: Readonly<Record<keyof PolicyValues, PolicySource | null>>;
}

/** Finds what is in force in scopes, remembering it: for as long as one request lasts, or an epoch. */
export interface Policies {
  /** In the project of that id, or `system`. */
  readonly at: (projectId: string) => Promise<PolicyInForce>;
  /** The same of what was looked up before. */
  readonly known: (projectId: string) => PolicyInForce | undefined;
  /** Reads anew from here on: for whoever changes a policy. */
  readonly forget: () => void;
}

/** What holds where there is no policy: nothing is asked of a token. */
export const noPolicy: PolicyInForce = {
  max_lifetime: null,
  allow_never: true,
  presets: null,
  require_approval: false,
  unused_after: null,
  creators: "self_service",
  sources: {
    max_lifetime: null,
    allow_never: null,
    presets: null,
    require_approval: null,
    unused_after: null,
    creators: null,
  },
};

type Stricter<K extends keyof PolicyValues> = (a: PolicyValues[K], b: PolicyValues[K]) => boolean;

/** Whether the first of two values asks more of tokens; of presets, which ask nothing, the nearest are taken. */
const stricter: { readonly [K in keyof PolicyValues]: Stricter<K> } = {
  max_lifetime: isShorter,
  allow_never: (a, b) => !a && b,
  presets: (a, b) => a !== null && b === null,
  require_approval: (a, b) => a && !b,
  unused_after: isShorter,
  // Of two alike the one further up, which comes later: fewer are administrators there.
  creators: (a) => a === "admins",
};

function isShorter(a: string | null, b: string | null): boolean {
  return secondsOf(a) < secondsOf(b);
}

/** Null is any time. */
export function secondsOf(duration: string | null): number {
  return duration === null ? Infinity : (parseDuration(duration) ?? Infinity);
}

export function createPolicies(reader: Reader, scopes: Scopes): Policies {
  const known = new Map<string, Promise<PolicyInForce>>();
  const read = new Map<string, PolicyInForce>();
  return {
    known: (projectId) => read.get(projectId),
    at: (projectId) => {
      const before = known.get(projectId);
      if (before) return before;
      const found = readAt(reader, scopes, projectId);
      known.set(projectId, found);
      found.then(
        (policy) => known.get(projectId) === found && read.set(projectId, policy),
        () => known.delete(projectId),
      );
      return found;
    },
    forget: () => {
      known.clear();
      read.clear();
    },
  };
}

async function readAt(reader: Reader, scopes: Scopes, projectId: string): Promise<PolicyInForce> {
  const chain = (await scopes.byId(projectId))?.chain ?? [];
  const rows = await reader.policies.list({ project_id: chain });
  if (rows.length === 0) return noPolicy;
  const scopeById = await scopes.byIds(rows.map(({ project_id }) => project_id));
  const nearestFirst = rows.toSorted((a, b) => chain.indexOf(a.project_id) - chain.indexOf(b.project_id));
  let strictest = noPolicy;
  for (const row of nearestFirst) {
    const source = { policy_id: row.id, project: scopeById.get(row.project_id)?.name ?? row.project_id };
    strictest = stricterOf(strictest, row, source);
  }
  return consistent(strictest);
}

function stricterOf(before: PolicyInForce, row: PolicyRow, source: PolicySource): PolicyInForce {
  const values: Record<string, unknown> = { ...before };
  const sources: Record<string, PolicySource | null> = { ...before.sources };
  for (const name of Object.keys(stricter) as (keyof PolicyValues)[]) {
    // Both are values of the field of that name, which TypeScript loses in a loop over all.
    const isStricter = stricter[name] as Stricter<keyof PolicyValues>;
    if (!isStricter(row[name] as never, before[name] as never)) continue;
    values[name] = row[name];
    sources[name] = source;
  }
  return { ...values, sources } as unknown as PolicyInForce;
}

/** A longest life forbids none at all, and leaves no longer presets. */
function consistent(policy: PolicyInForce): PolicyInForce {
  const { max_lifetime: longest, presets, sources } = policy;
  const fitting = presets
    ?.filter((preset) => secondsOf(preset) <= secondsOf(longest))
    .toSorted((a, b) => secondsOf(a) - secondsOf(b));
  return {
    ...policy,
    presets: fitting && fitting.length > 0 ? fitting : null,
    allow_never: policy.allow_never && longest === null,
    sources: { ...sources, allow_never: sources.allow_never ?? sources.max_lifetime },
  };
}
