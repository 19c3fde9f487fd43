import { resourceOf } from "../from-contract/resource.ts";

export const group = resourceOf("group");
