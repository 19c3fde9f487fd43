import { resourceOf } from "../from-contract/resource.ts";

export const userIdentity = resourceOf("user_identity");
