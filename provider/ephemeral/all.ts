import type { EphemeralResource } from "../framework/ephemeral.ts";
import type { Connect } from "../from-contract/connect.ts";
import { accessToken } from "./access-token.ts";
import { secret } from "./secret.ts";
import { token } from "./token.ts";

/** Every ephemeral resource; adding one is its file and a line here. */
export const ephemeralResources: readonly EphemeralResource<Connect>[] = [accessToken, secret, token];
