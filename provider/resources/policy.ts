import { resourceOf } from "../from-contract/resource.ts";

export const policy = resourceOf("policy");
