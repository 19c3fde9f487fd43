import { identityIn } from "../authorization/identity.ts";
import { rulesOfMode } from "../authorization/rights.ts";
import type { Dependencies } from "../dependencies.ts";
import { instantText } from "../instant-text.ts";
import { offenceOf } from "../tokens/token-offence.ts";
import { presentNow } from "../verify.ts";
import type { Known } from "./known.ts";
import type { Remembered } from "./memory.ts";

/**
 * A token that nobody asked about in this epoch, read without waiting where the database can be. It was read together with
 * the epoch, which is the one all else is remembered of: so it was there with it. Undefined leaves it to the ordinary way.
 */
export function lookUp(
  deps: Pick<Dependencies, "store" | "salts" | "now">,
  remembered: Remembered,
  text: string,
): Known | undefined {
  try {
    const presented = presentNow(deps, text);
    if (presented?.epoch !== remembered.epoch) return undefined;
    const known = remembered.keep(text, presented);
    return known && remembered.isKept(known) ? known : undefined;
  } catch {
    // What fails here fails there too, and that says why.
    return undefined;
  }
}

/**
 * Whether it is known what a token may do and whose it is: by what is remembered of its owner, scopes and policies. As
 * `rightsOfKnown`, which reads what is not; one of a trust policy, which is one more row, is left to that.
 */
export function isAtHand(
  { scopes, policies, holdings }: Remembered,
  known: Known,
  { now }: Pick<Dependencies, "now">,
): boolean {
  // The identity is for who asks a proxy's question.
  if (known.rights && (known.identity || known.token.trust_policy_id !== null)) return true;
  const { token } = known;
  const [policy, held, project] = [
    policies.known(token.project_id),
    holdings.known(token, instantText(now().getTime())),
    scopes.known(token.project_id),
  ];
  const within = token.within_id === null ? null : scopes.known(token.within_id);
  if (!policy || !held || !project || within === undefined) return false;
  if (token.trust_policy_id !== null || offenceOf(token, policy)) return false;
  if (held.until !== null) known.until = Math.min(known.until, Date.parse(held.until));
  const limits = { rules: rulesOfMode(token), within };
  known.rights = { subject: held.subject, token, limits, grants: held.grants };
  known.identity = identityIn(known.rights, project.name);
  return true;
}
