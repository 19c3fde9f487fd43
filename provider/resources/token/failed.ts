import type { ClientProblem } from "../../../server/contract/client.ts";
import { nouns } from "../../../server/contract/nouns/all.ts";
import type { Diagnostic } from "../../framework/diagnostic.ts";
import { resourceSchema } from "../../from-contract/attributes.ts";
import { diagnose } from "../../from-contract/diagnose.ts";
import { choice } from "./choice.ts";

const { attributes } = resourceSchema(nouns.token, choice);

/** In a request the secret is one that the configuration brings. */
const spelled: Readonly<Record<string, string>> = { "/secret": "/secret_wo", "/grace_period": "/rotation" };

/** Why a call about a token failed. */
export function failed(doing: string, problem: ClientProblem): readonly Diagnostic[] {
  const errors = (problem.errors ?? []).map((one) => ({
    ...one,
    pointer: spelled[one.pointer] ?? one.pointer,
  }));
  return diagnose({ ...problem, errors }, { doing, typeName: "jeton_token", attributes });
}
