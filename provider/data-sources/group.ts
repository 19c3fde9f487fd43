import { dataSourceOf } from "../from-contract/data-source.ts";

export const group = dataSourceOf("group");
