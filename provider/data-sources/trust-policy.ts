import { dataSourceOf } from "../from-contract/data-source.ts";

export const trustPolicy = dataSourceOf("trust_policy");
