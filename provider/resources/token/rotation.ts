import { parseDuration } from "../../../server/contract/duration.ts";
import type { Pending } from "../../framework/resource.ts";
import { UNKNOWN } from "../../framework/value.ts";
import type { Rotation, Token } from "./attributes.ts";
import type { Memory } from "./memory.ts";

/** Why a token gets a new secret. */
export type Reason = "due" | "expired" | "stale" | "keepers" | "sealed_for" | "secret_wo_version";

export interface Sides {
  readonly prior: Token;
  /** Of the plan, in which values may be unknown, or what is left of it at apply, when all of these are known. */
  readonly planned: Partial<Pending<Token>>;
  readonly memory: Memory;
}

/** Asked of the plan and again of the apply: it says the same of both, since it knows no clock. */
export function reasonsToRotate(sides: Sides): readonly Reason[] {
  const { prior, planned } = sides;
  const reasons: Readonly<Record<Reason, boolean>> = {
    due: isDue(sides),
    expired: hasExpired(sides),
    stale: isStale(sides) && !isBrought(planned),
    keepers: haveChanged(prior.keepers, planned.keepers),
    sealed_for: planned.sealed_for !== undefined && planned.sealed_for !== prior.sealed_for,
    secret_wo_version: isBrought(planned) && planned.secret_wo_version !== prior.secret_wo_version,
  };
  // The keys are those of the record's own type.
  return (Object.keys(reasons) as Reason[]).filter((reason) => reasons[reason]);
}

/** A shorter `before` puts it off. */
function isDue({ prior, planned, memory: { due } }: Sides): boolean {
  const [before, wanted] = [secondsBefore(prior.rotation), secondsBefore(planned.rotation)];
  if (due !== true || before === undefined || wanted === undefined) return false;
  return planned.max_age !== null && wanted >= before;
}

/**
 * Its end follows from `max_age`, so that a new secret brings it back. A replacement would not do as well: until it is
 * revoked it holds its name, and every reference to its id would go.
 */
function hasExpired(sides: Sides): boolean {
  const { prior, planned } = sides;
  return prior.state === "expired" && planned.max_age !== null && !isOver(sides) && !isBrought(planned);
}

/** Whether no rotation can give it a later end. */
export function isOver({ prior, planned, memory }: Sides): boolean {
  return memory.final === true && planned.absolute_expires_at === prior.absolute_expires_at;
}

/** Whether the token's secret is not the last one that came through here: what the state holds of it is of no use. */
export function isStale({ prior, memory: { hint } }: Pick<Sides, "prior" | "memory">): boolean {
  return hint !== undefined && hint !== prior.hint;
}

/** Whether the caller brings the secret, so that it, too, says when there is a new one. */
export function isBrought({ secret_wo_version: version }: Partial<Pending<Token>>): boolean {
  return version !== undefined && version !== null;
}

/** The first ones are remembered, and no more. */
function haveChanged(prior: Token["keepers"], planned: Partial<Pending<Token>>["keepers"]): boolean {
  if (prior === null || planned === null || planned === undefined) return false;
  return planned === UNKNOWN || text(prior) !== text(planned);
}

function text(keepers: object): string {
  const entries: [string, unknown][] = Object.entries(keepers);
  // JSON has no symbols: one that is unknown is like none that is known.
  return JSON.stringify(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export function secondsBefore(
  rotation: Pending<Rotation> | typeof UNKNOWN | null | undefined,
): number | undefined {
  if (rotation === null || rotation === undefined || rotation === UNKNOWN) return undefined;
  return typeof rotation.before === "string" ? parseDuration(rotation.before) : undefined;
}
