import { dataSourceOf } from "../from-contract/data-source.ts";

export const webhook = dataSourceOf("webhook");
