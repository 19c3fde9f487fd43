import { resourceOf } from "../from-contract/resource.ts";

export const project = resourceOf("project");
