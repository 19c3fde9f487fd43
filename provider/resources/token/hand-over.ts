import type { Request } from "../../../server/contract/operations.ts";
import { parseTokenText, tokenKinds } from "../../../server/contract/token-text.ts";
import { type Diagnostic, error } from "../../framework/diagnostic.ts";
import type { Pending, PlanChange } from "../../framework/resource.ts";
import { UNKNOWN } from "../../framework/value.ts";
import type { Token } from "./attributes.ts";
import { isBrought } from "./rotation.ts";

type RotateBody = Request<"token.rotate">["body"];

/** Of a body that makes a secret: whether the caller brings it, or has it sealed. */
export function handOver(
  config: Pick<Token, "secret_wo">,
  planned: Partial<Pick<Token, "sealed_for">>,
): Pick<RotateBody, "secret" | "sealed_for"> {
  const { sealed_for: key = null } = planned;
  return {
    ...(config.secret_wo !== null && { secret: config.secret_wo }),
    ...(key !== null && { sealed_for: key }),
  };
}

/** What of a reply that made a secret goes into the state; undefined when it came too late to hold any. */
export function handedOver(
  reply: { readonly secret?: string | undefined; readonly sealed_secret?: string | undefined },
  { secret: brought }: Pick<RotateBody, "secret">,
): Pick<Token, "secret" | "sealed_secret"> | undefined {
  const { secret = null, sealed_secret: sealed = null } = reply;
  if (secret === null && sealed === null && typeof brought !== "string") return undefined;
  return { secret, sealed_secret: sealed };
}

/** Where a new secret goes: sealed or brought, its text is known not to be here. */
export function plannedHandOver(planned: Pending<Token>): NonNullable<PlanChange<Token>["planned"]> {
  const { sealed_for: key } = planned;
  const isHere = !isBrought(planned) && (key === null || key === UNKNOWN);
  return { secret: isHere ? UNKNOWN : null, sealed_secret: key === null ? null : UNKNOWN };
}

/** What attributes cannot say of themselves. */
export function handOverFits(config: Pending<Token>): readonly Diagnostic[] {
  const { secret_wo: text, secret_wo_version: version, sealed_for: key, keepers, rotation } = config;
  const isTimed = rotation !== null && rotation !== UNKNOWN && isGiven(rotation.before);
  const wrong = (name: string, detail: string): Diagnostic =>
    error("Conflicting attributes", detail, [{ attribute: name }]);
  if ((text === null) !== (version === null)) {
    const given = text === null ? "secret_wo_version" : "secret_wo";
    const detail = "secret_wo and secret_wo_version are set together.";
    return [error("Missing attribute", detail, [{ attribute: given }])];
  }
  if (!isGiven(version)) return [];
  const kind = typeof text === "string" ? misfit(text, config) : undefined;
  const own =
    "`secret_wo_version` alone says when there is a new `secret_wo`, here and wherever else it goes";
  return [
    ...(kind === undefined ? [] : [error("Invalid value for secret_wo", kind, [{ attribute: "secret_wo" }])]),
    ...(isGiven(key) ? [wrong("sealed_for", "A secret that is brought is not sealed.")] : []),
    ...(isGiven(keepers) ? [wrong("keepers", `${own}: have that follow what the keepers are.`)] : []),
    ...(isTimed ? [wrong("rotation", `${own}: leave \`before\` out.`)] : []),
  ];
}

/** What is wrong with a text that is another owner's kind of token. */
function misfit(
  text: string,
  { service_account_id: account, user_id: user, role_id: role }: Pending<Token>,
): string | undefined {
  const kind = parseTokenText(text)?.kind;
  // An owner that is not made yet is one all the same.
  const wanted = user === null ? (role === null ? "s" : "r") : "u";
  const isClear = [account, user, role].filter((owner) => owner !== null).length === 1;
  if (kind === undefined || !isClear || kind === wanted) return undefined;
  return `The text of a token of a ${tokenKinds[wanted]} begins with \`jtn${wanted}_\`: \`kind\` of \`ephemeral.jeton_secret\` says whose it is.`;
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== UNKNOWN;
}
