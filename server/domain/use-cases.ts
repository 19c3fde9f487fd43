import { checkAccess, explainAccess, forwardAuth } from "./authorization/access.ts";
import { evaluate, evaluateAll } from "./authorization/authzen.ts";
import type { Authenticate, OpenCases, UseCases } from "./caller.ts";
import type { Dependencies } from "./dependencies.ts";
import { createExchange } from "./exchange/exchange.ts";
import { introspect } from "./tokens/introspect.ts";
import { createReportLeaks } from "./tokens/leak-report.ts";
import { groupMembers } from "./nouns/group-members.ts";
import { groups } from "./nouns/groups.ts";
import { identityProviders } from "./nouns/identity-providers.ts";
import { deedsOf } from "./declarations/declared-step.ts";
import { auditEvents } from "./nouns/audit-events.ts";
import { declarations } from "./nouns/declarations.ts";
import { policies } from "./nouns/policies.ts";
import { offBoarding } from "./nouns/off-boarding.ts";
import { projects } from "./nouns/projects.ts";
import { resourceTypes } from "./nouns/resource-types.ts";
import { roleBindings } from "./nouns/role-bindings.ts";
import { roles } from "./nouns/roles.ts";
import { serviceAccounts } from "./nouns/service-accounts.ts";
import { tokens } from "./nouns/tokens.ts";
import { trustPolicies } from "./nouns/trust-policies.ts";
import { demandingRecentSignIn } from "./sign-in/recent-sign-in.ts";
import { ownSession } from "./sign-in/own-session.ts";
import { userIdentities } from "./nouns/user-identities.ts";
import { users } from "./nouns/users.ts";
import { webhookDeliveries } from "./nouns/webhook-deliveries.ts";
import { webhooks } from "./nouns/webhooks.ts";
import { demand } from "./resource.ts";
import { createRevokePresented } from "./tokens/revoke-presented.ts";
import { systemScope } from "./authorization/scopes.ts";
import { reviewToken } from "./tokens/token-review.ts";
import { reading, verifying } from "./use-case.ts";
import { whoami } from "./authorization/whoami.ts";

/** Every use case; it does not compile with a gap. */
export function createUseCases(deps: Dependencies): UseCases {
  const declarable = {
    ...projects(deps),
    ...users(deps),
    ...serviceAccounts(deps),
    ...groups(deps),
    ...groupMembers(deps),
    ...roles(deps),
    ...roleBindings(deps),
    ...resourceTypes(deps),
    ...policies(deps),
    ...tokens(deps),
    ...trustPolicies(deps),
    ...identityProviders(deps),
    ...userIdentities(deps),
    ...webhooks(deps),
    ...webhookDeliveries(deps),
  };
  const all: UseCases = {
    ...declarable,
    ...declarations(deps, deedsOf(declarable)),
    ...offBoarding(deps),
    ...auditEvents(deps),
    ...ownSession(deps),
    whoami: reading(deps, whoami),
    "access.check": verifying(deps, checkAccess, {
      isNo: ({ results }) => results.some(({ allowed }) => !allowed),
    }),
    "access.explain": reading(deps, explainAccess),
    "authzen.evaluation": verifying(deps, evaluate, { isNo: isDenial }),
    "authzen.evaluations": verifying(deps, evaluateAll, {
      isNo: (reply) => ("evaluations" in reply ? reply.evaluations.some(isDenial) : isDenial(reply)),
    }),
    "forward-auth": verifying(deps, forwardAuth, {
      isNo: () => false,
      meantFor: ({ query }) => query.audience,
    }),
    metrics: reading(deps, async (context) => {
      demand(context, "jeton.metrics:read", { scope: systemScope });
      const waiting = await context.rows.webhook_deliveries.count({ state: "pending" });
      return { waiting, memory: deps.memory.counts() };
    }),
    introspect: verifying(deps, (context, input) => introspect(deps, context, input), {
      isNo: ({ active }) => !active,
    }),
    "token-review": verifying(deps, (context, input) => reviewToken(deps, context, input), {
      isNo: ({ status }) => !status.authenticated,
    }),
  };
  return demandingRecentSignIn(all, deps.now);
}

function isDenial({ decision }: { readonly decision: boolean }): boolean {
  return !decision;
}

/** The same of those that authenticate in their own way. */
export function createOpenCases(deps: Dependencies, authenticate: Authenticate): OpenCases {
  return {
    exchange: createExchange(deps),
    revoke: createRevokePresented(deps, authenticate),
    leaks: createReportLeaks(deps),
  };
}
