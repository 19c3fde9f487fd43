import { type Diagnostic, error, hasError } from "./diagnostic.ts";
import { decodePrivate } from "./private-data.ts";
import type { Awaitable, Context, PlanContext } from "./resource.ts";
import type { Private } from "./server.ts";
import { type Limit, TIMEOUTS } from "./timeouts.ts";

/** What one request runs with: the provider as it is configured, and the signal that Ctrl-C aborts. */
export interface Runtime<Client> {
  readonly client: Client | undefined;
  readonly signal: AbortSignal;
  /** Diagnostics for what a handler threw, where the author knows better than its message; undefined where not. */
  readonly explain?: ((thrown: unknown) => readonly Diagnostic[] | undefined) | undefined;
}

export type Attempt<T> =
  | { readonly type: "done"; readonly value: T }
  | { readonly type: "failed"; readonly diagnostics: readonly Diagnostic[] };

/** Runs the work; `doing` ("create shop_widget") names it in the one diagnostic that whatever it throws becomes. */
export async function attempt<T>(
  runtime: Runtime<unknown>,
  doing: string,
  work: () => Awaitable<T>,
): Promise<Attempt<T>> {
  try {
    return { type: "done", value: await work() };
  } catch (thrown) {
    return { type: "failed", diagnostics: explain(runtime, doing, thrown) };
  }
}

function explain(runtime: Runtime<unknown>, doing: string, thrown: unknown): readonly Diagnostic[] {
  if (runtime.signal.aborted) {
    return [
      error(
        "Interrupted",
        `Terraform asked to stop while the provider was about to ${doing}. Whether it still happened is not known.`,
      ),
    ];
  }
  return runtime.explain?.(thrown) ?? [error(`Cannot ${doing}`, describe(thrown) + stackOf(thrown))];
}

/** What JavaScript itself throws, without a cause beneath, is a mistake in the provider: its author needs to see where. */
function stackOf(thrown: unknown): string {
  const isMistake =
    (thrown instanceof TypeError || thrown instanceof ReferenceError) && thrown.cause === undefined;
  return isMistake
    ? `\n\nThis is a bug in the provider; please report it with this:\n\n${thrown.stack ?? ""}`
    : "";
}

/** The message and its causes: "fetch failed" alone helps nobody. */
function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const text = thrown.message === "" ? thrown.name : thrown.message;
  return thrown.cause === undefined ? text : `${text}: ${describe(thrown.cause)}`;
}

/** Throws when the private data is not ours. */
export function planContext<Client>(runtime: Runtime<Client>, privateData: Private): PlanContext<Client> {
  return { client: runtime.client, signal: runtime.signal, private: decodePrivate(privateData) };
}

/** What a handler is called for. */
interface Call {
  readonly doing: string;
  readonly privateData: Private;
  /** Absent: as long as it takes. */
  readonly limit?: Limit | undefined;
}

/** Runs a handler that cannot do without the client. */
export async function attemptWithClient<
  Client,
  T extends { readonly diagnostics?: readonly Diagnostic[] | undefined },
>(
  runtime: Runtime<Client>,
  { doing, privateData, limit }: Call,
  work: (context: Context<Client>) => Awaitable<T>,
): Promise<Attempt<T>> {
  const { client } = runtime;
  if (client === undefined) {
    return { type: "failed", diagnostics: [notConfigured(doing)] };
  }
  const handle = async (signal: AbortSignal): Promise<Attempt<T>> =>
    await attempt(runtime, doing, async () => work({ ...planContext(runtime, privateData), signal, client }));
  if (limit === undefined) return await handle(runtime.signal);
  const { outcome, isOver } = await within(limit.milliseconds, runtime.signal, handle);
  if (!isOver || runtime.signal.aborted) return outcome;
  if (outcome.type === "failed") {
    return { type: "failed", diagnostics: [timedOut(doing, limit, outcome.diagnostics)] };
  }
  const { diagnostics = [] } = outcome.value;
  // Done after all, if a little late.
  if (!hasError(diagnostics)) return outcome;
  return { type: "done", value: { ...outcome.value, diagnostics: [timedOut(doing, limit, diagnostics)] } };
}

/**
 * Runs the work with a signal that aborts with the one given, or when the time is over. Not by `AbortSignal.any` and `timeout`:
 * what those hold stays until a full garbage collection, and Terraform sends thousands of requests.
 */
async function within<T>(
  milliseconds: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<{ readonly outcome: T; readonly isOver: boolean }> {
  if (outer.aborted) return { outcome: await work(outer), isOver: false };
  const inner = new AbortController();
  let isOver = false;
  const stop = (): void => {
    inner.abort();
  };
  const timer = setTimeout(() => {
    isOver = true;
    stop();
  }, milliseconds);
  outer.addEventListener("abort", stop);
  try {
    return { outcome: await work(inner.signal), isOver };
  } finally {
    outer.removeEventListener("abort", stop);
    clearTimeout(timer);
  }
}

/** One diagnostic of the cause, with what it led to. */
function timedOut(
  doing: string,
  { operation, text }: Limit,
  consequences: readonly Diagnostic[],
): Diagnostic {
  const told = consequences.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n");
  return error(
    "Timed out",
    `To ${doing} took longer than ${text} and was given up. What is known of what was done is in the state; the next plan shows what is left to do. \`${TIMEOUTS}.${operation}\` gives it more time.\n\n${told}`,
    [{ attribute: TIMEOUTS }],
  );
}

function notConfigured(doing: string): Diagnostic {
  return error(
    "Provider not configured",
    `The provider cannot ${doing}: its configuration was not given, or depends on values that are known only after apply.`,
  );
}
