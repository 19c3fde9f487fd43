import { dataSourceOf } from "../from-contract/data-source.ts";

export const policy = dataSourceOf("policy");
