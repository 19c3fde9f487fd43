import { gettingOne } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/role-bindings/{id}", (world) => {
  gettingOne(world, "role_binding");
});
