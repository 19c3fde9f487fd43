import { dataSourceOf } from "../from-contract/data-source.ts";

export const resourceType = dataSourceOf("resource_type");
