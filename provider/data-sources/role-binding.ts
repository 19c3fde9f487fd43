import { dataSourceOf } from "../from-contract/data-source.ts";

export const roleBinding = dataSourceOf("role_binding");
