import type { Type } from "./type.ts";
import { mapObject, type ObjectValue, own, UNKNOWN } from "./value.ts";

/** What tells an object from all others, for ever: Terraform keeps it beside the state and imports by it. */
export interface IdentitySchema {
  /** Raised when an identity that an older release stored must be upgraded. */
  readonly version: number;
  /** Some of the resource's own, which then never change; of text, numbers, bools or lists of them. */
  readonly attributes: Readonly<Record<string, IdentityAttribute>>;
}

interface IdentityAttribute {
  readonly type: Type;
  readonly description: string;
}

/** Terraform 1.12 and later. */
export interface Identity extends IdentitySchema {
  /** What `importState` is given when it is imported by identity. */
  importId(identity: ObjectValue): string;
  /** By the version they read: each turns an identity of that version into one of the next. */
  readonly upgraders?: Upgraders;
}

export type Upgraders = Readonly<Record<number, (old: ObjectValue) => ObjectValue>>;

/** The identity within a state or a plan, where it may be unknown; null where it lacks a part. */
export function identityOf({ attributes }: IdentitySchema, state: ObjectValue | null): ObjectValue | null {
  if (state === null) return null;
  const identity = mapObject(attributes, (_attribute, name) => own(state, name) ?? null);
  return Object.values(identity).includes(null) ? null : identity;
}

/** True where nothing of it is still open. */
export function isKnown(identity: ObjectValue): boolean {
  return !Object.values(identity).includes(UNKNOWN);
}

/** From version to version. Throws on one that no upgrader reads. */
export function upgrade(
  upgraders: Upgraders | undefined,
  range: { readonly from: number; readonly to: number },
  stored: ObjectValue,
): ObjectValue {
  let upgraded = stored;
  for (let version = range.from; version < range.to; version += 1) {
    const step = upgraders?.[version];
    if (step === undefined) throw new Error(`Schema version ${version} is not supported any more.`);
    upgraded = step(upgraded);
  }
  return upgraded;
}
