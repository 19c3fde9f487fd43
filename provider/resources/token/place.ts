import type { ModifyPlanRequest, Pending, PlanChange } from "../../framework/resource.ts";
import type { Connect } from "../../from-contract/connect.ts";
import { plannedProject } from "../../from-contract/default-project.ts";
import type { Token } from "./attributes.ts";

/** A token is where its owner is, but one of a role: that has a place of its own, and without one is at the role's. */
export function plannedPlace(
  connect: Pick<Connect, "project"> | undefined,
  { prior, config }: Pick<ModifyPlanRequest<Token>, "prior" | "config">,
): Pick<PlanChange<Token>, "planned" | "diagnostics"> {
  const isTheRoles = connect !== undefined && connect.project === undefined;
  if (!isOfRole(config) || isTheRoles) return {};
  // What is planned is the token's own field.
  return plannedProject(connect, { prior, config }, "token") as PlanChange<Token>;
}

/** Whether nothing else can own it: an owner that is not made yet may turn out to be none. */
export function isOfRole({
  role_id: role = null,
  service_account_id: account = null,
  user_id: user = null,
}: Partial<Pending<Token>>): boolean {
  return role !== null && account === null && user === null;
}
