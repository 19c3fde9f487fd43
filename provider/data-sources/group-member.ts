import { dataSourceOf } from "../from-contract/data-source.ts";

export const groupMember = dataSourceOf("group_member");
