import { listing } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/webhooks", (world) => {
  listing(world, "webhook");
});
