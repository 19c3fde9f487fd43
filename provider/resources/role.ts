import { resourceOf } from "../from-contract/resource.ts";

export const role = resourceOf("role");
