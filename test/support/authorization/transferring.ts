import { samples } from "../operation-samples.ts";
import type { Sent } from "../http.ts";
import type { OperationWorld } from "../operation-world.ts";
import { mayRead, textOf } from "./objects.ts";
import { asking, may, type Powers, sees } from "./oracle.ts";

interface Asked {
  readonly sent: Sent;
  readonly decide: (caller: Powers) => number;
}

/** Of a token to somebody at the same place who holds nothing: it is taken from one and made for the other. */
export async function transferring(world: OperationWorld, place: string): Promise<Asked> {
  const { id, object } = await samples.token(world, place);
  const name = textOf(object["name"]);
  const body = { service_account_id: (await samples.service_account(world, place)).id };
  const asks = (["jeton.token:transfer", "jeton.token:create"] as const).map((permission) =>
    asking(permission, { at: place, name }),
  );
  const read = asking("jeton.token:read", { at: place, name });
  return {
    sent: { method: "POST", path: `/v1/tokens/${id}:transfer`, body },
    decide: (caller: Powers) => {
      if (asks.every((ask) => may(caller, ask))) return 200;
      return sees(caller, place) || mayRead(caller, "token", read) ? 403 : 404;
    },
  };
}
