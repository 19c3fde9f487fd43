import type { Schema } from "./attribute.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Awaitable, Pending } from "./resource.ts";

/** The provider's own block, and how it becomes the client that every handler is given. */
export interface Provider<Client, Config extends object = object> {
  readonly schema: Schema;
  validateConfig?(config: Pending<Config>): Awaitable<readonly Diagnostic[]>;
  /**
   * Called before anything that needs the client, not for validation or functions. Must be quick and not connect: the
   * configuration may hold unknown values, and the client may never be used. Without a client, handlers are not called
   * and the practitioner is told why.
   */
  configure(
    config: Pending<Config>,
    context: { readonly terraformVersion: string; readonly signal: AbortSignal },
  ): Awaitable<{ readonly client?: Client; readonly diagnostics?: readonly Diagnostic[] }>;
}
