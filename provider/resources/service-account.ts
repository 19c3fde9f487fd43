import { resourceOf } from "../from-contract/resource.ts";

export const serviceAccount = resourceOf("service_account");
