import type { Client } from "../../server/contract/client.ts";

/** What a handler needs of a client. */
export type Caller = Pick<Client, "call">;

/** What every handler is given: a client of the configured server, whose calls end when the signal says so. */
export type Connect = (signal: AbortSignal) => Caller;
