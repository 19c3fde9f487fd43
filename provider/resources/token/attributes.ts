import { newSecret } from "../../../server/contract/new-secret.ts";
import { duration, durationOrZero } from "../../../server/contract/text.ts";
import { parseTokenText } from "../../../server/contract/token-text.ts";
import type { Attributes } from "../../framework/attribute.ts";
import { kindOf } from "../../from-contract/kind.ts";
import type { Labels } from "../../from-contract/connect.ts";
import type { State } from "../../from-contract/resource.ts";

/** When a token is rotated by its age, and how long the old secret then lives on. */
export interface Rotation {
  readonly before: string | null;
  readonly grace_period: string | null;
}

/** A token as Terraform manages it: the noun, and how its secrets are made and handed over. */
export type Token = State<"token"> & {
  readonly effective_labels: Labels | null;
  readonly rotation: Rotation | null;
  readonly rotate_at: string | null;
  readonly keepers: Readonly<Record<string, string>> | null;
  readonly sealed_for: string | null;
  readonly sealed_secret: string | null;
  readonly secret_wo: string | null;
  readonly secret_wo_version: number | null;
};

/** What a token has in Terraform alone. */
export const attributes: Attributes = {
  effective_labels: {
    type: { map: "string" },
    description:
      "All labels of the token: its own, and those of the provider's block that it has none of its own for.",
    computed: true,
    keepPrior: true,
  },
  rotation: {
    type: {
      nesting: "single",
      attributes: {
        before: {
          ...kindOf(duration, "input"),
          description:
            "How long before its end the token gets a new secret, at the first plan from then on; shorter than `max_age`.",
          optional: true,
        },
        grace_period: {
          ...kindOf(durationOrZero, "input"),
          description:
            "How long the old secret stays valid beside the new one at every rotation; none by default.",
          optional: true,
        },
      },
    },
    description:
      "When the token is rotated: the same token, with a new secret. A new `before` is judged from the plan after the one that changes it.",
    optional: true,
  },
  rotate_at: {
    type: "string",
    description:
      "From when on a plan rotates the token: `rotation.before` before its end; null when nothing says so, or when `absolute_expires_at` is its end, which no rotation moves.",
    computed: true,
    keepPrior: true,
  },
  keepers: {
    type: { map: "string" },
    description:
      "Any values; when they change, the token is rotated in place, with `rotation.grace_period`. The first ones only are remembered, and taking them away changes nothing.",
    optional: true,
  },
  sealed_for: {
    ...kindOf(newSecret.schema.shape.sealed_for, "input"),
    description:
      "An X25519 public key in base64, for example a GitHub repository's. The server then seals each secret for it: `sealed_secret` holds it, and `secret` is null, so that Terraform never sees the text. Another key rotates the token.",
    optional: true,
  },
  sealed_secret: {
    type: "string",
    description:
      "The token's text for whoever has the private key of `sealed_for`: libsodium's sealed box in base64, as GitHub's API for secrets takes it. Made with each secret, and kept from then on.",
    computed: true,
    keepPrior: true,
  },
  secret_wo: {
    type: "string",
    description:
      "The token's text, made by `ephemeral.jeton_secret`, which can be given to a vault as well: it is in no plan and no state, and `secret` is null. Sent at creation, and as a rotation when `secret_wo_version` changes.",
    optional: true,
    // Not sensitive besides: it never is in a state, and of two sensitive attributes Terraform's refresh-only plans find
    // the order changed, at random, when nothing is.
    writeOnly: true,
    validate: (value) =>
      typeof value === "string" && parseTokenText(value) === undefined
        ? "Must be the whole text of a token, with a checksum that fits; `ephemeral.jeton_secret` makes one."
        : undefined,
  },
  secret_wo_version: {
    type: "number",
    description:
      "Any number; another one rotates the token to `secret_wo`. Taking both away changes nothing on the server.",
    optional: true,
  },
};
