import { createServer } from "node:net";
import type { AddressInfo } from "node:net";

/**
 * The port that the workers will share, once it is certain that nobody else has it: by itself each of them would join
 * another server there that shares it too. Rejects with Node's error.
 */
export async function claimPort(address: { readonly host: string; readonly port: number }): Promise<number> {
  const server = createServer();
  const listening = Promise.withResolvers<undefined>();
  server.once("error", listening.reject);
  server.listen({ ...address, exclusive: true }, () => {
    listening.resolve(undefined);
  });
  await listening.promise;
  // A server that listens on a port has this kind of address.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
