import { Problem } from "../contract/problem.ts";
import type { Authenticate } from "./caller.ts";
import type { Dependencies } from "./dependencies.ts";
import { ownerOf } from "./owner.ts";
import { verify } from "./verify.ts";

export function createAuthenticate(deps: Dependencies): Authenticate {
  return async (text, client) => {
    if (text === undefined) {
      throw new Problem("missing_credential", "send a token: `Authorization: Bearer jtn...`");
    }
    const verified = await verify(deps, deps.store.read, text);
    if (!verified) throw new Problem("invalid_token", "the token is unknown, expired, disabled or revoked");
    const { secret, token } = verified;
    return { tokenId: token.id, secretId: secret.id, subject: ownerOf(token), client };
  };
}
