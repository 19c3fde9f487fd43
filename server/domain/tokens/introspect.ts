import type { Reply, Validated } from "../../contract/operations.ts";
import { Problem } from "../../contract/problem.ts";
import { isMeantFor } from "./audiences.ts";
import { authorize } from "../authorization/authorize.ts";
import { type Context, isUsableFrom, loadRights, rightsOfKnown } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { ownerOf } from "../authorization/owner.ts";
import { limitingRules, type Rights } from "../authorization/rights.ts";
import type { TokenRow } from "../rows.ts";
import { ruleAllows } from "../../contract/rule-matching.ts";
import type { Scope } from "../authorization/scopes.ts";
import type { Uses } from "../store.ts";
import { countDayOfUse, countedIn } from "./statistics.ts";
import { countUse } from "./token-use.ts";
import { verify } from "../verify.ts";
import { referenceTo } from "../authorization/identity.ts";

const ask = { type: "jeton.token", action: "introspect", access: "read" } as const;

/** An active token, as a caller may know it. */
export interface Introspected {
  readonly token: TokenRow;
  readonly rights: Rights;
  /** Of the project it belongs to. */
  readonly scope: Scope;
  /** Whom the caller answers for. */
  readonly audience: string | null;
}

export type Asked = Validated<"introspect">["body"];

/** RFC 7662. */
export async function introspect(
  deps: Dependencies,
  context: Context,
  { body }: Validated<"introspect">,
): Promise<Reply<"introspect">> {
  const found = await inspect(deps, context, body);
  return found ? described(found) : { active: false };
}

/** RFC 7662 section 2.2. */
export function described({
  token,
  scope,
  audience: aud,
  rights: { subject },
}: Introspected): Reply<"introspect"> {
  return {
    active: true,
    token_type: "Bearer",
    jti: token.id,
    sub: subject.id,
    username: referenceTo(subject),
    ...(aud !== null && token.audiences !== null && { aud }),
    project: scope.name,
    iat: secondsOf(token.rotated_at ?? token.created_at),
    ...(token.expires_at !== null && { exp: secondsOf(token.expires_at) }),
  };
}

/**
 * The token that is asked about, if it is active. One the caller may not know of is as good as inactive, so that nothing
 * can be learned by asking; so is one that is meant for others (RFC 7662 section 4), lest a service accepts what its
 * bearer gave to another.
 * @throws Problem `forbidden` when the caller may introspect nowhere at all
 */
export async function inspect(
  deps: Dependencies,
  context: Context,
  body: Asked,
): Promise<Introspected | undefined> {
  if (!mayIntrospect(context.rights)) throw mayNowhere();
  const found = await lookUp(deps, context, body.token);
  const scope = found && (await context.scopes.byId(found.token.project_id));
  const told = scope && toldTo(context.rights, { ...found, scope });
  return told && (await isAccepted(deps, { ...told, now: context.now, body })) ? told : undefined;
}

/** What a caller may know of a token; undefined when that is nothing. */
export function toldTo(
  caller: Rights,
  { token, rights, scope }: { token: TokenRow; rights: Rights | undefined; scope: Scope },
): Introspected | undefined {
  const { id, audience } = caller.subject;
  const own = ownerOf(token).id === id;
  const mayKnow = authorize(caller, { ...ask, name: token.name, own, scope });
  return rights && mayKnow && isMeantFor(token, audience) ? { token, rights, scope, audience } : undefined;
}

/** The token of a text, remembered if it was asked about before, and what it may do. */
async function lookUp(
  deps: Dependencies,
  context: Context,
  text: string,
): Promise<{ readonly token: TokenRow; readonly rights: Rights | undefined } | undefined> {
  const { remembered, rows, now } = context;
  const found = remembered?.find(text);
  const before = found?.token.session === false ? found : undefined;
  const verified = before ? undefined : await verify(deps, rows, text);
  const known = before ?? (verified && remembered?.keep(text, verified));
  if (remembered && known) return { token: known.token, rights: await rightsOfKnown(remembered, known, now) };
  if (!verified) return undefined;
  const { token } = verified;
  return { token, rights: await loadRights(rows, { ...context, token }) };
}

/**
 * Whether the request that a caller asks for would be accepted, and counts it where the caller lets it through. One from
 * nowhere is in no range of addresses, as everywhere; where nothing is let through, a range says nothing.
 */
async function isAccepted(
  deps: Dependencies,
  { rights, now, body }: { rights: Rights; now: string; body: Asked },
): Promise<boolean> {
  if (!isFromWhereItMay(rights, body)) return false;
  return !isUse(body) || takesUse(deps, rights.token, { at: now, ip: body.client_ip ?? null, by: null });
}

/** Whether the request that a caller tells of comes from where the token may be used; it need not tell of one. */
export function isFromWhereItMay(rights: Rights, body: Asked): boolean {
  const ip = body.client_ip ?? null;
  return (!isUse(body) && ip === null) || isUsableFrom(rights, ip);
}

/** Whether the answer lets a request through. */
export function isUse({ use }: Asked): boolean {
  return use === "true";
}

/** Whether a token has a use left, now and in all, and then takes it. */
async function takesUse(
  deps: Dependencies,
  token: TokenRow,
  circumstances: Pick<Uses, "at" | "ip" | "by">,
): Promise<boolean> {
  const { store, noteUse, rates } = deps;
  if (token.rate_limit !== null && !rates.take(token.id, token.rate_limit).allowed) return false;
  try {
    const use = await countUse(token, circumstances, store);
    if (use) noteUse(use);
    countDayOfUse(deps, countedIn(token));
    return true;
  } catch (cause) {
    if (cause instanceof Problem && cause.code === "invalid_token") return false;
    throw cause;
  }
}

/** Whether a caller may introspect some token, wherever. */
export function mayIntrospect(rights: Rights): boolean {
  const allows = (rules: readonly Parameters<typeof ruleAllows>[0][]): boolean =>
    rules.some((rule) =>
      ruleAllows({ ...rule, resource_names: null }, { ...ask, name: undefined, own: true }),
    );
  return limitingRules(rights.limits).every(allows) && rights.grants.some(({ rules }) => allows(rules));
}

function mayNowhere(): Problem {
  return new Problem(
    "forbidden",
    "this needs `jeton.token:introspect`, which the caller's token does not have",
  );
}

/** NumericDate of RFC 7519: seconds since 1970. */
function secondsOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}
