import { type Diagnostic, error } from "../framework/diagnostic.ts";
import type { Pending, Resource } from "../framework/resource.ts";
import type { Connect } from "../from-contract/connect.ts";
import { resourceOf } from "../from-contract/resource.ts";
import { rulesFit } from "../from-contract/rules-fit.ts";
import type { Token } from "./token/attributes.ts";
import { choice } from "./token/choice.ts";
import { create } from "./token/create.ts";
import { changedTerms, ended, firstEnd } from "./token/end.ts";
import { failed } from "./token/failed.ts";
import { handOverFits, plannedHandOver } from "./token/hand-over.ts";
import { ownLabels, plannedLabels } from "./token/labels.ts";
import { remembered } from "./token/memory.ts";
import { plannedPlace } from "./token/place.ts";
import { plannedRotateAt, rotatedPlan, rotationFits } from "./token/plan-rotation.ts";
import { reasonsToRotate } from "./token/rotation.ts";
import { settled } from "./token/settle.ts";
import { update } from "./token/update.ts";
import { rotationWarnings } from "./token/warnings.ts";

const base = resourceOf<"token", Token>("token", choice);

/**
 * A token, and its rotation in place. Whether its time to be rotated has come is decided when it is read, by the server's
 * clock, and remembered; planning and applying know no clock, so that a saved plan does what it said.
 */
export const token: Resource<Connect, Token> = {
  ...base,

  validateConfig(config) {
    return [
      ...rulesFit("token", config),
      ...extendable(config),
      ...rotationFits(config),
      ...handOverFits(config),
    ];
  },

  modifyPlan({ prior, planned, config }, context) {
    const place = plannedPlace(context.client, { prior, config });
    const labels = { ...plannedLabels(context.client, { prior, planned }), ...place.planned };
    if (prior === null) {
      const first = { ...labels, ...firstEnd({ planned, config }), ...plannedHandOver(planned) };
      return { planned: { ...first, rotate_at: plannedRotateAt({ ...planned, ...first }) } };
    }
    // One that is revoked never returns.
    if (prior.state === "revoked") return { replace: ["state"] };
    const memory = remembered(context.private);
    const reasons = reasonsToRotate({ prior, planned, memory });
    const changed = {
      ...labels,
      ...changedTerms({ prior, planned, config }),
      ...(reasons.length > 0 && rotatedPlan(planned)),
    };
    return {
      planned: { ...changed, rotate_at: plannedRotateAt({ ...planned, ...changed }) },
      diagnostics: [
        ...(place.diagnostics ?? []),
        ...ended({ prior, planned }),
        ...rotationWarnings({ prior, planned, memory, reasons }),
      ],
    };
  },

  create,

  async read({ id, rotation, labels, effective_labels: all }, { client: connect, signal, private: kept }) {
    const result = await connect(signal).call("token.get", { id });
    if (result.type === "ok") {
      const own = ownLabels(result.value.labels, all === null ? undefined : labels, connect);
      const { hint } = remembered(kept);
      return settled(result.value, { date: result.date, rotation, hint, labels: own });
    }
    const { problem } = result;
    return problem.code === "not_found"
      ? { state: null }
      : { diagnostics: failed("read the token", problem) };
  },

  update,
};

function extendable({ extend_on_use: isExtended, max_age: maxAge }: Pending<Token>): readonly Diagnostic[] {
  if (isExtended !== true || maxAge !== null) return [];
  const detail = "A token that use extends needs a `max_age`: how long it lasts from its last use on.";
  return [error("max_age is missing", detail, [{ attribute: "max_age" }])];
}
