import type { Encodable } from "../messages/types.ts";

/** Asks that destroys are planned too, that a schema once fetched is not fetched again, and that moves are put to us. */
export const serverCapabilities: Encodable<"ServerCapabilities"> = {
  plan_destroy: true,
  get_provider_schema_optional: true,
  move_resource_state: true,
};
