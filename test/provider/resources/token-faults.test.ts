import { afterAll, beforeAll, expect, test } from "vitest";
import { type FaultWorld, openFaultWorld } from "../../support/terraform-faults.ts";
import { needTerraform } from "../../support/terraform-test.ts";

needTerraform();

let world: FaultWorld;
beforeAll(async () => {
  // All four tokens each time, and each time with other keepers.
  let count = 0;
  world = await openFaultWorld(() => ((count += 1) % 7) / 9);
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

test.for(["provider killed", "interrupted", "server killed", "state cut"] as const)(
  "%s in mid-apply: the next one mends it, no token is lost, and none is left over",
  async (fault) => {
    expect(await world.round(fault, 1)).toEqual({ fault, happened: true, broken: [] });
  },
);
