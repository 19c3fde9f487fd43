import { gettingOne } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/user-identities/{id}", (world) => {
  gettingOne(world, "user_identity", { bystander: "none" });
});
