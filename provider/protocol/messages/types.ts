import type { enums, messages } from "./all.ts";
import type { rpcs } from "./rpcs.ts";

type Table = typeof messages;
export type MessageName = keyof Table;
export type RpcName = keyof typeof rpcs;

/** A single value of a type in the table. An enum is its number, since proto3 enums are open; int64 loses nothing. */
type Single<T> = T extends "string"
  ? string
  : T extends "bytes"
    ? Uint8Array
    : T extends "bool"
      ? boolean
      : T extends "int32" | keyof typeof enums
        ? number
        : T extends "int64"
          ? bigint
          : T extends MessageName
            ? Decoded<T>
            : never;

type FieldValue<F> = F extends readonly [number, infer T, infer C]
  ? C extends "repeated"
    ? readonly Single<T>[]
    : C extends "map"
      ? Readonly<Record<string, Single<T>>>
      : Single<T> | undefined
  : F extends readonly [number, infer T]
    ? T extends MessageName
      ? Decoded<T> | undefined
      : Single<T>
    : never;

/** A message as it is read: every field is there; a message, an `optional` or a `oneof` that was absent is undefined. */
export type Decoded<N extends MessageName> = { readonly [K in keyof Table[N]]: FieldValue<Table[N][K]> };

/** A message to write: a field left out is absent, or its type's zero. */
export type Encodable<N extends MessageName> = {
  readonly [K in keyof Table[N]]?: Loose<FieldValue<Table[N][K]>> | undefined;
};

type Loose<V> = V extends Uint8Array
  ? V
  : V extends readonly (infer E)[]
    ? readonly Loose<E>[]
    : V extends object
      ? { readonly [K in keyof V]?: Loose<V[K]> | undefined }
      : V;

export type Request<R extends RpcName> = Decoded<(typeof rpcs)[R]["request"]>;
export type Response<R extends RpcName> = Encodable<(typeof rpcs)[R]["response"]>;
