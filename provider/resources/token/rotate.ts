import { hash } from "node:crypto";
import type { Result } from "../../../server/contract/client.ts";
import { formatDuration, parseDuration } from "../../../server/contract/duration.ts";
import type { Reply, Request } from "../../../server/contract/operations.ts";
import type { Caller } from "../../from-contract/connect.ts";
import type { Token } from "./attributes.ts";
import { handedOver, handOver } from "./hand-over.ts";

interface Rotating {
  readonly prior: Token;
  readonly planned: Partial<Token>;
  readonly config: Token;
}

type Body = Request<"token.rotate">["body"];

export interface Rotated {
  readonly shown: Reply<"token.get">;
  readonly secrets: Pick<Token, "secret" | "sealed_secret">;
}

/**
 * A new secret for the token. The key says which secret it follows, so that a run that was ended before it had the answer,
 * or before the answer was in the state, is repeated by the next one: the one in use is then still in its grace.
 */
export async function rotate(
  client: Caller,
  rotating: Rotating,
  lastHint: string | undefined,
): Promise<Result<Rotated>> {
  const { id, hint } = rotating.prior;
  const body = bodyOf(rotating);
  const idempotencyKey = keyOf([id, lastHint ?? hint, body]);
  const first = told(await client.call("token.rotate", { id, body }, { idempotencyKey }), body);
  // A late repetition has no secret any more: what that rotation made, nobody has.
  return first ?? told(await client.call("token.rotate", { id, body }), body) ?? withoutSecret(id);
}

function told(result: Result<Reply<"token.rotate">>, body: Body): Result<Rotated> | undefined {
  if (result.type === "problem") return result;
  const secrets = handedOver(result.value, body);
  return secrets && { ...result, value: { shown: result.value, secrets } };
}

function withoutSecret(id: string): Result<never> {
  const detail = `the answers to the rotation of ${id} hold no secret; run Terraform again`;
  return { type: "problem", problem: { code: "unexpected_reply", detail } };
}

function bodyOf({ prior, planned, config }: Rotating): Body {
  const grace = planned.rotation?.grace_period ?? null;
  return {
    ...(grace !== null && { grace_period: formatDuration(parseDuration(grace) ?? 0) }),
    ...handOver(config, planned),
    ...endOf(prior, planned),
  };
}

/** Where no age says when the new secret ends: as configured, so that one that has expired can be rotated at all. */
function endOf(prior: Token, planned: Partial<Token>): Pick<Body, "expires_at"> {
  const { max_age: maxAge = null, expires_at: end = null } = planned;
  if (prior.max_age !== null) return {};
  if (maxAge === null) return end === prior.expires_at ? {} : { expires_at: end };
  if (prior.state !== "expired") return {};
  return { expires_at: new Date(Date.now() + (parseDuration(maxAge) ?? 0) * 1000).toISOString() };
}

function keyOf(parts: readonly unknown[]): string {
  return `terraform-rotate-${hash("sha256", JSON.stringify(parts))}`;
}
