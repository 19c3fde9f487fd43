import { dataSourceOf } from "../from-contract/data-source.ts";

export const user = dataSourceOf("user");
