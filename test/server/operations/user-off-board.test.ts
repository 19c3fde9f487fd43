import { offBoarding } from "../../support/off-boarding.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/users/{id}:off-board", (world) => {
  offBoarding(world, "user");
});
