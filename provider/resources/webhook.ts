import { resourceOf } from "../from-contract/resource.ts";

export const webhook = resourceOf("webhook");
