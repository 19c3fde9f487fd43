import { resourceOf } from "../from-contract/resource.ts";

export const groupMember = resourceOf("group_member");
