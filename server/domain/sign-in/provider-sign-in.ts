import type { Reply, Validated } from "../../contract/operations.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import { MOST_AGE_SECONDS } from "../../contract/session.ts";
import type { ClientInfo, Opened } from "../caller.ts";
import { type Claims, failedClaims } from "../authorization/claim-matching.ts";
import { clientSecretOf, demandVault } from "./client-secret.ts";
import type { Dependencies } from "../dependencies.ts";
import { authenticationTime, subjectOf, wrongAddressee } from "./sign-in-claims.ts";
import type { IdentityProviderRow } from "./sign-in-rows.ts";
import {
  type BegunSignIn,
  challengeOf,
  endOfSignIn,
  localTarget,
  newSecretText,
  openSignIn,
  redirectUriOf,
  sealSignIn,
  STATE,
} from "./sign-in-state.ts";
import { letIn } from "./sign-in-person.ts";
import { verifySession } from "../verify.ts";

/** Signing in through an identity provider: OpenID Connect Core 1.0 section 3.1, with PKCE (RFC 7636). */
export interface ProviderSignIn {
  /** Those a sign-in page offers. */
  readonly providers: () => Promise<Reply<"session.providers">>;
  /**
   * Where to send the browser, and what it is to keep until it comes back; `before` is the text of the session it has.
   * @throws Problem `not_configured`, `not_found`, `validation_failed`, `unavailable`
   */
  readonly begin: (
    input: Validated<"session.begin">["query"],
    before: string | undefined,
  ) => Promise<{ readonly location: string; readonly state: string; readonly sealed: string }>;
  /**
   * Opens a session for who came back; `sealed` is what the browser kept.
   * @throws Problem `not_configured`, `sign_in_refused`, `unavailable`
   */
  readonly finish: (
    input: Validated<"session.callback">,
    from: { readonly client: ClientInfo; readonly sealed: string | undefined },
  ) => Promise<Opened & { readonly location: string }>;
}

export function createProviderSignIn(deps: Dependencies): ProviderSignIn {
  const { store, audience: publicUrl, vault } = deps;
  return {
    providers: async () => {
      if (publicUrl === null || vault === null) return { items: [] };
      const rows = await store.read.identity_providers.list({ disabled: false });
      return { items: rows.map(({ name, display_name }) => ({ name, display_name })) };
    },
    begin: (input, before) => begin(deps, input, before),
    finish: async (input, { client, sealed }) => {
      const { base } = demandSetUp(deps);
      const begun = begunOf(deps, input, sealed);
      const provider = await providerOf(deps, begun, input.provider);
      const { claims, subject } = await personOf(deps, { input, begun, provider });
      demandClaims(provider, claims);
      const authenticatedAt = authenticationTime(claims, deps.now());
      if (begun.confirms !== null) demandRecent(authenticatedAt, deps.now());
      const { state = "" } = input.query;
      const person = { provider, claims, subject, begun, state, client, authenticatedAt };
      const opened = await letIn(deps, person);
      return { ...opened, location: localTarget(base, begun.return_to) ?? `${base}/` };
    },
  };
}

/** @throws Problem `not_configured` */
function demandSetUp(deps: Dependencies): {
  readonly base: string;
  readonly vault: ReturnType<typeof demandVault>;
} {
  const base = deps.audience;
  if (base !== null) return { base, vault: demandVault(deps) };
  const detail =
    "people sign in here by password alone: the operator has not set JETON_PUBLIC_URL, without which an identity provider cannot send them back";
  throw new Problem("not_configured", detail);
}

async function begin(
  deps: Dependencies,
  { provider: name, return_to = "/", confirm }: Validated<"session.begin">["query"],
  before: string | undefined,
): ReturnType<ProviderSignIn["begin"]> {
  const { store, openid } = deps;
  const { base, vault } = demandSetUp(deps);
  if (localTarget(base, return_to) === undefined) {
    throw invalidField("return_to", "must be a path of this server, for example `/tokens`");
  }
  const [provider] = await store.read.identity_providers.list({ name, disabled: false }, { limit: 1 });
  if (!provider) throw new Problem("not_found", "there is no such identity provider to sign in through");
  const { authorization } = await openid.endpointsOf(provider.issuer);
  const signedIn = await signedInBy(deps, before, confirm);
  const [state, nonce, verifier] = [newSecretText(deps), newSecretText(deps), newSecretText(deps)];
  const sealed = sealSignIn(vault, state, {
    provider_id: provider.id,
    nonce,
    verifier,
    return_to,
    ...signedIn,
    until: endOfSignIn(deps.now().toISOString()),
  });
  const location = new URL(authorization);
  const parameters = {
    response_type: "code",
    client_id: provider.client_id,
    redirect_uri: redirectUriOf(base, provider) ?? "",
    scope: ["openid", ...(provider.scopes ?? ["email", "profile"])].join(" "),
    state,
    nonce,
    code_challenge: challengeOf(verifier),
    code_challenge_method: "S256",
    // OpenID Connect Core 1.0 section 3.1.2.1: to be asked anew, and told when that was.
    ...(confirm && { prompt: "login", max_age: String(MOST_AGE_SECONDS) }),
  };
  for (const [key, value] of Object.entries(parameters)) location.searchParams.set(key, value);
  return { location: location.href, state, sealed };
}

/**
 * The session that a browser has, which ends, and who is to prove it again, where somebody is.
 * @throws Problem `missing_credential`
 */
async function signedInBy(
  deps: Dependencies,
  before: string | undefined,
  confirm: boolean,
): Promise<Pick<BegunSignIn, "ends" | "confirms">> {
  const had = before === undefined ? undefined : await verifySession(deps, deps.store.read, before);
  if (!confirm) return { ends: had?.token.id ?? null, confirms: null };
  if (had) return { ends: had.token.id, confirms: had.token.user_id };
  throw new Problem("missing_credential", "nobody is signed in who could prove it again; sign in");
}

/** @throws Problem `sign_in_refused` for what was not begun in this browser, or too long ago */
function begunOf(
  deps: Dependencies,
  { query: { state = "" } }: Validated<"session.callback">,
  sealed: string | undefined,
): BegunSignIn {
  const isOurs = sealed !== undefined && STATE.test(state);
  const begun = isOurs ? openSignIn(demandVault(deps), state, sealed) : undefined;
  if (begun && begun.until > deps.now().toISOString()) return begun;
  const detail =
    "this sign-in was not begun in this browser, took longer than ten minutes, or was finished before; sign in again";
  throw new Problem("sign_in_refused", detail);
}

/** @throws Problem `sign_in_refused` where another provider answers than was asked, or it is no more */
async function providerOf(
  { store }: Dependencies,
  { provider_id }: BegunSignIn,
  name: string,
): Promise<IdentityProviderRow> {
  const provider = await store.read.identity_providers.get(provider_id);
  if (provider?.disabled === false && provider.name === name) return provider;
  const detail = "the answer is of another identity provider than was asked, or of one that is disabled now";
  throw new Problem("sign_in_refused", detail);
}

interface Answer {
  readonly input: Validated<"session.callback">;
  readonly begun: BegunSignIn;
  readonly provider: IdentityProviderRow;
}

/** @throws Problem `sign_in_refused`, `unavailable` */
async function personOf(
  deps: Dependencies,
  { input: { query }, begun, provider }: Answer,
): Promise<{ readonly claims: Claims; readonly subject: string }> {
  const { issuer, client_id: clientId } = provider;
  const { namesItself } = await deps.openid.endpointsOf(issuer);
  // RFC 9207 section 2.4, of errors too.
  if (query.iss === undefined ? namesItself : query.iss !== issuer) {
    throw refused("the answer does not come from the issuer that was asked (`iss`)");
  }
  if (query.error !== undefined) throw refused(`the identity provider answered ${errorCode(query.error)}`);
  if (query.code === undefined) throw refused("the answer has no code");
  const redeemed = await deps.openid.redeem({
    issuer,
    clientId,
    clientSecret: await clientSecretOf(deps, deps.store.read, provider.id),
    code: query.code,
    verifier: begun.verifier,
    redirectUri: redirectUriOf(deps.audience, provider) ?? "",
  });
  if (redeemed.type === "refused") throw refused(redeemed.why);
  const verdict = await deps.verifyIdToken(redeemed.idToken, async (named) => named === issuer);
  if (verdict.type === "untrusted") throw refused("its ID token is of another issuer (`iss`)");
  if (verdict.type === "refused") throw refused(`its ID token is not accepted: ${verdict.why}`);
  const { claims } = verdict;
  const wrong = wrongAddressee(claims, { clientId, nonce: begun.nonce });
  if (wrong !== undefined) throw refused(`its ID token is not accepted: ${wrong}`);
  const subject = subjectOf(claims);
  if (subject === undefined) throw refused("its ID token does not say whom it is about (`sub`)");
  return { claims, subject };
}

function refused(why: string): Problem {
  return new Problem("sign_in_refused", `${why}; sign in again, or tell an administrator`);
}

/** RFC 6749 section 4.1.2.1: a code, and none of the words that whoever made the link would like to be read. */
function errorCode(text: string): string {
  return /^[a-z_]{1,64}$/.test(text) ? `\`${text}\`` : "an error";
}

/** @throws Problem `sign_in_refused` that names the claims, and not what they should be */
function demandClaims({ required_claims: required }: IdentityProviderRow, claims: Claims): void {
  const failed = required === null ? [] : failedClaims(required, claims);
  if (failed.length === 0) return;
  const names = failed.map(({ name }) => `\`${name}\``).join(", ");
  const detail = `who signs in here needs other values of ${names} than the identity provider says; ask an administrator`;
  throw new Problem("sign_in_refused", detail);
}

/** @throws Problem `sign_in_refused` where the provider does not say that they proved it just now (its section 3.1.2.1) */
function demandRecent(authenticatedAt: string | null, now: Date): void {
  const oldest = new Date(now.getTime() - MOST_AGE_SECONDS * 1000).toISOString();
  if (authenticatedAt !== null && authenticatedAt > oldest) return;
  throw refused("the identity provider does not say that it has just asked who this is (`auth_time`)");
}
