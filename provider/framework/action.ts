import type { Schema } from "./attribute.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Awaitable, Context, Pending, PlanContext, Reply } from "./resource.ts";
import { attempt, attemptWithClient, type Runtime } from "./runtime.ts";
import type { ActionEvent, Diagnosed } from "./server.ts";
import type { ObjectValue } from "./value.ts";

/** Something done once, on `terraform apply -invoke` or when a resource's `action_trigger` says so (Terraform 1.14 and later). */
export interface Action<Client, Config extends object = object> {
  readonly typeName: string;
  /** Of the configuration. An action has no state, so nothing of it is computed. */
  readonly schema: Schema;
  validateConfig?(config: Pending<Config>): Awaitable<readonly Diagnostic[]>;
  /** What can be told before anything is done. */
  plan?(
    config: Pending<Config>,
    context: Omit<PlanContext<Client>, "private">,
  ): Awaitable<readonly Diagnostic[]>;
  invoke(config: Config, context: ActionContext<Client>): Awaitable<Pick<Reply<object>, "diagnostics">>;
}

interface ActionContext<Client> extends Omit<Context<Client>, "private"> {
  /** Tells the practitioner, now, what is going on. Never a secret: it is printed. */
  readonly progress: (message: string) => void;
}

export async function planAction<Client>(
  runtime: Runtime<Client>,
  action: Action<Client>,
  config: ObjectValue,
): Promise<Diagnosed> {
  const { client, signal } = runtime;
  const outcome = await attempt(runtime, `plan ${action.typeName}`, async () =>
    action.plan?.(config, { client, signal }),
  );
  return { diagnostics: outcome.type === "failed" ? outcome.diagnostics : (outcome.value ?? []) };
}

/** What happens, as it happens; the last event says how it ended. Never throws. */
export async function* invokeAction<Client>(
  runtime: Runtime<Client>,
  action: Action<Client>,
  config: ObjectValue,
): AsyncGenerator<ActionEvent> {
  const told: string[] = [];
  let news = Promise.withResolvers<void>();
  let ended: Diagnosed | undefined;
  const request = { doing: `invoke ${action.typeName}`, privateData: new Uint8Array() };
  void attemptWithClient(runtime, request, async ({ client, signal }) => {
    const progress = (message: string): void => {
      told.push(message);
      news.resolve();
    };
    return await action.invoke(config, { client, signal, progress });
  }).then((outcome) => {
    const { diagnostics = [] } = outcome.type === "failed" ? outcome : outcome.value;
    ended = { diagnostics };
    news.resolve();
  });
  for (;;) {
    await news.promise;
    news = Promise.withResolvers();
    for (const message of told.splice(0)) yield { progress: message };
    if (ended !== undefined) return yield ended;
  }
}
