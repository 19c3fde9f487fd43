import { dataSourceOf } from "../from-contract/data-source.ts";

export const identityProvider = dataSourceOf("identity_provider");
