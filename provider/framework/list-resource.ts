import type { Schema } from "./attribute.ts";
import { conform } from "./conform.ts";
import { type Diagnostic, error, hasError } from "./diagnostic.ts";
import type { Awaitable, Context, Pending, Reply, Resource } from "./resource.ts";
import { attemptWithClient, type Runtime } from "./runtime.ts";
import type { Diagnosed, ListedResult, ListRequest } from "./server.ts";

/** What finds the objects of a resource that there are, for `terraform query` (Terraform 1.14 and later). */
export interface ListResource<Client, Config extends object = object, State extends object = object> {
  /** That of the resource, which has an identity. */
  readonly typeName: string;
  /** Of the configuration: what narrows the search. */
  readonly schema: Schema;
  validateConfig?(config: Pending<Config>): Awaitable<readonly Diagnostic[]>;
  /** One after the other, as they are found: Terraform stops asking at its limit. */
  list(config: Config, context: ListContext<Client>): AsyncIterable<Listed<State>>;
}

interface ListContext<Client> extends Omit<Context<Client>, "private"> {
  /** How many are wanted at most; may be infinite. */
  readonly limit: number;
}

/** One object, or what went wrong. The state holds the identity at least. */
interface Listed<State> extends Omit<Reply<State>, "private"> {
  /** What people call it. */
  readonly displayName?: string;
}

/** Ends with the first error, and never throws. */
export async function* listResource<Client>(
  runtime: Runtime<Client>,
  { list, resource }: { readonly list: ListResource<Client>; readonly resource: Resource<Client> },
  { config, limit: wanted }: ListRequest,
): AsyncGenerator<ListedResult> {
  const limit = wanted === 0 ? Infinity : wanted;
  const cancel = new AbortController();
  const heard: Runtime<Client> = { ...runtime, signal: AbortSignal.any([runtime.signal, cancel.signal]) };
  let found: AsyncIterator<Listed<object>> | undefined;
  try {
    for (let count = 0; count < limit; count += 1) {
      const request = { doing: `list ${list.typeName}`, privateData: new Uint8Array() };
      const outcome = await attemptWithClient(
        heard,
        request,
        async ({ client, signal }): Promise<ListedResult | Diagnosed> => {
          found ??= list.list(config, { client, signal, limit })[Symbol.asyncIterator]();
          const next = await found.next();
          return next.done === true ? { diagnostics: [] } : concluded(resource, next.value);
        },
      );
      if (outcome.type === "failed") return yield failed(outcome.diagnostics);
      if (!("state" in outcome.value)) return;
      yield outcome.value;
      if (hasError(outcome.value.diagnostics)) return;
    }
  } finally {
    // The listener is gone or has enough: a request under way is of no use any more.
    cancel.abort();
    await found?.return?.();
  }
}

function concluded({ schema, typeName }: Resource<never>, listed: Listed<object>): ListedResult {
  const { state, displayName = "", diagnostics = [] } = listed;
  if (hasError(diagnostics)) return failed(diagnostics);
  if ((state ?? null) === null) {
    return failed([error("Nothing listed", `The provider named a ${typeName} without saying which.`)]);
  }
  return { displayName, state: conform(schema.attributes, state ?? {}, {}), diagnostics };
}

function failed(diagnostics: readonly Diagnostic[]): ListedResult {
  return { displayName: "", state: null, diagnostics };
}
