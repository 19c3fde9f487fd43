import type { ClientProblem } from "../server/contract/client.ts";
import { explainCall } from "./explain.ts";
import type { IdToken, IdTokenAnswer } from "./id-token.ts";
import { oneLine } from "./plain-text.ts";
import type { RunnerIdentity } from "./runner-identity.ts";

/** An exchange that was refused. */
export interface Attempted {
  readonly url: string;
  readonly serviceAccount: string;
  readonly audience: string;
  readonly idToken: IdToken;
  /** The server's clock. */
  readonly date: Date | undefined;
}

/** Why the runner gives no ID token at all. */
export function explainNoIdentity(
  { fromFork, byDependabot }: RunnerIdentity,
  { serviceAccount }: { readonly serviceAccount: string },
): string {
  const cannot = `Cannot sign in as ${serviceAccount}: this run has no identity`;
  if (fromFork) {
    return `${cannot}, since it is for a pull request from a fork, to which GitHub gives none. Leave this step out for those, for example by \`if: github.event.pull_request.head.repo.full_name == github.repository\`.`;
  }
  if (byDependabot) {
    return `${cannot}: it was started by Dependabot, whose runs may only read unless the job itself says \`permissions: { id-token: write, contents: read }\`. Say so, or leave this step out for them by \`if: github.actor != 'dependabot[bot]'\`.`;
  }
  return `${cannot}. Give the job \`permissions: { id-token: write, contents: read }\`; a job of a reusable workflow needs it from its caller too.`;
}

/** Why a plan is not asked of the server, in runs that are outsiders' on purpose. */
export function explainOffline({ fromFork }: Pick<RunnerIdentity, "fromFork">): string {
  const whose = fromFork ? "for a pull request from a fork" : "started by Dependabot";
  return `Not signed in, since this run is ${whose}: GitHub gives it neither an identity nor secrets.`;
}

/** Why the runner's endpoint, which is there, gave no ID token. */
export function explainIdToken(
  { status, reason }: Extract<IdTokenAnswer, { type: "failed" }>,
  endpoint: string,
  audience: string,
): string {
  const what = `Cannot get an ID token for the audience ${oneLine(audience)}: ${new URL(endpoint).host} ${reason}.`;
  if (status === undefined) {
    return `${what} It is the runner's own endpoint: check that the runner can reach it; a proxy is taken from \`proxy\` or HTTPS_PROXY, and \`no-proxy\` or NO_PROXY names what needs none.`;
  }
  if (status === 401 || status === 403) {
    return `${what} Check that the job still runs and has \`permissions: { id-token: write }\`.`;
  }
  return status === 400 || status === 422
    ? `${what} It may not issue ID tokens for that audience: check \`audience\`.`
    : `${what} It is the runner's own endpoint; run the job again.`;
}

export function explainMetadata(problem: ClientProblem, url: string): string {
  return problem.code === "not_configured"
    ? notConfigured(url)
    : `Cannot sign in: ${explainCall(problem, url)}`;
}

/** @param issuer whatever the server at `url` says it is */
export function explainOtherServer(issuer: unknown, url: string): string {
  if (typeof issuer !== "string") {
    return `Cannot sign in: ${url} answers, but not as Jeton does. Check \`url\` and any proxy on the way.`;
  }
  const named = oneLine(issuer);
  return `Cannot sign in: the server at ${url} says that it is ${named}, and an ID token for another server is asked for only where the workflow says so. Give ${named} as \`url\`, or, if both are the same server, as \`audience\`.`;
}

export function explainStrangeToken(url: string): string {
  return `Cannot sign in: ${url} gave something that is no Jeton token. Check \`url\` and any proxy on the way.`;
}

/** @param own the server's audience, null when it exchanges no tokens, undefined when it did not say */
export function explainExchange(
  problem: ClientProblem,
  attempted: Attempted,
  own: string | null | undefined,
): string {
  const { url, serviceAccount, idToken, date } = attempted;
  if (own === null) return notConfigured(url);
  const cannot = `Cannot sign in as ${serviceAccount}`;
  if (problem.code !== "invalid_grant") return `${cannot}: ${explainCall(problem, url)}`;
  if (problem.errors !== undefined && problem.errors.length > 0) return explainClaims(problem, attempted);
  const clock = explainClocks(idToken, date);
  if (clock !== undefined) return `${cannot}: ${explainCall(problem, url)} ${clock}`;
  if (problem.detail.startsWith("the ID token ")) {
    return `${cannot}: ${explainCall(problem, url)} Run the job again; if it stays so, look at the issuer ${claim(idToken, "iss")}.`;
  }
  return `${cannot}: ${explainCall(problem, url)} ${explainAudience(attempted, own)}`;
}

function explainClaims({ detail, errors = [] }: ClientProblem, { serviceAccount, url }: Attempted): string {
  const lines = errors.map((error) => oneLine(`- ${error.pointer} ${error.detail}`));
  const request = /under request ([\w-]+)/.exec(detail)?.[1];
  const audit =
    request === undefined ? "" : ` The server's audit says what was expected, under request ${request}.`;
  return [
    `Cannot sign in as ${serviceAccount}: no trust policy of it at ${url} accepts what this job's ID token claims:`,
    ...lines,
    `Run the job from where it is trusted, or change the claims of the trust policy.${audit}`,
  ].join("\n");
}

/** The server tells neither which accounts there are nor whom they trust, so all it may be is said. */
function explainAudience({ serviceAccount, audience, idToken }: Attempted, own: string | undefined): string {
  const issuer = claim(idToken, "iss");
  const other =
    own === undefined || own === audience
      ? ""
      : ` The server's own audience is ${oneLine(own)}: leave \`audience\` empty, or give that.`;
  return `Check that \`service-account\` ${serviceAccount} is spelt right and not disabled, and that it has a trust policy of the issuer ${issuer} and the audience ${oneLine(audience)}.${other}`;
}

/** Seconds the server bears between its clock and the issuer's. */
const SKEW = 30;

/** When the server's clock puts an ID token that was made just now outside its time. */
function explainClocks({ claims: { iat, exp } }: IdToken, date: Date | undefined): string | undefined {
  const server = (date?.getTime() ?? Number.NaN) / 1000;
  if (typeof iat !== "number" || typeof exp !== "number") return undefined;
  if (!(iat > server + SKEW || exp < server - SKEW)) return undefined;
  const skew = Math.round(server - iat);
  const direction = skew < 0 ? "behind" : "ahead of";
  return `The clocks differ: the server's is ${String(Math.abs(skew))} s ${direction} that of the issuer, which made the ID token just now. Set the server's clock by NTP.`;
}

function claim({ claims }: IdToken, name: string): string {
  const value = claims[name];
  return typeof value === "string" ? oneLine(value) : "(none)";
}

function notConfigured(url: string): string {
  return `Cannot sign in by the job's identity: the server at ${url} exchanges no ID tokens, since its JETON_PUBLIC_URL is not set. Whoever runs it sets that to the https URL of clients; until then give a \`token\`.`;
}
