import type { FunctionSchema, Schema } from "./attribute.ts";
import type { Diagnostic, Path } from "./diagnostic.ts";
import type { IdentitySchema } from "./identity.ts";
import type { ObjectValue, Value } from "./value.ts";

/** Everything a provider offers, by type name. */
export interface ProviderSchema {
  readonly provider: Schema;
  readonly resources: Readonly<Record<string, Schema>>;
  readonly dataSources: Readonly<Record<string, Schema>>;
  readonly ephemeralResources: Readonly<Record<string, Schema>>;
  readonly functions: Readonly<Record<string, FunctionSchema>>;
  /** By the resource they are of. */
  readonly identities: Readonly<Record<string, IdentitySchema>>;
  readonly listResources: Readonly<Record<string, Schema>>;
  readonly actions: Readonly<Record<string, Schema>>;
}

/** Bytes a resource keeps beside its state; Terraform stores them and shows them to nobody. */
export type Private = Uint8Array;

export interface Diagnosed {
  readonly diagnostics: readonly Diagnostic[];
}

export interface PlanRequest {
  readonly prior: ObjectValue | null;
  /** Terraform's merge of prior state and configuration; null plans a destroy. */
  readonly proposed: ObjectValue | null;
  readonly config: ObjectValue | null;
  readonly private: Private;
}
export interface PlanResult extends Diagnosed {
  readonly planned: ObjectValue | null;
  readonly requiresReplace: readonly Path[];
  readonly private: Private;
}
export interface ApplyRequest {
  readonly prior: ObjectValue | null;
  /** Null deletes. */
  readonly planned: ObjectValue | null;
  readonly config: ObjectValue | null;
  readonly private: Private;
}
export interface StateResult extends Diagnosed {
  /** Null: the object does not exist (any more). On an error, what was really achieved. */
  readonly state: ObjectValue | null;
  readonly private: Private;
}
export interface OpenResult extends Diagnosed {
  readonly result: ObjectValue | null;
  readonly renewAt?: Date;
  readonly private: Private;
}
export type CallResult = { readonly result: Value } | { readonly error: string; readonly argument?: number };
/** The resource that is to become one of ours. */
export interface MoveSource {
  /** The address of the provider it is from, as `registry.terraform.io/kestra-io/kestra`. */
  readonly provider: string;
  readonly type: string;
  readonly version: number;
  /** As its own provider stored it. */
  readonly state: ObjectValue;
}
export interface ListRequest {
  readonly config: ObjectValue;
  /** 0: all. */
  readonly limit: number;
}
export interface ListedResult extends Diagnosed {
  readonly displayName: string;
  /** Null where it is not an object but what went wrong. */
  readonly state: ObjectValue | null;
}
/** What is going on, or, once and last, how it ended. */
export type ActionEvent = { readonly progress: string } | Diagnosed;

/**
 * A provider in Terraform's ideas and without its wire: one method for each thing Terraform asks
 * (protocol 6, service Provider). No method throws for anything a practitioner can cause; that is a diagnostic.
 * An unknown type name is an error diagnostic.
 */
export interface ProviderServer {
  schema(): ProviderSchema;
  validateProvider(config: ObjectValue): Promise<Diagnosed>;
  /** True after a configuration that was not known in full: nothing can be asked of the server yet. */
  awaitsConfiguration(): boolean;
  configure(config: ObjectValue, client: { readonly terraformVersion: string }): Promise<Diagnosed>;
  validateResource(
    type: string,
    config: ObjectValue,
    client: { readonly writeOnlyAllowed: boolean },
  ): Promise<Diagnosed>;
  validateDataSource(type: string, config: ObjectValue): Promise<Diagnosed>;
  validateEphemeral(type: string, config: ObjectValue): Promise<Diagnosed>;
  /** `state` is the stored state as JSON, whatever schema version wrote it, parsed without losing a digit. */
  upgradeState(
    type: string,
    version: number,
    state: ObjectValue,
  ): Promise<Diagnosed & { readonly state: ObjectValue }>;
  read(type: string, state: ObjectValue, privateData: Private): Promise<StateResult>;
  plan(type: string, request: PlanRequest): Promise<PlanResult>;
  apply(type: string, request: ApplyRequest): Promise<StateResult>;
  importState(type: string, id: string): Promise<StateResult>;
  importByIdentity(type: string, identity: ObjectValue): Promise<StateResult>;
  moveState(type: string, source: MoveSource): Promise<StateResult>;
  upgradeIdentity(
    type: string,
    version: number,
    identity: ObjectValue,
  ): Promise<Diagnosed & { readonly identity: ObjectValue | null }>;
  validateList(type: string, config: ObjectValue): Promise<Diagnosed>;
  list(type: string, request: ListRequest): AsyncIterable<ListedResult>;
  validateAction(type: string, config: ObjectValue): Promise<Diagnosed>;
  planAction(type: string, config: ObjectValue): Promise<Diagnosed>;
  invokeAction(type: string, config: ObjectValue): AsyncIterable<ActionEvent>;
  readDataSource(
    type: string,
    config: ObjectValue,
  ): Promise<Diagnosed & { readonly state: ObjectValue | null }>;
  openEphemeral(type: string, config: ObjectValue): Promise<OpenResult>;
  renewEphemeral(type: string, privateData: Private): Promise<Omit<OpenResult, "result">>;
  closeEphemeral(type: string, privateData: Private): Promise<Diagnosed>;
  callFunction(name: string, args: readonly Value[]): Promise<CallResult>;
  /** Aborts what is in flight (Ctrl-C); returns at once. */
  stop(): void;
}
