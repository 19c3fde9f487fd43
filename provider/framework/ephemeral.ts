import type { Schema } from "./attribute.ts";
import { conform } from "./conform.ts";
import { echo } from "./data-source.ts";
import { type Diagnostic, hasError } from "./diagnostic.ts";
import { encodePrivate, type PrivateData } from "./private-data.ts";
import type { Awaitable, Context, Pending, Reply } from "./resource.ts";
import { attemptWithClient, type Runtime } from "./runtime.ts";
import type { Diagnosed, OpenResult, Private } from "./server.ts";
import type { ObjectValue } from "./value.ts";

/** Something that exists only while Terraform runs, and is never stored. Opened once in a plan and again in an apply. */
export interface EphemeralResource<Client, State extends object = object> {
  readonly typeName: string;
  readonly schema: Schema;
  validateConfig?(config: Pending<State>): Awaitable<readonly Diagnostic[]>;
  /** Terraform does not close what failed to open: on an error, leave nothing behind. */
  open(config: State, context: Omit<Context<Client>, "private">): Awaitable<Opened<State>>;
  /** Called at `renewAt`, with no margin, and what `open` or the last renewal kept as private data. */
  renew?(context: Context<Client>): Awaitable<Omit<Opened<State>, "state">>;
  close?(context: Context<Client>): Awaitable<Pick<Opened<State>, "diagnostics">>;
}

export interface Opened<State> extends Reply<State> {
  readonly renewAt?: Date | undefined;
}

export async function openEphemeral<Client>(
  runtime: Runtime<Client>,
  ephemeral: EphemeralResource<Client>,
  config: ObjectValue,
): Promise<OpenResult> {
  const nothing = { result: null, private: new Uint8Array() };
  const request = { doing: `open ${ephemeral.typeName}`, privateData: nothing.private };
  const outcome = await attemptWithClient(runtime, request, async (context): Promise<OpenResult> => {
    const opened = await ephemeral.open(config, context);
    const diagnostics = opened.diagnostics ?? [];
    if (hasError(diagnostics)) return { ...nothing, diagnostics };
    const result = echo(config, conform(ephemeral.schema.attributes, opened.state ?? {}, config));
    return { result, ...kept(opened, nothing.private), diagnostics };
  });
  return outcome.type === "done" ? outcome.value : { ...nothing, diagnostics: outcome.diagnostics };
}

export async function renewEphemeral<Client>(
  runtime: Runtime<Client>,
  ephemeral: EphemeralResource<Client>,
  privateData: Private,
): Promise<Omit<OpenResult, "result">> {
  const request = { doing: `renew ${ephemeral.typeName}`, privateData };
  const outcome = await attemptWithClient(runtime, request, async (context) => {
    const renewed = (await ephemeral.renew?.(context)) ?? {};
    return { ...kept(renewed, privateData), diagnostics: renewed.diagnostics ?? [] };
  });
  return outcome.type === "done" ? outcome.value : { private: privateData, diagnostics: outcome.diagnostics };
}

export async function closeEphemeral<Client>(
  runtime: Runtime<Client>,
  ephemeral: EphemeralResource<Client>,
  privateData: Private,
): Promise<Diagnosed> {
  const request = { doing: `close ${ephemeral.typeName}`, privateData };
  const outcome = await attemptWithClient(runtime, request, async (context) => ({
    diagnostics: (await ephemeral.close?.(context))?.diagnostics ?? [],
  }));
  return outcome.type === "done" ? outcome.value : { diagnostics: outcome.diagnostics };
}

function kept(
  reply: { readonly renewAt?: Date | undefined; readonly private?: PrivateData },
  privateData: Private,
): Omit<OpenResult, "result" | "diagnostics"> {
  return {
    ...(reply.renewAt && { renewAt: reply.renewAt }),
    private: reply.private === undefined ? privateData : encodePrivate(reply.private),
  };
}
