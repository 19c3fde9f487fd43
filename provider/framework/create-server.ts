import { invokeAction, planAction } from "./action.ts";
import { applyResource } from "./apply.ts";
import { catalogue, type Catalogue, type Offer, unknownType } from "./catalogue.ts";
import { checkSchema } from "./check-schema.ts";
import { readDataSource } from "./data-source.ts";
import { type Diagnostic, hasError } from "./diagnostic.ts";
import { closeEphemeral, type EphemeralResource, openEphemeral, renewEphemeral } from "./ephemeral.ts";
import { callFunction } from "./function.ts";
import { listResource } from "./list-resource.ts";
import { moveState } from "./move.ts";
import { planResource } from "./plan.ts";
import type { Provider } from "./provider.ts";
import { importByIdentity, importResource, readResource } from "./read.ts";
import type { Resource } from "./resource.ts";
import { attempt, type Runtime } from "./runtime.ts";
import type { ProviderSchema, ProviderServer } from "./server.ts";
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
  runtime(): Runtime<Client>;
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

function resourceMethods<Client>(
  instance: Instance<Client>,
): Pick<ProviderServer, "validateResource" | "upgradeState" | "read" | "plan" | "apply" | "importState"> {
  const find = (type: string): Resource<Client> | undefined => instance.resources.get(type);
  const missing = (type: string) => ({ diagnostics: [unknownType("resource", type)] });
  return {
    validateResource: async (type, config, { writeOnlyAllowed }) => {
      const resource = find(type);
      if (resource === undefined) return missing(type);
      const refused = writeOnlyAllowed ? [] : refuseWriteOnly(resource.schema.attributes, config);
      const { diagnostics } = await validate(instance.runtime(), resource, config);
      return { diagnostics: [...refused, ...diagnostics] };
    },
    upgradeState: async (type, version, state) => {
      const resource = find(type);
      if (resource === undefined) return { state, ...missing(type) };
      return await upgradeState(instance.runtime(), resource, { version, state });
    },
    read: async (type, state, privateData) => {
      const resource = find(type);
      if (resource === undefined) return { state, private: privateData, ...missing(type) };
      return await readResource(instance.runtime(), resource, { state, private: privateData });
    },
    plan: async (type, request) => {
      const resource = find(type);
      if (resource !== undefined) return await planResource(instance.runtime(), resource, request);
      return { planned: request.proposed, requiresReplace: [], private: request.private, ...missing(type) };
    },
    apply: async (type, request) => {
      const resource = find(type);
      if (resource !== undefined) return await applyResource(instance.runtime(), resource, request);
      return { state: request.prior, private: request.private, ...missing(type) };
    },
    importState: async (type, id) => {
      const resource = find(type);
      if (resource === undefined) return { state: null, private: new Uint8Array(), ...missing(type) };
      return await importResource(instance.runtime(), resource, id);
    },
  };
}

function dataSourceMethods<Client>(
  instance: Instance<Client>,
): Pick<ProviderServer, "validateDataSource" | "readDataSource"> {
  const missing = (type: string) => ({ diagnostics: [unknownType("data source", type)] });
  return {
    validateDataSource: async (type, config) => {
      const source = instance.dataSources.get(type);
      return source === undefined ? missing(type) : await validate(instance.runtime(), source, config);
    },
    readDataSource: async (type, config) => {
      const source = instance.dataSources.get(type);
      if (source === undefined) return { state: null, ...missing(type) };
      return await readDataSource(instance.runtime(), source, config);
    },
  };
}

function ephemeralMethods<Client>(
  instance: Instance<Client>,
): Pick<ProviderServer, "validateEphemeral" | "openEphemeral" | "renewEphemeral" | "closeEphemeral"> {
  const find = (type: string): EphemeralResource<Client> | undefined => instance.ephemeralResources.get(type);
  const missing = (type: string) => ({ diagnostics: [unknownType("ephemeral resource", type)] });
  return {
    validateEphemeral: async (type, config) => {
      const ephemeral = find(type);
      return ephemeral === undefined ? missing(type) : await validate(instance.runtime(), ephemeral, config);
    },
    openEphemeral: async (type, config) => {
      const ephemeral = find(type);
      if (ephemeral !== undefined) return await openEphemeral(instance.runtime(), ephemeral, config);
      return { result: null, private: new Uint8Array(), ...missing(type) };
    },
    renewEphemeral: async (type, privateData) => {
      const ephemeral = find(type);
      if (ephemeral === undefined) return { private: privateData, ...missing(type) };
      return await renewEphemeral(instance.runtime(), ephemeral, privateData);
    },
    closeEphemeral: async (type, privateData) => {
      const ephemeral = find(type);
      if (ephemeral === undefined) return missing(type);
      return await closeEphemeral(instance.runtime(), ephemeral, privateData);
    },
  };
}

function identityMethods<Client>(
  instance: Instance<Client>,
): Pick<ProviderServer, "importByIdentity" | "upgradeIdentity" | "moveState"> {
  const find = (type: string): Resource<Client> | undefined => instance.resources.get(type);
  const missing = (type: string) => ({ diagnostics: [unknownType("resource", type)] });
  const nothing = { state: null, private: new Uint8Array() };
  return {
    importByIdentity: async (type, identity) => {
      const resource = find(type);
      if (resource === undefined) return { ...nothing, ...missing(type) };
      return await importByIdentity(instance.runtime(), resource, identity);
    },
    upgradeIdentity: async (type, version, identity) => {
      const resource = find(type);
      if (resource === undefined) return { identity: null, ...missing(type) };
      return await upgradeIdentity(instance.runtime(), resource, { version, identity });
    },
    moveState: async (type, source) => {
      const resource = find(type);
      if (resource === undefined) return { ...nothing, ...missing(type) };
      return await moveState(instance.runtime(), resource, source);
    },
  };
}

function listMethods<Client>(instance: Instance<Client>): Pick<ProviderServer, "validateList" | "list"> {
  const missing = (type: string) => ({ diagnostics: [unknownType("list resource", type)] });
  return {
    validateList: async (type, config) => {
      const list = instance.listResources.get(type);
      return list === undefined ? missing(type) : await validate(instance.runtime(), list, config);
    },
    list: async function* (type, request) {
      const [list, resource] = [instance.listResources.get(type), instance.resources.get(type)];
      if (list === undefined || resource === undefined)
        yield { displayName: "", state: null, ...missing(type) };
      else yield* listResource(instance.runtime(), { list, resource }, request);
    },
  };
}

function actionMethods<Client>(
  instance: Instance<Client>,
): Pick<ProviderServer, "validateAction" | "planAction" | "invokeAction"> {
  const missing = (type: string) => ({ diagnostics: [unknownType("action", type)] });
  return {
    validateAction: async (type, config) => {
      const action = instance.actions.get(type);
      return action === undefined ? missing(type) : await validate(instance.runtime(), action, config);
    },
    planAction: async (type, config) => {
      const action = instance.actions.get(type);
      return action === undefined ? missing(type) : await planAction(instance.runtime(), action, config);
    },
    invokeAction: async function* (type, config) {
      const action = instance.actions.get(type);
      if (action === undefined) yield missing(type);
      else yield* invokeAction(instance.runtime(), action, config);
    },
  };
}
