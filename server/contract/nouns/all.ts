import { project } from "./project.ts";
import { resourceType } from "./resource-type.ts";
import { roleBinding } from "./role-binding.ts";
import { role } from "./role.ts";
import { serviceAccount } from "./service-account.ts";
import { token } from "./token.ts";

/** Every noun; adding one is its file and a line here. */
export const nouns = {
  project,
  service_account: serviceAccount,
  role,
  role_binding: roleBinding,
  resource_type: resourceType,
  token,
};

export type NounName = keyof typeof nouns;
export type NounOf<K extends NounName> = (typeof nouns)[K];
