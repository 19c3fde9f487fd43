import type { Client } from "../../server/contract/client.ts";

/** What a handler needs of a client. */
export interface Caller extends Pick<Client, "call"> {
  /** What the server is told of who looks after what this client makes. */
  readonly managedBy: string;
}

/** What every handler is given: a client of the configured server, whose calls end when the signal says so. */
export type Connect = (signal: AbortSignal) => Caller;
