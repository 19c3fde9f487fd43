import { gettingOne } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/service-accounts/{id}", (world) => {
  gettingOne(world, "service_account");
});
