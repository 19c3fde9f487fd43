import type { Actor } from "./store.ts";

/** The server itself, in the audit. */
export const systemActor: Actor = { type: "system", id: "system", tokenId: null, ip: null, requestId: null };
