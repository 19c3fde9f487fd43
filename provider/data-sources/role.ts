import { dataSourceOf } from "../from-contract/data-source.ts";

export const role = dataSourceOf("role");
