import type { Reply } from "../contract/operations.ts";
import { Problem } from "../contract/problem.ts";
import { routes } from "../contract/routes.ts";

/**
 * OpenID AuthZEN Authorization API 1.0, section 9.1. A client compares the identifier with the address it asked at
 * (section 9.2.3).
 * @param publicUrl never taken from a request: whoever can choose it chooses where decisions are asked for
 * @throws Problem `not_configured`
 */
export function authzenMetadata(publicUrl: string | undefined): Reply<"authzen-metadata"> {
  if (publicUrl === undefined) {
    const detail = "this server does not know its own address: its operator has not set JETON_PUBLIC_URL";
    throw new Problem("not_configured", detail);
  }
  return {
    policy_decision_point: publicUrl,
    access_evaluation_endpoint: publicUrl + routes["authzen.evaluation"].path,
    access_evaluations_endpoint: publicUrl + routes["authzen.evaluations"].path,
  };
}
