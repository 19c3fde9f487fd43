import type { Diagnostic } from "../framework/diagnostic.ts";
import { error, warning } from "../framework/diagnostic.ts";
import type { ModifyPlanRequest, Pending, PlanChange, Resource } from "../framework/resource.ts";
import { UNKNOWN } from "../framework/value.ts";
import type { Connect } from "../from-contract/connect.ts";
import { resourceOf, type State } from "../from-contract/resource.ts";

type Token = State<"token">;

/** `ephemeral` tokens are the ephemeral resource's: one that ends with the run has no place in a state. */
const base = resourceOf("token", { without: ["ephemeral"], steady: ["expires_at"] });

export const token: Resource<Connect, Token> = {
  ...base,

  validateConfig(config) {
    return rulesFit(config);
  },

  modifyPlan({ prior, planned, config }) {
    if (prior === null) return endsNever(config) ? { planned: { expires_at: null } } : {};
    if (hasEnded(prior, config)) return { replace: ["state"] };
    return {
      planned: changedTerms({ prior, planned, config }),
      diagnostics: ended({ prior, planned, config }),
    };
  },

  async update(request, context) {
    const { changes, planned } = request;
    // Without `max_age` an end that stays has to be said again, or it would go with it.
    const keptEnd = changes.max_age === null && planned.expires_at ? { expires_at: planned.expires_at } : {};
    return (await base.update?.({ ...request, changes: { ...changes, ...keptEnd } }, context)) ?? {};
  },
};

type Plan = ModifyPlanRequest<Token> & { readonly prior: Token };

/** Only a new token helps: one revoked never returns, and one whose time is over would need a new secret. */
function hasEnded({ state }: Token, { max_age: maxAge }: Pending<Token>): boolean {
  return state === "revoked" || (state === "expired" && maxAge !== null);
}

/** The end follows from `max_age`, is as configured, or is never: nothing that went before is kept. */
function changedTerms({ prior, planned, config }: Plan): NonNullable<PlanChange<Token>["planned"]> {
  const end = endsNever(config) ? null : planned.max_age === prior.max_age ? undefined : UNKNOWN;
  const newEnd = config.expires_at === null ? end : undefined;
  const endsOtherwise = (newEnd === undefined ? planned.expires_at : newEnd) !== prior.expires_at;
  return {
    ...(newEnd !== undefined && { expires_at: newEnd }),
    ...((endsOtherwise || planned.disabled !== prior.disabled) && { state: UNKNOWN }),
  };
}

function endsNever({ max_age: maxAge, expires_at: end }: Pending<Token>): boolean {
  return maxAge === null && end === null;
}

function ended({ prior, planned }: Plan): readonly Diagnostic[] {
  if (prior.state !== "expired" || planned.expires_at !== prior.expires_at) return [];
  const detail =
    "`expires_at` is in the past, and the token is refused. Set a later one, or remove the token.";
  return [warning("The token has expired", detail, [{ attribute: "expires_at" }])];
}

function rulesFit({ mode, rules }: Pending<Token>): readonly Diagnostic[] {
  if (mode === UNKNOWN || rules === UNKNOWN || (mode === "custom") === (rules !== null)) return [];
  const detail =
    mode === "custom"
      ? "A `custom` token needs `rules`."
      : "`rules` are those of a token whose `mode` is `custom`.";
  return [error("mode and rules do not go together", detail, [{ attribute: "rules" }])];
}
