import { invokeAction, planAction } from "./action.ts";
import { applyResource } from "./apply.ts";
import { catalogue, type Catalogue, type Offer, unknownType } from "./catalogue.ts";
import { checkSchema } from "./check-schema.ts";
import { readDataSource } from "./data-source.ts";
import { type Diagnostic, hasError } from "./diagnostic.ts";
import { closeEphemeral, openEphemeral, renewEphemeral } from "./ephemeral.ts";
import { callFunction } from "./function.ts";
import { listResource } from "./list-resource.ts";
import { moveState } from "./move.ts";
import { planResource } from "./plan.ts";
import type { Provider } from "./provider.ts";
import { importByIdentity, importResource, readResource } from "./read.ts";
import type { Resource } from "./resource.ts";
import { attempt, type Runtime } from "./runtime.ts";
import type { Diagnosed, OpenResult, ProviderSchema, ProviderServer } from "./server.ts";
import { upgradeIdentity, upgradeState } from "./upgrade.ts";
import { refuseWriteOnly, validate } from "./validate.ts";

export interface Definition<Client> extends Offer<Client> {
  readonly provider: Provider<Client>;
  /** Diagnostics for what a handler threw; undefined leaves it to the message of what was thrown. */
  explain?(thrown: unknown): readonly Diagnostic[] | undefined;
}

/** One process's provider: what was configured, and what Ctrl-C aborts. */
interface Instance<Client> extends Catalogue<Client> {
  readonly provider: Provider<Client>;
  /** For one request; a later `configure` or `stop` changes nothing in it. */
  readonly runtime: () => Runtime<Client>;
  configured(client: Client | undefined): void;
  /** Configured, and yet without a client. */
  isWaiting(): boolean;
  stop(): void;
}

/** Throws when a definition contradicts itself: an author's mistake, told when the provider starts. */
export function createServer<Client>(definition: Definition<Client>): ProviderServer {
  const instance = start(definition);
  const schema = schemas(instance);
  return {
    schema: () => schema,
    stop: () => instance.stop(),
    ...providerMethods(instance),
    ...resourceMethods(instance),
    ...dataSourceMethods(instance),
    ...ephemeralMethods(instance),
    ...identityMethods(instance),
    ...listMethods(instance),
    ...actionMethods(instance),
    callFunction: async (name, args) => {
      const found = instance.functions.get(name);
      if (found === undefined) return { error: unknownType("function", name).detail };
      return await callFunction(instance.runtime(), found, args);
    },
  };
}

function start<Client>(definition: Definition<Client>): Instance<Client> {
  checkSchema("provider", definition.provider.schema);
  let client: Client | undefined;
  let waiting = false;
  let controller = new AbortController();
  return {
    provider: definition.provider,
    ...catalogue(definition),
    runtime: () => ({ client, signal: controller.signal, explain: definition.explain?.bind(definition) }),
    configured: (next) => {
      client = next;
      waiting = next === undefined;
    },
    isWaiting: () => waiting,
    stop: () => {
      controller.abort();
      // A provider that Terraform only attaches to outlives the command that was stopped.
      controller = new AbortController();
    },
  };
}

function schemas<Client>(instance: Instance<Client>): ProviderSchema {
  const schemasOf = <T>(table: ReadonlyMap<string, { readonly schema: T }>): Readonly<Record<string, T>> =>
    Object.fromEntries([...table].map(([name, { schema }]) => [name, schema]));
  return {
    provider: instance.provider.schema,
    resources: schemasOf(instance.resources),
    dataSources: schemasOf(instance.dataSources),
    ephemeralResources: schemasOf(instance.ephemeralResources),
    functions: schemasOf(instance.functions),
    identities: identitiesOf(instance.resources),
    listResources: schemasOf(instance.listResources),
    actions: schemasOf(instance.actions),
  };
}

function identitiesOf(resources: ReadonlyMap<string, Resource<never>>): ProviderSchema["identities"] {
  return Object.fromEntries(
    [...resources].flatMap(([name, { identity }]) => (identity === undefined ? [] : [[name, identity]])),
  );
}

function providerMethods<Client>(
  instance: Instance<Client>,
): Pick<ProviderServer, "validateProvider" | "configure" | "awaitsConfiguration"> {
  const { provider } = instance;
  return {
    awaitsConfiguration: () => instance.isWaiting(),
    validateProvider: async (config) => await validate(instance.runtime(), provider, config),
    configure: async (config, { terraformVersion }) => {
      const runtime = instance.runtime();
      const outcome = await attempt(runtime, "configure the provider", async () =>
        provider.configure(config, { terraformVersion, signal: runtime.signal }),
      );
      if (outcome.type === "failed") return { diagnostics: outcome.diagnostics };
      const { client, diagnostics = [] } = outcome.value;
      if (!hasError(diagnostics)) instance.configured(client);
      return { diagnostics };
    },
  };
}

/** Calls about one thing: of a type that nobody offers, the answer is `otherwise` and why. */
function about<T>(kind: string, table: ReadonlyMap<string, T>) {
  return async <R extends Diagnosed>(
    type: string,
    otherwise: Omit<R, "diagnostics">,
    call: (found: T) => Promise<R>,
  ): Promise<R | (Omit<R, "diagnostics"> & Diagnosed)> => {
    const found = table.get(type);
    return found === undefined ? { ...otherwise, diagnostics: [unknownType(kind, type)] } : await call(found);
  };
}

const nothing = { state: null, private: new Uint8Array() };

function resourceMethods<Client>({
  resources,
  runtime,
}: Instance<Client>): Pick<
  ProviderServer,
  "validateResource" | "upgradeState" | "read" | "plan" | "apply" | "importState"
> {
  const of = about("resource", resources);
  return {
    validateResource: async (type, config, { writeOnlyAllowed }) =>
      await of(type, {}, async (resource) => {
        const refused = writeOnlyAllowed ? [] : refuseWriteOnly(resource.schema.attributes, config);
        const { diagnostics } = await validate(runtime(), resource, config);
        return { diagnostics: [...refused, ...diagnostics] };
      }),
    upgradeState: async (type, version, state) =>
      await of(type, { state }, (resource) => upgradeState(runtime(), resource, { version, state })),
    read: async (type, state, privateData) => {
      const stored = { state, private: privateData };
      return await of(type, stored, (resource) => readResource(runtime(), resource, stored));
    },
    plan: async (type, request) => {
      const unplanned = { planned: request.proposed, requiresReplace: [], private: request.private };
      return await of(type, unplanned, (resource) => planResource(runtime(), resource, request));
    },
    apply: async (type, request) => {
      const unchanged = { state: request.prior, private: request.private };
      return await of(type, unchanged, (resource) => applyResource(runtime(), resource, request));
    },
    importState: async (type, id) =>
      await of(type, nothing, (resource) => importResource(runtime(), resource, id)),
  };
}

function dataSourceMethods<Client>({
  dataSources,
  runtime,
}: Instance<Client>): Pick<ProviderServer, "validateDataSource" | "readDataSource"> {
  const of = about("data source", dataSources);
  return {
    validateDataSource: async (type, config) =>
      await of(type, {}, (source) => validate(runtime(), source, config)),
    readDataSource: async (type, config) =>
      await of(type, { state: null }, (source) => readDataSource(runtime(), source, config)),
  };
}

function ephemeralMethods<Client>({
  ephemeralResources,
  runtime,
}: Instance<Client>): Pick<
  ProviderServer,
  "validateEphemeral" | "openEphemeral" | "renewEphemeral" | "closeEphemeral"
> {
  const of = about("ephemeral resource", ephemeralResources);
  const unopened = { result: null, private: nothing.private };
  return {
    validateEphemeral: async (type, config) =>
      await of(type, {}, (ephemeral) => validate(runtime(), ephemeral, config)),
    openEphemeral: async (type, config) =>
      await of(type, unopened, (ephemeral) => openEphemeral(runtime(), ephemeral, config)),
    renewEphemeral: async (type, kept) =>
      await of<Omit<OpenResult, "result">>(type, { private: kept }, (ephemeral) =>
        renewEphemeral(runtime(), ephemeral, kept),
      ),
    closeEphemeral: async (type, kept) =>
      await of(type, {}, (ephemeral) => closeEphemeral(runtime(), ephemeral, kept)),
  };
}

function identityMethods<Client>({
  resources,
  runtime,
}: Instance<Client>): Pick<ProviderServer, "importByIdentity" | "upgradeIdentity" | "moveState"> {
  const of = about("resource", resources);
  return {
    importByIdentity: async (type, identity) =>
      await of(type, nothing, (resource) => importByIdentity(runtime(), resource, identity)),
    upgradeIdentity: async (type, version, identity) =>
      await of(type, { identity: null }, (resource) =>
        upgradeIdentity(runtime(), resource, { version, identity }),
      ),
    moveState: async (type, source) =>
      await of(type, nothing, (resource) => moveState(runtime(), resource, source)),
  };
}

function listMethods<Client>({
  listResources,
  resources,
  runtime,
}: Instance<Client>): Pick<ProviderServer, "validateList" | "list"> {
  const of = about("list resource", listResources);
  return {
    validateList: async (type, config) => await of(type, {}, (list) => validate(runtime(), list, config)),
    list: async function* (type, request) {
      const [list, resource] = [listResources.get(type), resources.get(type)];
      if (list !== undefined && resource !== undefined) {
        yield* listResource(runtime(), { list, resource }, request);
      } else {
        yield { displayName: "", state: null, diagnostics: [unknownType("list resource", type)] };
      }
    },
  };
}

function actionMethods<Client>({
  actions,
  runtime,
}: Instance<Client>): Pick<ProviderServer, "validateAction" | "planAction" | "invokeAction"> {
  const of = about("action", actions);
  return {
    validateAction: async (type, config) =>
      await of(type, {}, (action) => validate(runtime(), action, config)),
    planAction: async (type, config) => await of(type, {}, (action) => planAction(runtime(), action, config)),
    invokeAction: async function* (type, config) {
      const action = actions.get(type);
      if (action === undefined) yield { diagnostics: [unknownType("action", type)] };
      else yield* invokeAction(runtime(), action, config);
    },
  };
}
