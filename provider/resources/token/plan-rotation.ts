import { parseDuration } from "../../../server/contract/duration.ts";
import { type Diagnostic, error } from "../../framework/diagnostic.ts";
import type { Pending, PlanChange } from "../../framework/resource.ts";
import { UNKNOWN } from "../../framework/value.ts";
import type { Rotation, Token } from "./attributes.ts";
import { plannedHandOver } from "./hand-over.ts";
import { isFinal } from "./memory.ts";
import { secondsBefore } from "./rotation.ts";

/** When the token is to be rotated; null when by its age it never is. */
export function rotateAt(
  token: Pick<Token, "expires_at" | "absolute_expires_at" | "max_age" | "extend_on_use">,
  rotation: Rotation | null,
): string | null {
  const seconds = secondsBefore(rotation);
  const { expires_at: end, max_age: maxAge, extend_on_use: isExtended } = token;
  if (seconds === undefined || end === null || maxAge === null || isExtended) return null;
  return isFinal(token) ? null : new Date(Date.parse(end) - seconds * 1000).toISOString();
}

/** The same of a plan, where it may not be known yet. */
export function plannedRotateAt(planned: Pending<Token>): string | null | typeof UNKNOWN {
  const { expires_at: end, rotation, max_age: maxAge, absolute_expires_at: absolute } = planned;
  if (rotation === null || maxAge === null || planned.extend_on_use === true) return null;
  if (rotation === UNKNOWN || rotation.before === UNKNOWN) return UNKNOWN;
  if (rotation.before === null) return null;
  if (end === UNKNOWN || absolute === UNKNOWN || maxAge === UNKNOWN || planned.extend_on_use === UNKNOWN) {
    return UNKNOWN;
  }
  const known = { expires_at: end, absolute_expires_at: absolute, max_age: maxAge, extend_on_use: false };
  return rotateAt(known, { before: rotation.before, grace_period: null });
}

/** What a rotation leaves to be known after apply. */
export function rotatedPlan(planned: Pending<Token>): NonNullable<PlanChange<Token>["planned"]> {
  const isCounted = planned.max_age !== null && planned.extend_on_use !== true;
  return {
    ...plannedHandOver(planned),
    hint: UNKNOWN,
    rotated_at: UNKNOWN,
    state: UNKNOWN,
    ...(isCounted && { expires_at: UNKNOWN }),
  };
}

/** What attributes cannot say of themselves. */
export function rotationFits(config: Pending<Token>): readonly Diagnostic[] {
  const { rotation, max_age: maxAge, extend_on_use: isExtended } = config;
  if (rotation === null || rotation === UNKNOWN || rotation.before === UNKNOWN) return [];
  const wrong = (detail: string): readonly Diagnostic[] => [
    error("Invalid value for rotation", detail, [{ attribute: "rotation" }]),
  ];
  if (rotation.before === null) {
    return rotation.grace_period === null ? wrong("Give `before`, `grace_period`, or both.") : [];
  }
  if (isExtended === true) {
    return wrong("A token that use extends has no end to be rotated before: leave `before` out.");
  }
  if (maxAge === null) {
    return wrong(
      "Without a `max_age` a new secret ends when the old one would: leave `before` out, or set `max_age`.",
    );
  }
  if (maxAge === UNKNOWN) return [];
  const [before = 0, age = Infinity] = [parseDuration(rotation.before), parseDuration(maxAge)];
  return before < age
    ? []
    : wrong("`before` must be shorter than `max_age`, or each plan would rotate the token.");
}
