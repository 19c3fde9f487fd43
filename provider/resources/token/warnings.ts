import { type Diagnostic, warning } from "../../framework/diagnostic.ts";
import type { Pending } from "../../framework/resource.ts";
import { UNKNOWN } from "../../framework/value.ts";
import type { Token } from "./attributes.ts";
import { isBrought, isOver, isStale, type Reason, type Sides } from "./rotation.ts";

type Planned = Sides & { readonly planned: Pending<Token>; readonly reasons: readonly Reason[] };

/** What is worth saying of a token that is rotated, or that would be if that were Terraform's to do. */
export function rotationWarnings(plan: Planned): readonly Diagnostic[] {
  return [...sealedAnew(plan), ...rotatedElsewhere(plan), ...expired(plan)];
}

function sealedAnew({ planned, reasons }: Planned): readonly Diagnostic[] {
  if (!reasons.includes("sealed_for")) return [];
  const detail = `A secret is sealed once, when it is made: another \`sealed_for\` needs a new secret. ${grace(planned)}`;
  return [warning("The token will be rotated", detail, [{ attribute: "sealed_for" }])];
}

function rotatedElsewhere(plan: Planned): readonly Diagnostic[] {
  const { prior, planned, reasons } = plan;
  if (!isStale(plan) || reasons.includes("secret_wo_version")) return [];
  const found = `The token's secret (${prior.hint}) is not the last one that came through Terraform: something else rotated it, or a run was ended before it had the answer.`;
  return isBrought(planned)
    ? [warning("The token was rotated elsewhere", `${found} Change \`secret_wo_version\` to rotate it.`)]
    : [warning("The token will be rotated", `${found} ${grace(planned)}`)];
}

/** Of a token whose age says its end; where nothing rotates it, it stays expired. */
function expired(plan: Planned): readonly Diagnostic[] {
  const { prior, planned, reasons } = plan;
  if (prior.state !== "expired" || planned.max_age === null || reasons.length > 0) return [];
  if (isOver(plan)) {
    const detail = "`absolute_expires_at` is in the past: set a later one, or remove the token.";
    return [warning("The token has reached its last end", detail, [{ attribute: "absolute_expires_at" }])];
  }
  if (!isBrought(planned)) return [];
  const detail = "Change `secret_wo_version` to rotate it to a new `secret_wo`.";
  return [warning("The token has expired", detail, [{ attribute: "secret_wo_version" }])];
}

function grace({ rotation }: Pending<Token>): string {
  const period = rotation === null || rotation === UNKNOWN ? null : rotation.grace_period;
  if (period === UNKNOWN) return "";
  return period === null
    ? "The old one ends at once; with `rotation.grace_period` it lives on for a while."
    : `The old one lives on for ${period}, but not past its own end.`;
}
