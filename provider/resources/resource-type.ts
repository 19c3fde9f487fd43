import { resourceOf } from "../from-contract/resource.ts";

export const resourceType = resourceOf("resource_type");
