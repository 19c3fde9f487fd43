import type { Result } from "../../../server/contract/client.ts";
import { nouns } from "../../../server/contract/nouns/all.ts";
import type { Reply as ServerReply, Request } from "../../../server/contract/operations.ts";
import { type Diagnostic, error } from "../../framework/diagnostic.ts";
import type { Context, Reply, Resource } from "../../framework/resource.ts";
import type { Caller, Connect } from "../../from-contract/connect.ts";
import { projectOf } from "../../from-contract/default-project.ts";
import { inputs } from "../../from-contract/resource.ts";
import type { Token } from "./attributes.ts";
import { failed } from "./failed.ts";
import { handedOver, handOver } from "./hand-over.ts";
import { merged, ownLabels } from "./labels.ts";
import { revokeLeftBehind } from "./name-conflict.ts";
import { isOfRole } from "./place.ts";
import { settled } from "./settle.ts";

type CreateRequest = Parameters<Resource<Connect, Token>["create"]>[0];
type Body = Request<"token.create">["body"];
type Created = Result<ServerReply<"token.create">>;

/** Makes a token; where the run that came before left one behind, in its place. */
export async function create(
  { planned, config }: CreateRequest,
  context: Context<Connect>,
): Promise<Reply<Token>> {
  const client = context.client(context.signal);
  // The attributes are the noun's fields, so what is planned of them is what a caller may say of a token.
  const body = {
    ...inputs(nouns.token, planned),
    ...(isOfRole(planned) && projectOf(context.client, planned)),
    labels: merged(context.client, planned.labels),
    ...handOver(config, planned),
  } as Body;
  const { result, diagnostics } = await createInPlace(client, body);
  if (result.type === "problem") {
    return { diagnostics: [...diagnostics, ...failed("create the token", result.problem)] };
  }
  const { value: shown, date } = result;
  const secrets = handedOver(shown, body);
  const rotation = planned.rotation ?? null;
  const labels = ownLabels(shown.labels, planned.labels, context.client);
  const seen = { date, rotation, hint: shown.hint, labels };
  const reply = settled(shown, { ...seen, ...(secrets && { own: secrets }) });
  return { ...reply, diagnostics: secrets ? diagnostics : [...diagnostics, noSecret] };
}

/** Terraform replaces what was made with an error. */
const noSecret = error(
  "No secret",
  "The server made the token, but its answer came too late to hold the secret. Run Terraform again: it replaces the token.",
);

async function createInPlace(
  client: Caller,
  body: Body,
): Promise<{ readonly result: Created; readonly diagnostics: readonly Diagnostic[] }> {
  const result = await client.call("token.create", { body });
  if (result.type === "ok" || result.problem.code !== "name_taken") return { result, diagnostics: [] };
  const { existing_id: holder } = result.problem;
  const replaced = holder === undefined ? undefined : await revokeLeftBehind(client, holder);
  if (replaced === undefined) return { result: withRemedy(result), diagnostics: [] };
  return { result: await client.call("token.create", { body }), diagnostics: replaced };
}

/** Terraform does not tell whether the one there is is the one to be replaced. */
function withRemedy(result: Created & { readonly type: "problem" }): Created {
  const { problem } = result;
  const detail = `${problem.detail.replace(/\.?$/, ".")} With \`create_before_destroy\` the one to be replaced still has it: change \`keepers\` for a new secret, or the name with whatever else changes.`;
  return { ...result, problem: { ...problem, detail } };
}
