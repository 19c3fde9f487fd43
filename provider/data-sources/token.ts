import { dataSourceOf } from "../from-contract/data-source.ts";

export const token = dataSourceOf("token");
