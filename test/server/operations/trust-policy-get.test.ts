import { gettingOne } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/trust-policies/{id}", (world) => {
  gettingOne(world, "trust_policy");
});
