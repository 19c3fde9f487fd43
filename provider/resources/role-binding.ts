import { resourceOf } from "../from-contract/resource.ts";

export const roleBinding = resourceOf("role_binding");
