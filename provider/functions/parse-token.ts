import { inspectTokenText, type TokenKind } from "../../server/contract/token-text.ts";
import type { ProviderFunction } from "../framework/function.ts";

/** The kinds as one writes them in an expression. */
const kinds: Readonly<Record<TokenKind, string>> = {
  u: "user",
  s: "service_account",
  r: "role",
  x: "exchanged",
  b: "bootstrap",
};

/** `provider::jeton::parse_token(var.token)`: what may be known of a token, and nothing of its secret. */
export const parseToken: ProviderFunction = {
  name: "parse_token",
  schema: {
    summary: "What a token's text says of it, but for its secret",
    description:
      "The kind of a token (`user`, `service_account`, `role`, `exchanged` or `bootstrap`), its `lookup_id`, its `hint` (prefix and lookup id, as `jeton_token` shows it), and whether its checksum fits, so that a mistyped one is found before any server is asked. No server is: it tells nothing of whether the token is valid. What is made of a sensitive token is sensitive to Terraform; `nonsensitive(...)` shows it, and never holds the secret.",
    parameters: [{ name: "token", type: "string", description: "The whole text of a token." }],
    returns: {
      object: { kind: "string", lookup_id: "string", hint: "string", valid_checksum: "bool" },
    },
  },

  call(token) {
    const parsed = typeof token === "string" ? inspectTokenText(token) : undefined;
    // Never the text itself: it may be a secret that only looks like none.
    if (parsed === undefined) return { error: "This is not written as a token of Jeton is.", argument: 0 };
    const { kind, lookup, hint, fits } = parsed;
    return { result: { kind: kinds[kind], lookup_id: lookup, hint, valid_checksum: fits } };
  },
};
