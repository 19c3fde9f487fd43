import type { Salts } from "./secrets.ts";
import type { Store } from "./store.ts";

/** What the use cases need of the world. */
export interface Dependencies {
  readonly store: Store;
  readonly salts: Salts;
  readonly now: () => Date;
  /** A new id of that prefix: `sa_0193...`; ids made later sort after those made before. */
  readonly newId: (prefix: string) => string;
  /** Bytes of a cryptographic source. */
  readonly randomBytes: (count: number) => Uint8Array;
}
