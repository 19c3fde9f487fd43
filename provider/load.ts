import type { Environment } from "./connection/settings.ts";
import { createJeton } from "./jeton.ts";
import { createHandlers, type Handlers } from "./protocol/handlers.ts";

interface Loaded {
  readonly handlers: Handlers;
  readonly close: () => Promise<void>;
}

/** All that Terraform asks for once it is connected. It is built as a file of its own, so that the start does not read it. */
export function load(environment: Environment): Loaded {
  const jeton = createJeton(environment);
  return { handlers: createHandlers(jeton), close: () => jeton.close() };
}
