import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/**
 * What becomes of bytes that a client sends: they pass; they are lost and their connection with them; they pass and the
 * connection ends before any answer to them; or they wait, and all that comes after them on their connection.
 */
type Bytes = "pass" | "cut" | "pass-and-cut" | "stall";

/** A way to a server that can be cut. */
export interface TcpProxy extends AsyncDisposable {
  /** The URL given, through the proxy. */
  readonly url: string;
  /** Ends every connection and refuses new ones, for good. */
  readonly cut: () => Promise<void>;
  /** Ends every connection, and takes new ones. */
  readonly drop: () => void;
  /** Nothing passes any more in either direction, though connections are taken; until `resume`. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Decides of all that clients send from now on. */
  readonly watch: (decide: (bytes: Buffer) => Bytes) => void;
}

export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let decide: (bytes: Buffer) => Bytes = () => "pass";
  let isPaused = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket
        .on("error", () => other.destroy())
        .on("close", () => {
          sockets.delete(socket);
          other.destroy();
        });
      if (isPaused) socket.pause();
    }
    far.on("data", (bytes) => near.write(bytes));
    near.on("data", (bytes) => {
      const fate = decide(bytes);
      if (fate === "stall") near.pause();
      if (fate === "cut") near.destroy();
      if (fate === "pass-and-cut") {
        // The server gets all that was sent before it hears of the end.
        near.removeAllListeners("close").destroy();
        sockets.delete(near);
        far.end(bytes);
      }
      if (fate === "pass") far.write(bytes);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(target);
  url.host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const cut = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    drop();
    await closed;
  };
  return {
    url: url.href,
    cut,
    drop,
    pause: () => {
      isPaused = true;
      for (const socket of sockets) socket.pause();
    },
    resume: () => {
      isPaused = false;
      for (const socket of sockets) socket.resume();
    },
    watch: (decided) => {
      decide = decided;
    },
    [Symbol.asyncDispose]: cut,
  };
}
