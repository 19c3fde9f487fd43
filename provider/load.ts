import type { Environment } from "./connection/settings.ts";
import { createJeton } from "./jeton.ts";
import { createHandlers, type Handlers } from "./protocol/handlers.ts";

/** All that Terraform asks for once it is connected. It is built as a file of its own, so that the start does not read it. */
export function load(environment: Environment): Handlers {
  return createHandlers(createJeton(environment));
}
