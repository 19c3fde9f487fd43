import type { Pending, PlanChange } from "../../framework/resource.ts";
import { UNKNOWN } from "../../framework/value.ts";
import type { Connect, Labels } from "../../from-contract/connect.ts";
import type { Token } from "./attributes.ts";

/** What the server is told: the provider's labels, of which the token's own win. */
export function merged(connect: Pick<Connect, "labels">, labels: Labels | null = {}): Labels {
  return { ...connect.labels, ...labels };
}

/**
 * The same of a plan. While the provider's block is not known yet, a token that is there keeps the labels it has unless its
 * own change: the next plan knows.
 */
export function plannedLabels(
  connect: Pick<Connect, "labels"> | undefined,
  { prior, planned }: { readonly prior: Token | null; readonly planned: Pending<Token> },
): NonNullable<PlanChange<Token>["planned"]> {
  const { labels } = planned;
  if (labels === UNKNOWN) return { effective_labels: UNKNOWN };
  if (connect !== undefined) return { effective_labels: { ...connect.labels, ...labels } };
  const isKept = prior !== null && JSON.stringify(prior.labels) === JSON.stringify(labels);
  return { effective_labels: isKept ? prior.effective_labels : UNKNOWN };
}

/** Whether a change is one of the labels that the server has. */
export function changesLabels(changes: Partial<Token>): boolean {
  return changes.labels !== undefined || changes.effective_labels !== undefined;
}

/**
 * Those of a token's labels that are its own: the ones that are known to be. Of one that is new to the state, those that the
 * provider does not give it.
 */
export function ownLabels(all: Labels, known: Labels | undefined, connect: Pick<Connect, "labels">): Labels {
  const isOwn = ([name, value]: readonly [string, string]): boolean =>
    known === undefined
      ? !Object.hasOwn(connect.labels, name) || connect.labels[name] !== value
      : Object.hasOwn(known, name);
  return Object.fromEntries(Object.entries(all).filter(isOwn));
}
