import type { Validated } from "../contract/operations.ts";
import { invalidField, Problem } from "../contract/problem.ts";
import { type Reference, parseReference } from "../contract/reference.ts";
import { serviceAccount } from "../contract/nouns/service-account.ts";
import {
  ACCESS_TOKEN,
  ACCOUNT_URN,
  EXCHANGE_GRANT,
  SUBJECT_TYPES,
} from "../contract/token-exchange-names.ts";

type Body = Validated<"exchange">["body"];

/** What a token exchange asks for. */
export interface ExchangeRequest {
  readonly subjectToken: string;
  readonly account: Reference;
  /** Seconds; undefined leaves it to the trust policy. */
  readonly lifetime: number | undefined;
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
  if (body.requested_token_type !== undefined && body.requested_token_type !== ACCESS_TOKEN) {
    throw invalidField("requested_token_type", `requested_token_type must be ${ACCESS_TOKEN}, or absent`);
  }
  if (body.actor_token !== undefined) throw invalidField("actor_token", "actor_token must be absent");
  if (body.scope !== undefined && body.scope !== "") {
    throw new Problem("invalid_scope", "scope must be absent: the trust policy says what the token may do");
  }
  if (body.audience !== undefined) {
    throw new Problem("invalid_target", "audience must be absent: resource says whose token is wanted");
  }
  const { requested_expiry: lifetime } = body;
  return {
    subjectToken,
    account: accountOf(required("resource", body.resource)),
    lifetime: lifetime === undefined ? undefined : Number(lifetime),
  };
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
