import type { Schema } from "./attribute.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Identity, Upgraders } from "./identity.ts";
import type { PrivateData } from "./private-data.ts";
import type { MoveSource } from "./server.ts";
import type { Timeouts } from "./timeouts.ts";
import type { Decimal, UNKNOWN } from "./value.ts";

/**
 * A kind of object Terraform manages. `Client` is what the provider's `configure` returned; `State` is the author's type
 * for the object's attributes, null where unset.
 *
 * A handler may throw: that becomes one error diagnostic. What it returns as state is plain data (a server's reply as it
 * is): attributes the schema does not name are dropped, and one that is left out keeps its planned or prior value.
 */
export interface Resource<Client, State extends object = object> {
  readonly typeName: string;
  readonly schema: Schema;
  /** Of these operations the configuration may say how long they may take; `context.signal` aborts when it is over. */
  readonly timeouts?: Timeouts;
  /** By the version they read: each turns a state of that version into one of the next. */
  readonly upgraders?: Upgraders;
  /** Which of the attributes tell an object from all others; without it, import is by id alone. */
  readonly identity?: Identity;
  /** What `importState` takes, as in "where ID is ...". */
  readonly importHint?: string;
  /** What attributes and groups cannot say of a configuration. */
  validateConfig?(config: Pending<State>): Awaitable<readonly Diagnostic[]>;
  /** The last word on a create or update; also asked when nothing changes, never of a destroy. */
  modifyPlan?(request: ModifyPlanRequest<State>, context: PlanContext<Client>): Awaitable<PlanChange<State>>;
  create(request: CreateRequest<State>, context: Context<Client>): Awaitable<Reply<State>>;
  /** A null state says the object is gone. After an import, `state` holds no more than `importState` returned. */
  read(state: State, context: Context<Client>): Awaitable<Reply<State>>;
  /** Only where some attribute can change in place. */
  update?(request: UpdateRequest<State>, context: Context<Client>): Awaitable<Reply<State>>;
  /** An object already gone is a success. */
  delete(state: State, context: Context<Client>): Awaitable<Pick<Reply<State>, "diagnostics">>;
  /** From what the practitioner typed to enough of a state (often only the id) for `read`, which Terraform calls next. */
  importState(id: string, context: Context<Client>): Awaitable<Reply<State>>;
  /** The state of another provider's or another type's resource as one of this; undefined says that it cannot be. */
  moveState?(source: MoveSource): Awaitable<(Reply<State>["state"] & object) | undefined>;
}

export type Awaitable<T> = T | Promise<T>;

export interface Context<Client> {
  readonly client: Client;
  /** Aborts on Ctrl-C and when the time is over. What was achieved until then is to be returned, with an error diagnostic. */
  readonly signal: AbortSignal;
  readonly private: PrivateData;
}

/** Planning goes on without a client while the provider's own configuration is not known yet. */
export interface PlanContext<Client> extends Omit<Context<Client>, "client"> {
  readonly client: Client | undefined;
}

interface CreateRequest<State> {
  /** Without the attributes that only the result will tell. Write-only ones are null here. */
  readonly planned: Partial<State>;
  /** As written: null where a default or a computed value stands in; the one place that holds write-only values. */
  readonly config: State;
}

interface UpdateRequest<State> extends CreateRequest<State> {
  readonly prior: State;
  /** Of `planned`, what differs from `prior`: null where an attribute was removed. Fit to be the body of a PATCH. */
  readonly changes: Partial<State>;
}

export interface ModifyPlanRequest<State> {
  readonly prior: State | null;
  readonly planned: Pending<State>;
  readonly config: Pending<State>;
}

export interface PlanChange<State> {
  /** Other values for computed attributes that the configuration leaves unset; UNKNOWN says "known after apply". */
  readonly planned?: { readonly [Name in keyof State]?: Pending<State[Name]> | typeof UNKNOWN };
  /** Top-level attributes because of which the object must be replaced. A computed one that stays as it was becomes unknown. */
  readonly replace?: readonly string[];
  readonly private?: PrivateData;
  readonly diagnostics?: readonly Diagnostic[];
}

/** A handler's answer. With an error among the diagnostics, `state` is what was achieved nevertheless. */
export interface Reply<State> {
  readonly state?: { readonly [Name in keyof State]?: State[Name] | undefined } | null;
  /** Absent: as it was. */
  readonly private?: PrivateData;
  readonly diagnostics?: readonly Diagnostic[];
}

/** The same data where any value within may still be unknown. */
export type Pending<T> = T extends Decimal
  ? T
  : T extends readonly (infer Element)[]
    ? readonly (Pending<Element> | typeof UNKNOWN)[]
    : T extends object
      ? { readonly [Name in keyof T]: Pending<T[Name]> | typeof UNKNOWN }
      : T;
