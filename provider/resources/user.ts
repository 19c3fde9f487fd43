import { resourceOf } from "../from-contract/resource.ts";

export const user = resourceOf("user");
