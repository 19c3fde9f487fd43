import { dataSourceOf } from "../from-contract/data-source.ts";

export const serviceAccount = dataSourceOf("service_account");
