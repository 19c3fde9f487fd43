import { resourceOf } from "../from-contract/resource.ts";

export const identityProvider = resourceOf("identity_provider");
