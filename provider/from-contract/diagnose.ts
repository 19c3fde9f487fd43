import type { ClientProblem } from "../../server/contract/client.ts";
import { type ProblemCode, problems } from "../../server/contract/problem.ts";
import type { Attributes } from "../framework/attribute.ts";
import { type Diagnostic, error } from "../framework/diagnostic.ts";
import { pathText } from "../framework/path.ts";
import { pathOf } from "./path.ts";
import { sentence } from "./sentence.ts";

export interface Attempted {
  /** As in "create the role". */
  readonly doing: string;
  readonly typeName: string;
  /** What the request's body was made of. */
  readonly attributes: Attributes;
}

/** Summaries of what is no fault of the object asked about. */
const summaries: Readonly<Partial<Record<ClientProblem["code"], string>>> = {
  missing_credential: "No credential for Jeton",
  invalid_grant: "Jeton does not take the run's identity for the account",
  invalid_token: "Jeton refuses the token",
  unreachable: "Jeton cannot be reached",
  timed_out: "Jeton does not answer",
  unexpected_reply: "This is not Jeton",
  unknown_path: "There is no Jeton at this address",
  interrupted: "Interrupted",
};

const remedies: Readonly<Partial<Record<ClientProblem["code"], string>>> = {
  invalid_token:
    "It may have been revoked, rotated or mistyped, or have expired, or belong to another server. It comes from `token` or `token_file` of the provider's configuration, or else from JETON_TOKEN or JETON_TOKEN_FILE.",
  unknown_path: "Check the path in `url` of the provider's configuration, or in JETON_URL.",
  interrupted: "Whether it still happened is not known; the next plan shows it.",
  forbidden:
    "Bind a role that allows it to whoever the provider's token belongs to, and look whether the token's own `mode`, `rules` and `within` leave it that.",
  exceeds_own_rights:
    "Nobody gives away what they lack: bind to whoever the provider's token belongs to what this object is to hold, or have it hold less.",
  not_found: "Something else has deleted it since it was read: plan again.",
  precondition_failed: "Plan again, and look at what the plan then says.",
  rate_limited:
    "The provider has waited and asked again as often as `max_retries` of its block says. Run Terraform with a lower `-parallelism`, or raise `max_retries`.",
  unavailable:
    "The provider has asked again as often as `max_retries` of its block says. Run Terraform again when the server is ready: what is done is in the state.",
  internal: "The server's log says more, by the request id.",
  timed_out: "`request_timeout` of the provider's block gives each answer more time.",
};

/** For what cannot be deleted because of what is in it: had Terraform known, that would be gone already. */
const inTheWay =
  "Terraform deletes what it manages, in the order of references, and never with `cascade=true`: have what it manages refer to this object, and delete or import the rest.";

/** Why a call failed, for practitioners: each field that is wrong by itself, with the attribute it is about. */
export function diagnose(problem: ClientProblem, attempted: Attempted): readonly Diagnostic[] {
  const { code, errors = [], existing_id: existing } = problem;
  if (code === "name_taken" && existing !== undefined) return [nameTaken(problem, existing, attempted)];
  const byField = errors.map(({ pointer, detail }) => {
    const path = pathOf(attempted.attributes, pointer);
    const place = path ? pathText(path) : pointer;
    return path
      ? error(`Invalid value for ${place}`, withRequest(problem, sentence(detail)), path)
      : error(cannot(attempted), withRequest(problem, sentence(`${place}: ${detail}`)));
  });
  return byField.length > 0 ? byField : [general(problem, attempted)];
}

function general(problem: ClientProblem, attempted: Attempted): Diagnostic {
  const { code, detail, holds } = problem;
  const title = isProblemCode(code) && summaries[code] === undefined ? `${problems[code].title}: ` : "";
  const remedy = holds === undefined ? remedies[code] : inTheWay;
  const text = `${sentence(title + detail)}${remedy === undefined ? "" : ` ${remedy}`}`;
  return error(summaries[code] ?? cannot(attempted), withRequest(problem, text));
}

function nameTaken(
  problem: ClientProblem,
  existing: string,
  { typeName, attributes }: Attempted,
): Diagnostic {
  const [{ pointer } = { pointer: "/name" }] = problem.errors ?? [];
  const path = pathOf(attributes, pointer);
  const lines = [
    `${sentence(problem.detail)} If this configuration is to manage the one there is, import it:`,
    "",
    "  import {",
    `    to = ${typeName}.NAME`,
    `    id = "${existing}"`,
    "  }",
  ];
  return error(
    pointer === "/name" ? "The name is taken" : "There is one already",
    withRequest(problem, lines.join("\n")),
    path,
  );
}

function cannot({ doing }: Attempted): string {
  return `Cannot ${doing}`;
}

/** By it the server's log tells more. */
function withRequest({ request_id: id }: ClientProblem, text: string): string {
  return id === undefined ? text : `${text}\n\nRequest id: ${id}`;
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code);
}
