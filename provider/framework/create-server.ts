import { applyResource } from "./apply.ts";
import { checkSchema } from "./check-schema.ts";
import { type DataSource, readDataSource } from "./data-source.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { closeEphemeral, type EphemeralResource, openEphemeral, renewEphemeral } from "./ephemeral.ts";
import { callFunction, type ProviderFunction } from "./function.ts";
import { planResource } from "./plan.ts";
import type { Provider } from "./provider.ts";
import { importResource, readResource } from "./read.ts";
import type { Resource } from "./resource.ts";
import { attempt, type Runtime } from "./runtime.ts";
import type { ProviderSchema, ProviderServer } from "./server.ts";
import { catalogue, type Catalogue, unknownType } from "./catalogue.ts";
import { upgradeState } from "./upgrade.ts";
import { refuseWriteOnly, validate } from "./validate.ts";

export interface Definition<Client> {
  readonly provider: Provider<Client>;
  readonly resources?: readonly Resource<Client>[];
  readonly dataSources?: readonly DataSource<Client>[];
  readonly ephemeralResources?: readonly EphemeralResource<Client>[];
  readonly functions?: readonly ProviderFunction[];
  /** Diagnostics for what a handler threw; undefined leaves it to the message of what was thrown. */
  explain?(thrown: unknown): readonly Diagnostic[] | undefined;
}

/** One process's provider: what was configured, and what Ctrl-C aborts. */
interface Instance<Client> extends Catalogue<Client> {
  readonly provider: Provider<Client>;
  /** For one request; a later `configure` or `stop` changes nothing in it. */
  runtime(): Runtime<Client>;
  configured(client: Client | undefined): void;
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
  let controller = new AbortController();
  return {
    provider: definition.provider,
    ...catalogue(definition),
    runtime: () => ({ client, signal: controller.signal, explain: definition.explain?.bind(definition) }),
    configured: (next) => {
      client = next;
    },
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
  };
}

function providerMethods<Client>(
  instance: Instance<Client>,
): Pick<ProviderServer, "validateProvider" | "configure"> {
  const { provider } = instance;
  return {
    validateProvider: async (config) => await validate(instance.runtime(), provider, config),
    configure: async (config, { terraformVersion }) => {
      const runtime = instance.runtime();
      const outcome = await attempt(runtime, "configure the provider", async () =>
        provider.configure(config, { terraformVersion, signal: runtime.signal }),
      );
      if (outcome.type === "failed") return { diagnostics: outcome.diagnostics };
      instance.configured(outcome.value.client);
      return { diagnostics: outcome.value.diagnostics ?? [] };
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
