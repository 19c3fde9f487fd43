import type { PrivateData } from "../framework/private-data.ts";
import type { Resource } from "../framework/resource.ts";
import { UNKNOWN } from "../framework/value.ts";
import type { Connect } from "../from-contract/connect.ts";
import { resourceOf, type State } from "../from-contract/resource.ts";
import { rulesFit } from "../from-contract/rules-fit.ts";

type TrustPolicy = State<"trust_policy">;

const base = resourceOf("trust_policy", { steady: ["audience"] });

/**
 * Without an `audience` the server fills in its own. By the state alone that cannot be told from one that was configured
 * and is so no more, which is to give way to the server's: so whether it was is remembered beside the state.
 */
export const trustPolicy: Resource<Connect, TrustPolicy> = {
  ...base,

  validateConfig: (config) => rulesFit("trust policy", config),

  modifyPlan({ config }, { private: memory }) {
    return isForgotten(config.audience, memory) ? { planned: { audience: UNKNOWN } } : {};
  },

  async create(request, context) {
    return { ...(await base.create(request, context)), private: remembered(request.config) };
  },

  async update(request, context) {
    const { changes, config } = request;
    // In a request null asks for the server's own; no state has it.
    const given: object = isForgotten(config.audience, context.private) ? { audience: null } : {};
    const reply = (await base.update?.({ ...request, changes: { ...changes, ...given } }, context)) ?? {};
    return reply.state ? { ...reply, private: remembered(config) } : reply;
  },
};

function remembered({ audience }: TrustPolicy): PrivateData {
  return { hasAudience: audience !== null };
}

function isForgotten(audience: unknown, { hasAudience }: PrivateData): boolean {
  return audience === null && hasAudience === true;
}
