import { randomBytes } from "node:crypto";
import { makeTokenText, parseTokenText, type TokenKind } from "../../server/contract/token-text.ts";
import type { EphemeralResource } from "../framework/ephemeral.ts";
import type { Connect } from "../from-contract/connect.ts";

interface Secret {
  readonly kind: string | null;
  readonly secret: string | null;
  readonly hint: string | null;
}

/** Whose tokens begin with what; those that the server makes for a run have no secret that is brought. */
const kinds: Readonly<Record<string, TokenKind>> = { service_account: "s", user: "u", role: "r" };
const owners = Object.keys(kinds);
const listed = owners.map((owner) => `\`${owner}\``).join(", ");

/**
 * The text of a token that is still to be made: for `jeton_token.secret_wo` and a vault's write-only argument at once, so
 * that it lies in no state. Nothing is asked of the server, and nothing is left to close.
 */
export const secret: EphemeralResource<Connect, Secret> = {
  typeName: "jeton_secret",
  schema: {
    version: 0,
    description:
      "A new, well-formed secret, made by the provider itself, for `jeton_token.secret_wo` and a vault's write-only argument at once. It is another one at each run: what takes it does so when its version changes.",
    attributes: {
      kind: {
        type: "string",
        description: `What the token's owner is: one of ${listed}; \`service_account\` by default.`,
        optional: true,
        computed: true,
        validate: (value) =>
          owners.some((owner) => owner === value) ? undefined : `Must be one of ${listed}.`,
      },
      secret: { type: "string", description: "The token's text.", computed: true, sensitive: true },
      hint: {
        type: "string",
        description: "The beginning of the secret, by which to recognise it; not secret.",
        computed: true,
      },
    },
  },

  open({ kind }) {
    const named = kind ?? "service_account";
    const text = makeTokenText(kinds[named] ?? "s", (count) => randomBytes(count));
    return { state: { kind: named, secret: text, hint: parseTokenText(text)?.hint } };
  },
};
