import type { ClientProblem } from "../server/contract/client.ts";
import { oneLine } from "./plain-text.ts";

/** When a server answers something else than the contract says. */
export const notJetons: ClientProblem = { code: "unexpected_reply", detail: "the answer is not Jeton's" };

/** Why the server could not be asked, or would not answer, and what to do about it: the same for every call. */
export function explainCall(problem: ClientProblem, url: string): string {
  const { code, status } = problem;
  const detail = oneLine(problem.detail);
  const request = problem.request_id === undefined ? "" : ` (request ${oneLine(problem.request_id)})`;
  if (code === "unreachable" || code === "timed_out") return `${detail}. ${CHECK_REACH}`;
  // Cancellation has its own message, so what is left is the time limit.
  if (code === "interrupted") return `${url} did not answer in time. ${CHECK_REACH}`;
  if (code === "unavailable" || code === "internal") {
    return `the server at ${url} has a problem of its own: ${detail}${request}. Try again later.`;
  }
  return code === "unexpected_reply" ? explainReply(status, url) : `${sentence(problem)}${request}`;
}

const CHECK_REACH =
  "Check `url`, that the server runs, and that this runner can reach it; a proxy is taken from `proxy` or HTTPS_PROXY.";

function explainReply(status: number | undefined, url: string): string {
  if (status !== undefined && status >= 300 && status < 400) {
    return `${url} answers with a redirect (status ${String(status)}), which is not followed, since the token would go along. Give the final address as \`url\`.`;
  }
  const shown = status === undefined ? "" : ` (status ${String(status)})`;
  return `${url} answers, but not as Jeton does${shown}. Check \`url\` and any proxy on the way.`;
}

/** @param way how the token was had */
export function explainSignIn(problem: ClientProblem, url: string, way: "token" | "identity"): string {
  if (way === "identity" && problem.code === "invalid_token") {
    return `The server at ${url} refuses the token that it gave just now: ${sentence(problem)} The account's trust policy or project may allow its use from other addresses only.`;
  }
  if (problem.code === "invalid_token" || problem.code === "missing_credential") {
    return `The server at ${url} refuses \`token\`: ${sentence(problem)} It may be wrong, of another server, ended or revoked; store a new one in the secret.`;
  }
  return `Cannot sign in: ${explainCall(problem, url)}`;
}

/** @param wanted the id or reference that is not the identity's */
export function explainWrongAccount(reference: string, wanted: string, way: "token" | "identity"): string {
  const remedy =
    way === "token"
      ? "Give the token of that account, or change `service-account` and `expected-service-account`."
      : "Check `service-account` and `expected-service-account`.";
  return `Signed in as ${reference}, but ${wanted} is expected, so nothing was done. ${remedy}`;
}

/** What went wrong about one token, when the others' are no news. */
export function explainMint(
  problem: ClientProblem,
  {
    name,
    serviceAccount,
    url,
  }: { readonly name: string; readonly serviceAccount: string; readonly url: string },
): string {
  const remedy = {
    exceeds_own_rights: ` A token is minted only by one who holds all it gives: narrow it with \`mode\` or \`within\`, or bind more to the identity signed in with.`,
    forbidden: " Bind a role that may `jeton.token:create` in that project to the identity signed in with.",
    not_found: ` Check the name, and that the identity signed in with may see ${serviceAccount}.`,
  } as const satisfies { readonly [code in ClientProblem["code"]]?: string };
  const advice = problem.code in remedy ? remedy[problem.code as keyof typeof remedy] : "";
  return `Cannot mint ${name} for ${serviceAccount}: ${explainCall(problem, url)}${advice}`;
}

function sentence({ detail, errors = [] }: ClientProblem): string {
  const fields = errors.map((error) => oneLine(`${error.pointer}: ${error.detail}`));
  const text = oneLine([detail, ...fields.filter((field) => !field.endsWith(detail))].join("; "));
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
