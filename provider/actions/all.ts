import type { Action } from "../framework/action.ts";
import type { Connect } from "../from-contract/connect.ts";
import { tokenRevoke } from "./token-revoke.ts";
import { tokenRotate } from "./token-rotate.ts";

/** Every action; adding one is its file and a line here. */
export const actions: readonly Action<Connect>[] = [tokenRevoke, tokenRotate];
