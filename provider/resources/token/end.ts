import { type Diagnostic, warning } from "../../framework/diagnostic.ts";
import type { ModifyPlanRequest, Pending, PlanChange } from "../../framework/resource.ts";
import { UNKNOWN } from "../../framework/value.ts";
import type { Token } from "./attributes.ts";

type Plan = ModifyPlanRequest<Token> & { readonly prior: Token };
type Planned = NonNullable<PlanChange<Token>["planned"]>;

/** Never, where nothing says an end; of a token that use extends it is not kept; otherwise the server's to say. */
export function firstEnd({ planned, config }: Pick<Plan, "planned" | "config">): Planned {
  const isKnown = config.expires_at === null && (isUnkept(planned) || endsNever(config));
  return isKnown ? { expires_at: null } : {};
}

/** What a change of may leave the token awaiting approval, besides its end: which of them does, a policy says. */
const terms = [
  "absolute_expires_at",
  "allowed_cidrs",
  "audiences",
  "extend_on_use",
  "max_age",
  "mode",
  "not_before",
  "rate_limit",
  "rules",
  "usage_limit",
  "within",
] as const;

/** The end follows from `max_age`, is as configured, the absolute one, or never: nothing that went before is kept. */
export function changedTerms({ prior, planned, config }: Plan): Planned {
  const newEnd = config.expires_at === null ? followingEnd({ prior, planned, config }) : undefined;
  const endsOtherwise = (newEnd === undefined ? planned.expires_at : newEnd) !== prior.expires_at;
  const mayDoMore = terms.some((name) => JSON.stringify(planned[name]) !== JSON.stringify(prior[name]));
  return {
    ...(newEnd !== undefined && { expires_at: newEnd }),
    ...((endsOtherwise || mayDoMore || planned.disabled !== prior.disabled) && { state: UNKNOWN }),
  };
}

/** The end that follows from other attributes; undefined when it stays. */
function followingEnd({ prior, planned, config }: Plan): null | typeof UNKNOWN | undefined {
  if (isUnkept(planned)) return null;
  const sayings = ["max_age", "extend_on_use", "absolute_expires_at"] as const;
  if (endsNever(config)) return null;
  if (sayings.some((name) => planned[name] !== prior[name])) return UNKNOWN;
  const isAbsolute = planned.max_age === null && isSame(prior.expires_at, prior.absolute_expires_at);
  return planned.max_age === null && !isAbsolute ? UNKNOWN : undefined;
}

function isSame(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && Date.parse(a) === Date.parse(b);
}

function isUnkept({ extend_on_use: isExtended }: Pending<Token>): boolean {
  return isExtended === true;
}

function endsNever({
  max_age: maxAge,
  expires_at: end,
  absolute_expires_at: absolute,
}: Pending<Token>): boolean {
  return maxAge === null && end === null && absolute === null;
}

/** Without `max_age` the end there is to be has to be said, or it would go with it, or stay as it was. */
export function saidEnd(
  changes: Partial<Token>,
  planned: Partial<Token>,
): Partial<Pick<Token, "expires_at">> {
  const { max_age: maxAge, expires_at: end } = planned;
  if (maxAge !== null) return {};
  if (end === undefined) return { expires_at: null };
  return changes.max_age === null && end !== null ? { expires_at: end } : {};
}

export function ended({ prior, planned }: Omit<Plan, "config">): readonly Diagnostic[] {
  if (prior.state !== "expired" || planned.max_age !== null || planned.expires_at !== prior.expires_at)
    return [];
  const detail =
    "`expires_at` is in the past, and the token is refused. Set a later one, or remove the token.";
  return [warning("The token has expired", detail, [{ attribute: "expires_at" }])];
}
