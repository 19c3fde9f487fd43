import type { Action } from "../framework/action.ts";
import type { Attributes } from "../framework/attribute.ts";
import type { Connect } from "../from-contract/connect.ts";
import { diagnose } from "../from-contract/diagnose.ts";
import { idOf } from "../from-contract/identity.ts";

const typeName = "jeton_token_revoke";
const attributes: Attributes = { id: idOf("token") };

/** Ends a token for good, whoever manages it. */
export const tokenRevoke: Action<Connect, { readonly id: string }> = {
  typeName,
  schema: {
    version: 0,
    description:
      "Ends a token for good: the next request with it is refused. One that `jeton_token` manages is replaced by the next apply.",
    attributes,
  },

  async invoke({ id }, { client: connect, signal, progress }) {
    const result = await connect(signal).call("token.revoke", { id });
    if (result.type === "problem") {
      return { diagnostics: diagnose(result.problem, { doing: "revoke the token", typeName, attributes }) };
    }
    progress(`${result.value.hint} is revoked.`);
    return {};
  },
};
