import type { Validated } from "../../contract/operations.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import { type Reference, parseReference } from "../../contract/reference.ts";
import { serviceAccount } from "../../contract/nouns/service-account.ts";
import { audience as audienceText } from "../../contract/text.ts";
import {
  ACCESS_TOKEN,
  ACCOUNT_URN,
  EXCHANGE_GRANT,
  JWT,
  REQUESTED_TYPES,
  SUBJECT_TYPES,
} from "../../contract/token-exchange-names.ts";

type Body = Validated<"exchange">["body"];

/** What a token exchange asks for. */
export interface ExchangeRequest {
  readonly subjectToken: string;
  readonly account: Reference;
  /** Seconds; undefined leaves it to the trust policy. */
  readonly lifetime: number | undefined;
  readonly type: (typeof REQUESTED_TYPES)[number];
  /** Whom it is to be meant for; undefined is everyone, which a JWT never is. */
  readonly audience: string | undefined;
}

/**
 * What a token exchange asks for, when it asks for what there is.
 * @throws Problem `unsupported_grant_type`, `validation_failed`, `invalid_target`, `invalid_scope`
 */
export function readExchange(body: Body): ExchangeRequest {
  if (body.grant_type !== EXCHANGE_GRANT) {
    throw new Problem("unsupported_grant_type", `grant_type must be ${EXCHANGE_GRANT}`);
  }
  const subjectToken = required("subject_token", body.subject_token);
  if (!SUBJECT_TYPES.includes(required("subject_token_type", body.subject_token_type))) {
    throw invalidField("subject_token_type", `subject_token_type must be ${SUBJECT_TYPES.join(" or ")}`);
  }
  if (body.actor_token !== undefined) throw invalidField("actor_token", "actor_token must be absent");
  if (body.scope !== undefined && body.scope !== "") {
    throw new Problem("invalid_scope", "scope must be absent: the trust policy says what the token may do");
  }
  const { requested_expiry: lifetime } = body;
  return {
    subjectToken,
    account: accountOf(required("resource", body.resource)),
    ...meantFor(body),
    lifetime: lifetime === undefined ? undefined : Number(lifetime),
  };
}

/** RFC 6749 section 3.2: what is sent without a value is not sent. */
function meantFor({
  requested_token_type: requested,
  audience,
}: Body): Pick<ExchangeRequest, "type" | "audience"> {
  const type = REQUESTED_TYPES.find((one) => one === (requested || ACCESS_TOKEN));
  if (!type) {
    const detail = `requested_token_type must be ${REQUESTED_TYPES.join(" or ")}, or absent`;
    throw invalidField("requested_token_type", detail);
  }
  if (audience) return { type, audience: soundAudience(audience) };
  if (type !== JWT) return { type, audience: undefined };
  throw new Problem(
    "invalid_target",
    "audience is required for a JWT: it must say whom it is for, one and no other",
  );
}

function soundAudience(text: string): string {
  if (text.startsWith(ACCOUNT_URN)) {
    throw new Problem("invalid_target", "audience must say whom the token is for; resource says whose it is");
  }
  const parsed = audienceText.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new Problem("invalid_target", `audience ${parsed.error.issues[0]?.message ?? "is not valid"}`);
}

function required(name: string, value: string | undefined): string {
  if (value === undefined || value === "") throw invalidField(name, `${name} is required`);
  return value;
}

function accountOf(resource: string): Reference {
  const text = resource.startsWith(ACCOUNT_URN) ? resource.slice(ACCOUNT_URN.length) : "";
  const reference = parseReference(serviceAccount, text);
  if (reference) return reference;
  const detail = `resource must be ${ACCOUNT_URN}ID or ${ACCOUNT_URN}PROJECT/NAME of a service account`;
  throw new Problem("invalid_target", detail);
}
