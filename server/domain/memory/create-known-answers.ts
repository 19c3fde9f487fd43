import type { Dependencies } from "../dependencies.ts";
import { createKnownAccessCheck } from "./known-access-check.ts";
import type { KnownAnswers } from "./known-answers.ts";
import { createKnownForwardAuth } from "./known-forward-auth.ts";
import { createKnownIntrospection, createKnownTokenReview } from "./known-introspection.ts";

export function createKnownAnswers(deps: Dependencies): KnownAnswers {
  return {
    "forward-auth": createKnownForwardAuth(deps),
    "access.check": createKnownAccessCheck(deps),
    introspect: createKnownIntrospection(deps),
    "token-review": createKnownTokenReview(deps),
  };
}
