import { dataSourceOf } from "../from-contract/data-source.ts";

export const project = dataSourceOf("project");
