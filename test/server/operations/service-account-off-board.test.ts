import { offBoarding } from "../../support/off-boarding.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/service-accounts/{id}:off-board", (world) => {
  offBoarding(world, "service_account");
});
