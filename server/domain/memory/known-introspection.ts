import type { ClientInfo } from "../caller.ts";
import type { TokenRow } from "../rows.ts";
import {
  type Asked,
  described,
  type Introspected,
  isFromWhereItMay,
  isUse,
  mayIntrospect,
  toldTo,
} from "../tokens/introspect.ts";
import { reviewed } from "../tokens/token-review.ts";
import type { KnownAnswer } from "./known-answers.ts";
import {
  countPassed,
  countUsed,
  findCaller,
  findKnown,
  type KnownCaller,
  type KnownDependencies,
  takesTurn,
} from "./known-caller.ts";

/** RFC 7662, of tokens that are active. */
export function createKnownIntrospection(deps: KnownDependencies): KnownAnswer<"introspect"> {
  return (text, { body }, client) => {
    const caller = findCaller(deps, text, { client, meantFor: deps.audience });
    const found = caller && inspectKnown(deps, caller, body);
    if (!found) return undefined;
    const { token } = caller.known;
    const used = isUse(body) ? found.token : undefined;
    if (!takeTurns(deps, { token, used }, client)) return undefined;
    if (used) countUsed(deps, used, { ip: body.client_ip ?? null, userAgent: null });
    countPassed(deps, token, client);
    return { tokenId: token.id, reply: described(found) };
  };
}

/** The same for a Kubernetes cluster. */
export function createKnownTokenReview(deps: KnownDependencies): KnownAnswer<"token-review"> {
  return (text, { body }, client) => {
    const caller = findCaller(deps, text, { client, meantFor: deps.audience });
    const found = caller && inspectKnown(deps, caller, { token: body.spec.token });
    const reply = found && reviewed(found, body);
    if (!caller || reply?.status.authenticated !== true) return undefined;
    const { token } = caller.known;
    if (!takesTurn(deps, token, client)) return undefined;
    countPassed(deps, token, client);
    return { tokenId: token.id, reply };
  };
}

/** Where both have a limit, one may have room and the other none: what is taken from one would be taken twice. */
function takeTurns(
  deps: KnownDependencies,
  { token, used }: { readonly token: TokenRow; readonly used: TokenRow | undefined },
  client: ClientInfo,
): boolean {
  if (!used || used.rate_limit === null) return takesTurn(deps, token, client);
  return token.rate_limit === null && takesTurn(deps, used, {});
}

/** As `inspect` does it. */
function inspectKnown(
  deps: KnownDependencies,
  { rights: caller, remembered }: KnownCaller,
  body: Asked,
): Introspected | undefined {
  const found = mayIntrospect(caller) ? findKnown(deps, remembered, body.token) : undefined;
  const scope = found && remembered.scopes.known(found.token.project_id);
  const told = scope && toldTo(caller, { token: found.token, rights: found.rights, scope });
  return told && isFromWhereItMay(told.rights, body) ? told : undefined;
}
