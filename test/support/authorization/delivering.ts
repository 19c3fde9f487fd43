import { type OperationId, type Route, routes } from "../../../server/contract/routes.ts";
import type { Sent } from "../http.ts";
import { samples } from "../operation-samples.ts";
import type { OperationWorld } from "../operation-world.ts";
import { asking, may, type Powers, sees } from "./oracle.ts";

interface Planned {
  readonly sent: Sent;
  readonly decide: (caller: Powers) => number;
}

/** Of a message to a webhook in a place, for which its webhook's rights count, under the message's own id. */
async function ofDelivery(world: OperationWorld, id: OperationId, place: string): Promise<Planned> {
  const { method, path, permission, status }: Route = routes[id];
  const webhook = await samples.webhook(world, place);
  const pinged = await world.send({ method: "POST", path: `/v1/webhooks/${webhook.id}:ping` });
  const name = String(pinged.json()["id"]);
  const ask = asking(permission!, { at: place, name });
  const read = asking("jeton.webhook:read", { at: place, name });
  return {
    sent: { method, path: path.replace("{id}", name) },
    decide: (caller) => {
      if (may(caller, ask)) return status;
      return sees(caller, place) || may(caller, read) ? 403 : 404;
    },
  };
}

export const deliveryRequests = {
  "webhook_delivery.list": () => ({ sent: { path: "/v1/webhook-deliveries" }, decide: () => 200 }),
  "webhook_delivery.get": (world: OperationWorld, place: string) =>
    ofDelivery(world, "webhook_delivery.get", place),
  "webhook_delivery.resend": (world: OperationWorld, place: string) =>
    ofDelivery(world, "webhook_delivery.resend", place),
};
