import type { ProviderFunction } from "../framework/function.ts";
import { durationSeconds } from "./duration-seconds.ts";
import { parseToken } from "./parse-token.ts";

/** Every function; adding one is its file and a line here. */
export const functions: readonly ProviderFunction[] = [durationSeconds, parseToken];
