import { ACCESS_TOKEN, EXCHANGE_GRANT } from "../../server/contract/token-exchange-names.ts";
import type { Sent } from "./http.ts";
import type { OidcIssuer } from "./oidc-issuer.ts";
import type { OperationWorld } from "./operation-world.ts";

export const form = { "content-type": "application/x-www-form-urlencoded" };

/** A token exchange, as a job sends it: without a credential. */
export function exchanging(
  subjectToken: string,
  account: string,
  over: Readonly<Record<string, string>> = {},
): Sent {
  const parameters = {
    grant_type: EXCHANGE_GRANT,
    subject_token: subjectToken,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: ACCESS_TOKEN,
    resource: `urn:jeton:sa:${account}`,
    ...over,
  };
  const body = new URLSearchParams(parameters).toString();
  return { method: "POST", path: "/oauth/token", headers: form, body, token: undefined };
}

/** An account in `shop` that may view and run flows, and trusts jobs of one repository. */
export async function trustingAccount(
  world: OperationWorld,
  issuer: OidcIssuer,
  over: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly id: string; readonly name: string; readonly policy: string }> {
  const { id, reference } = await world.account({
    project: "shop",
    rules: [{ resource_type: "flow", actions: ["view", "run"] }],
  });
  const policy = await world.make("/v1/trust-policies", {
    service_account_id: id,
    name: world.unused("trust"),
    issuer: issuer.url,
    claims: { repository_id: ["74"], ref: ["refs/heads/*"], environment: ["prod"] },
    ...over,
  });
  return { id, name: reference.replace("sa/", ""), policy: `/v1/trust-policies/${String(policy["id"])}` };
}
