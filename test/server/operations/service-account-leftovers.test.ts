import { listingLeftovers } from "../../support/off-boarding.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/service-accounts/{id}:leftovers", (world) => {
  listingLeftovers(world, "service_account");
});
