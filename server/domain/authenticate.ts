import { Problem } from "../contract/problem.ts";
import { isAllowedFrom } from "./allowed-from.ts";
import type { Authenticate } from "./caller.ts";
import type { Dependencies } from "./dependencies.ts";
import { ownerOf } from "./owner.ts";
import { refused } from "./refused.ts";
import { verify } from "./verify.ts";

export function createAuthenticate(deps: Pick<Dependencies, "store" | "salts" | "now">): Authenticate {
  return async (text, client) => {
    if (text === undefined) {
      throw new Problem("missing_credential", "send a token: `Authorization: Bearer jtn...`");
    }
    const verified = await verify(deps, deps.store.read, text);
    if (!verified || !isAllowedFrom(verified.token, client.ip)) throw refused();
    const { secret, token } = verified;
    return { tokenId: token.id, secretId: secret.id, subject: ownerOf(token), client };
  };
}
