import { samples } from "../operation-samples.ts";
import type { OperationWorld } from "../operation-world.ts";
import { asking, may, type Powers, sees } from "./oracle.ts";

/** What AuthZEN is asked: whether an account made for it may run a flow. */
async function evaluation(world: OperationWorld, place: string): Promise<object> {
  const { id } = await samples.service_account(world, place);
  return {
    subject: { type: "service_account", id },
    action: { name: "run" },
    resource: { type: "flow", id: `${place}/nightly` },
  };
}

export const evaluationRequests = {
  // Whoever does not see the subject is told of it as of one there is not: a denial.
  "authzen.evaluation": async (world: OperationWorld, place: string) => ({
    sent: { method: "POST", path: "/access/v1/evaluation", body: await evaluation(world, place) },
    decide: (caller: Powers) =>
      !sees(caller, place) || may(caller, asking("jeton.access:explain", { at: place })) ? 200 : 403,
    isRead: true as const,
  }),
  "authzen.evaluations": async (world: OperationWorld, place: string) => ({
    sent: {
      method: "POST",
      path: "/access/v1/evaluations",
      body: { evaluations: [await evaluation(world, place)] },
    },
    // One that may not be asked is a denial among the others.
    decide: () => 200,
    isRead: true as const,
  }),
};
