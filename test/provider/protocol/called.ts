import type { ProviderServer } from "../../../provider/framework/server.ts";
import { decode, encode } from "../../../provider/protocol/codec.ts";
import { createHandlers } from "../../../provider/protocol/handlers.ts";
import { rpcs } from "../../../provider/protocol/messages/rpcs.ts";
import type { Decoded, Encodable, RpcName } from "../../../provider/protocol/messages/types.ts";

type Fields<R extends RpcName, Side extends "request" | "response"> = (typeof rpcs)[R][Side];

/** Calls one RPC by its bytes, as the transport does. */
export async function call<R extends RpcName>(
  server: ProviderServer,
  name: R,
  request: Encodable<Fields<R, "request">>,
): Promise<Decoded<Fields<R, "response">>> {
  const handler = createHandlers(server).get(`/tfplugin6.Provider/${name}`);
  if (typeof handler !== "function") throw new Error(`${name} is not served`);
  const response = await handler(encode(rpcs[name].request, request));
  return decode(rpcs[name].response, response) as Decoded<Fields<R, "response">>;
}

/** The same of one that answers with a stream. */
export async function callAll<R extends RpcName>(
  server: ProviderServer,
  name: R,
  request: Encodable<Fields<R, "request">>,
): Promise<readonly Decoded<Fields<R, "response">>[]> {
  const handler = createHandlers(server).get(`/tfplugin6.Provider/${name}`);
  if (typeof handler !== "object") throw new Error(`${name} is no stream`);
  const events: Decoded<Fields<R, "response">>[] = [];
  for await (const event of handler.events(encode(rpcs[name].request, request))) {
    events.push(decode(rpcs[name].response, event) as Decoded<Fields<R, "response">>);
  }
  return events;
}
