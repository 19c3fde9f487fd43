import type { Schema } from "./attribute.ts";
import { conform } from "./conform.ts";
import { type Diagnostic, error, hasError } from "./diagnostic.ts";
import type { Awaitable, Context, Pending, Reply } from "./resource.ts";
import { attemptWithClient, type Runtime } from "./runtime.ts";
import type { Diagnosed } from "./server.ts";
import { dropUnknown, mapObject, type ObjectValue, own } from "./value.ts";

/** Something Terraform looks up and does not manage. */
export interface DataSource<Client, State extends object = object> {
  readonly typeName: string;
  readonly schema: Schema;
  validateConfig?(config: Pending<State>): Awaitable<readonly Diagnostic[]>;
  /** What is configured is kept as written, so that the reply may be a server's as it is. A null state: nothing matches. */
  read(
    config: State,
    context: Omit<Context<Client>, "private">,
  ): Awaitable<Pick<Reply<State>, "state" | "diagnostics">>;
}

export async function readDataSource<Client>(
  runtime: Runtime<Client>,
  source: DataSource<Client>,
  config: ObjectValue,
): Promise<Diagnosed & { readonly state: ObjectValue | null }> {
  const request = { doing: `read data source ${source.typeName}`, privateData: new Uint8Array() };
  const outcome = await attemptWithClient(runtime, request, async (context) => {
    const { state, diagnostics = [] } = await source.read(config, context);
    if (hasError(diagnostics)) return { state: null, diagnostics };
    if ((state ?? null) === null) return { state: null, diagnostics: [...diagnostics, nothingFound(source)] };
    return { state: echo(config, conform(source.schema.attributes, state ?? {}, config)), diagnostics };
  });
  return outcome.type === "done" ? outcome.value : { state: null, diagnostics: outcome.diagnostics };
}

function nothingFound({ typeName }: DataSource<never>): Diagnostic {
  return error("Nothing found", `No ${typeName} matches this configuration.`);
}

/** What was found, with every configured value exactly as configured. */
export function echo(config: ObjectValue, found: ObjectValue): ObjectValue {
  return mapObject(found, (value, name) => dropUnknown(own(config, name) ?? value));
}
