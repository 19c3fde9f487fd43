import { connect } from "node:net";

import type { PoolClient } from "pg";

/** The code of a CancelRequest, https://www.postgresql.org/docs/current/protocol-message-formats.html. */
const CANCEL_REQUEST = 80877102;
const PATIENCE_MS = 2000;

/** What pg keeps of a connection and its types do not tell: where it leads, and the key to cancel what runs on it. */
interface Cancellable {
  readonly host?: string;
  readonly port?: number;
  readonly processID?: unknown;
  readonly secretKey?: unknown;
}

/**
 * Asks the database to end the statement that runs on a connection, which then fails with 57014. The request is a connection
 * of its own and has no answer; where it gets lost, the time limit of this side ends the connection.
 */
export function cancelOn(client: PoolClient): void {
  const { host = "", port = 0, processID, secretKey } = client as Cancellable;
  if (typeof processID !== "number" || typeof secretKey !== "number") return;
  const request = Buffer.alloc(16);
  request.writeInt32BE(request.length, 0);
  request.writeInt32BE(CANCEL_REQUEST, 4);
  request.writeInt32BE(processID, 8);
  request.writeInt32BE(secretKey, 12);
  const socket = host.startsWith("/")
    ? connect(`${host}/.s.PGSQL.${String(port)}`)
    : connect(port, host === "" ? "localhost" : host);
  socket
    .setTimeout(PATIENCE_MS, () => socket.destroy())
    .on("error", () => undefined)
    // The other side ends it: a pooler drops the request of whoever hangs up first.
    .resume()
    .write(request);
}
