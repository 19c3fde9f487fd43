import { gettingOne } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/webhooks/{id}", (world) => {
  gettingOne(world, "webhook");
});
