import type { Diagnostic } from "../framework/diagnostic.ts";
import { error, warning } from "../framework/diagnostic.ts";
import type { ModifyPlanRequest, Pending, PlanChange, Reply, Resource } from "../framework/resource.ts";
import { UNKNOWN } from "../framework/value.ts";
import type { Connect } from "../from-contract/connect.ts";
import { resourceOf, type State } from "../from-contract/resource.ts";
import { rulesFit } from "../from-contract/rules-fit.ts";

type Token = State<"token">;

/**
 * `ephemeral` tokens are the ephemeral resource's: one that ends with the run has no place in a state. Nor has `imported`,
 * which says where a token came from and not what it is to be: one that was taken over is imported into the state.
 */
const base = resourceOf("token", { without: ["ephemeral", "imported"], steady: ["expires_at"] });

export const token: Resource<Connect, Token> = {
  ...base,

  validateConfig(config) {
    return [...rulesFit("token", config), ...extendable(config)];
  },

  modifyPlan({ prior, planned, config }) {
    if (prior === null) return { planned: firstEnd({ planned, config }) };
    if (hasEnded(prior, config)) return { replace: ["state"] };
    return {
      planned: changedTerms({ prior, planned, config }),
      diagnostics: ended({ prior, planned, config }),
    };
  },

  async create(request, context) {
    return settled(await base.create(request, context));
  },

  async read(state, context) {
    return settled(await base.read(state, context));
  },

  async update(request, context) {
    const { changes, planned } = request;
    return settled(
      (await base.update?.({ ...request, changes: { ...changes, ...saidEnd(changes, planned) } }, context)) ??
        {},
    );
  },

  async importState(id, context) {
    return settled((await base.importState?.(id, context)) ?? {});
  },
};

/** Use moves the end of such a token, and what use changes is no part of a state: it would be a change at every plan. */
function settled(reply: Reply<Token>): Reply<Token> {
  const { state } = reply;
  return state?.extend_on_use === true ? { ...reply, state: { ...state, expires_at: null } } : reply;
}

type Plan = ModifyPlanRequest<Token> & { readonly prior: Token };

/** Only a new token helps: one revoked never returns, and one whose time is over would need a new secret. */
function hasEnded({ state }: Token, { max_age: maxAge }: Pending<Token>): boolean {
  return state === "revoked" || (state === "expired" && maxAge !== null);
}

/** Never, where nothing says an end; of a token that use extends it is not kept; otherwise the server's to say. */
function firstEnd({ planned, config }: Omit<Plan, "prior">): NonNullable<PlanChange<Token>["planned"]> {
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
function changedTerms({ prior, planned, config }: Plan): NonNullable<PlanChange<Token>["planned"]> {
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
function saidEnd(changes: Partial<Token>, planned: Partial<Token>): Partial<Pick<Token, "expires_at">> {
  const { max_age: maxAge, expires_at: end } = planned;
  if (maxAge !== null) return {};
  if (end === undefined) return { expires_at: null };
  return changes.max_age === null && end !== null ? { expires_at: end } : {};
}

function ended({ prior, planned }: Plan): readonly Diagnostic[] {
  if (prior.state !== "expired" || planned.expires_at !== prior.expires_at) return [];
  const detail =
    "`expires_at` is in the past, and the token is refused. Set a later one, or remove the token.";
  return [warning("The token has expired", detail, [{ attribute: "expires_at" }])];
}

function extendable({ extend_on_use: isExtended, max_age: maxAge }: Pending<Token>): readonly Diagnostic[] {
  if (isExtended !== true || maxAge !== null) return [];
  const detail = "A token that use extends needs a `max_age`: how long it lasts from its last use on.";
  return [error("max_age is missing", detail, [{ attribute: "max_age" }])];
}
