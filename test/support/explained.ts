import { expect } from "vitest";
import type { Reply } from "../../server/contract/operations.ts";
import type { Reply as Answer, Sent } from "./http.ts";

type Explanation = Reply<"access.explain">;
type Json = Readonly<Record<string, unknown>>;

export const explainRequest = (body: Json, token?: string): Sent => ({
  method: "POST",
  path: "/v1/access:explain",
  body,
  ...(token !== undefined && { token }),
});

/** The explanation, which must agree with `access:check`; as the admin, unless with a token. */
export async function explained(
  { send }: { readonly send: (request: Sent) => Promise<Answer> },
  body: Json,
  token?: string,
): Promise<Explanation> {
  const request = explainRequest(body, token);
  const reply = await send(request);
  expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 200 });
  const explanation = reply.json() as unknown as Explanation;
  const { service_account_id, user_id, role_id, token_id, ...check } = body;
  const checks = { checks: [check], service_account_id, user_id, role_id, token_id };
  const checked = await send({ ...request, path: "/v1/access:check", body: checks });
  expect(checked.json()["results"]).toEqual([{ allowed: explanation.allowed }]);
  expect(explanation.missing.length > 0).toBe(!explanation.allowed);
  expect(explanation.allowed_by.length > 0).toBe(explanation.allowed);
  return explanation;
}

export const codesOf = ({ missing }: Explanation): readonly string[] => missing.map(({ code }) => code);
