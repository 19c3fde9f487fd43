import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

/** An HTTP server that remembers what it was asked and answers as it is told. */
export interface RecordingServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly Recorded[];
}

interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export async function startRecordingServer(
  answer: (response: ServerResponse, count: number) => void,
): Promise<RecordingServer> {
  const requests: Recorded[] = [];
  const server = createServer((request, response) => {
    const { method = "", url: path = "", headers } = request;
    answer(response, requests.push({ method, path, headers }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A TCP server's address has a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
