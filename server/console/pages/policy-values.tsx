import type { ReactNode } from "react";
import type { Reply } from "../../contract/operations.ts";
import { inWords } from "../parts/duration-words.ts";

type Effective = Reply<"policy.effective">;
export type Rule = keyof Effective["sources"];

/** What a policy rules, in the order people think of it. */
export const policyRules = [
  "max_lifetime",
  "allow_never",
  "presets",
  "require_approval",
  "unused_after",
  "creators",
] as const satisfies readonly Rule[];

const words: { readonly [K in Rule]: (value: Effective[K]) => string } = {
  max_lifetime: (most) => (most === null ? "no limit" : `${inWords(most)} at most`),
  allow_never: (isAllowed) => (isAllowed ? "tokens may have no end" : "every token has an end"),
  presets: (presets) => (presets === null ? "none of its own" : presets.map(inWords).join(", ")),
  require_approval: (isRequired) => (isRequired ? "somebody else approves each token" : "not needed"),
  unused_after: (after) => (after === null ? "stay as they are" : `disabled after ${inWords(after)}`),
  creators: (who) =>
    who === "admins" ? "administrators of the project alone" : "whoever may create tokens (self-service)",
};

/** What a value of a policy means. */
export function PolicyValue<K extends Rule>({
  rule,
  value,
}: {
  readonly rule: K;
  readonly value: Effective[K];
}): ReactNode {
  return words[rule](value);
}
