import type { Reply } from "../../server/contract/operations.ts";
import { rotation } from "../../server/contract/rotation.ts";
import type { Action } from "../framework/action.ts";
import type { Attributes } from "../framework/attribute.ts";
import { warning } from "../framework/diagnostic.ts";
import type { Connect } from "../from-contract/connect.ts";
import { diagnose } from "../from-contract/diagnose.ts";
import { idOf } from "../from-contract/identity.ts";
import { kindOf } from "../from-contract/kind.ts";

const typeName = "jeton_token_rotate";
const { grace_period: grace, sealed_for: sealedFor } = rotation.shape;

const attributes: Attributes = {
  id: idOf("token"),
  grace_period: {
    type: "string",
    description: `${grace.meta()?.description ?? ""} \`0s\` by default.`,
    optional: true,
  },
  sealed_for: {
    ...kindOf(sealedFor, "input"),
    description:
      "The public key of whoever is to use the token (X25519, in base64), for example a repository's at GitHub: the new secret is printed sealed for it, and only its owner can read that.",
    optional: true,
  },
};

interface Config {
  readonly id: string;
  readonly grace_period: string | null;
  readonly sealed_for: string | null;
}

/** A new secret for a token, whose old one then ends. An action has no state, so that the secret goes to nobody or sealed. */
export const tokenRotate: Action<Connect, Config> = {
  typeName,
  schema: {
    version: 0,
    description:
      "Gives a token a new secret and ends the old one, for one that leaked. The new secret is printed sealed for `sealed_for`, or else given to nobody. One that `jeton_token` manages is rotated once more by the next apply, so that its state has a secret that works; a change of its `keepers` does both at once.",
    attributes,
  },

  plan: ({ sealed_for: key }) => (key === null ? [givenToNobody] : []),

  async invoke({ id, ...options }, { client: connect, signal, progress }) {
    const body = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null));
    const result = await connect(signal).call("token.rotate", { id, body });
    if (result.type === "problem") {
      return { diagnostics: diagnose(result.problem, { doing: "rotate the token", typeName, attributes }) };
    }
    progress(told(result.value));
    return {};
  },
};

const givenToNobody = warning(
  "Nobody gets the new secret",
  "Without `sealed_for` the token's old secret ends and the new one is given to nobody, so that the token is of no use until it is rotated again.",
  [{ attribute: "sealed_for" }],
);

/** Never the secret. */
function told({ hint, sealed_secret: sealed, managed_by: manager }: Reply<"token.rotate">): string {
  const handed = sealed === undefined ? "" : ` Its sealed secret: ${sealed}`;
  return `${hint} is rotated.${handed}${manager.startsWith("terraform") ? toComeAfter : ""}`;
}

/** A state whose secret is dead is of no use, and a provider cannot write another resource's. */
const toComeAfter =
  " Terraform manages it: the next plan rotates it once more, so that its state has a secret that works. Change `keepers` of the resource instead to do both at once.";
