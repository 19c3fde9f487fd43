import { gettingOne } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/identity-providers/{id}", (world) => {
  gettingOne(world, "identity_provider", { bystander: "none" });
});
