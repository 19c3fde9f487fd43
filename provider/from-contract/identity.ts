import type { AnyNoun } from "../../server/contract/noun.ts";
import { type NounName, nouns } from "../../server/contract/nouns/all.ts";
import { describeReference } from "../../server/contract/reference.ts";
import type { Attribute } from "../framework/attribute.ts";
import type { Identity } from "../framework/identity.ts";

/** Every object is told from all others by its id, which nobody ever changes and nothing else ever has. */
export function identityOf(noun: AnyNoun): { readonly identity: Identity; readonly importHint: string } {
  return {
    identity: {
      version: 0,
      attributes: { id: { type: "string", description: `The id of the ${noun.title}.` } },
      importId: ({ id }) => (typeof id === "string" ? id : ""),
    },
    importHint: describeReference(noun),
  };
}

/** What says which object is meant. */
export function idOf(name: NounName): Attribute {
  const noun = nouns[name];
  return {
    type: "string",
    description: `The ${noun.title}: ${describeReference(noun)}.`,
    required: true,
  };
}
