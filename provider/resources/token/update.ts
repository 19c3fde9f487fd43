import type { Result } from "../../../server/contract/client.ts";
import { nouns } from "../../../server/contract/nouns/all.ts";
import type { Reply as ServerReply, Request } from "../../../server/contract/operations.ts";
import type { Context, Reply, Resource } from "../../framework/resource.ts";
import type { Connect, Labels } from "../../from-contract/connect.ts";
import { inputs } from "../../from-contract/resource.ts";
import type { Token } from "./attributes.ts";
import { saidEnd } from "./end.ts";
import { failed } from "./failed.ts";
import { changesLabels, merged, ownLabels } from "./labels.ts";
import { remembered } from "./memory.ts";
import { rotate } from "./rotate.ts";
import { reasonsToRotate } from "./rotation.ts";
import { settled } from "./settle.ts";

type UpdateRequest = Parameters<NonNullable<Resource<Connect, Token>["update"]>>[0];
type PatchBody = Request<"token.update">["body"];

/** What has been done of a change, of which a later part may fail. */
interface Achieved {
  readonly shown: ServerReply<"token.get">;
  readonly date: Date | undefined;
  readonly hint: string | undefined;
  /** Set by the rotation, if there is one. */
  readonly own: Partial<Token>;
}

type Step = (before: Pick<Achieved, "hint" | "own">) => Promise<Result<Achieved>>;

/** Changes a token in place, and rotates it where something says so. */
export async function update(request: UpdateRequest, context: Context<Connect>): Promise<Reply<Token>> {
  const { prior, planned } = request;
  const own = ({ shown }: Achieved, known: Labels | undefined): Labels =>
    ownLabels(shown.labels, known, context.client);
  let achieved: Achieved | undefined;
  for (const step of stepsOf(request, context)) {
    const before = achieved ?? { hint: remembered(context.private).hint, own: {} };
    const result = await step(before);
    if (result.type === "problem") {
      const diagnostics = failed("change the token", result.problem);
      return achieved === undefined
        ? { diagnostics }
        : {
            ...settled(achieved.shown, {
              ...achieved,
              rotation: prior.rotation,
              labels: own(achieved, { ...prior.labels, ...planned.labels }),
            }),
            diagnostics,
          };
    }
    achieved = result.value;
  }
  // There is at least one step.
  if (achieved === undefined) return {};
  const labels = own(achieved, planned.labels);
  return settled(achieved.shown, { ...achieved, rotation: planned.rotation ?? null, labels });
}

/**
 * What says how long the token lasts is changed after the rotation, so that it counts from the new secret: the old one's
 * age may be past it. All else before, so that the new secret comes with what it may then do.
 */
function stepsOf(request: UpdateRequest, context: Context<Connect>): readonly Step[] {
  const { prior, planned, changes } = request;
  const client = context.client(context.signal);
  const memory = remembered(context.private);
  const body: PatchBody = {
    ...inputs(nouns.token, changes),
    ...(changesLabels(changes) && { labels: merged(context.client, planned.labels) }),
    ...saidEnd(changes, planned),
  };
  const patch =
    (part: PatchBody): Step =>
    async ({ hint, own }) =>
      shownBy(await client.call("token.update", { id: prior.id, body: part }), { hint, own });
  const look: Step = async ({ hint, own }) =>
    shownBy(await client.call("token.get", { id: prior.id }), { hint, own });
  if (reasonsToRotate({ prior, planned, memory }).length === 0) {
    return [isEmpty(body) ? look : patch(body)];
  }
  const { max_age: _, expires_at: __, extend_on_use: ___, ...terms } = body;
  const life = Object.fromEntries(Object.entries(body).filter(([name]) => !Object.hasOwn(terms, name)));
  const renew: Step = async () => {
    const result = await rotate(client, request, memory.hint);
    if (result.type === "problem") return result;
    const { shown, secrets } = result.value;
    return {
      ...result,
      value: { shown, date: result.date, hint: shown.hint, own: { ...why(planned), ...secrets } },
    };
  };
  return [...(isEmpty(terms) ? [] : [patch(terms)]), renew, ...(isEmpty(life) ? [] : [patch(life)])];
}

function shownBy(
  result: Result<ServerReply<"token.get">>,
  before: Pick<Achieved, "hint" | "own">,
): Result<Achieved> {
  return result.type === "problem"
    ? result
    : { ...result, value: { ...before, shown: result.value, date: result.date } };
}

/** Once it is rotated because of them, they are what they were rotated for, whatever fails later. */
function why({ keepers, sealed_for, secret_wo_version }: Partial<Token>): Partial<Token> {
  return {
    keepers: keepers ?? null,
    sealed_for: sealed_for ?? null,
    secret_wo_version: secret_wo_version ?? null,
  };
}

function isEmpty(body: object): boolean {
  return Object.keys(body).length === 0;
}
