import { dataSourceOf } from "../from-contract/data-source.ts";

export const userIdentity = dataSourceOf("user_identity");
