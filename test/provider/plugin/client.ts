import type { ServiceError } from "@grpc/grpc-js";
import { Client, credentials } from "@grpc/grpc-js";
import type { Certificate } from "../../../provider/plugin/certificate.ts";
import type { Child } from "./child.ts";
import { handshakeOf } from "./child.ts";

/** A client of @grpc/grpc-js, which shares nothing with the server under test. */
export interface PluginClient {
  /** One unary call; rejects with grpc-js's ServiceError. */
  readonly call: (path: string, request?: Uint8Array) => Promise<Buffer>;
  /** One call with a stream of answers: all of them, or the first few and then it is cancelled. */
  readonly callAll: (path: string, request: Uint8Array, take?: number) => Promise<readonly Buffer[]>;
  /** Opens a stream as go-plugin's client does right after connecting; cancelled by `close`. */
  readonly openStream: (path: string) => { readonly open: () => boolean };
  readonly close: () => void;
}

const asIs = (bytes: Buffer) => bytes;
const NO_LIMITS = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

export function connect(child: Child, own: Certificate | undefined): PluginClient {
  const { target, certificate } = handshakeOf(child);
  return connectTo(target, own && { own, server: certificate });
}

export function connectTo(
  target: string,
  tls?: { readonly own: Pick<Certificate, "key" | "certificate"> | undefined; readonly server: string },
): PluginClient {
  const client = new Client(target, tls ? secure(tls.own, tls.server) : credentials.createInsecure(), {
    ...NO_LIMITS,
    "grpc.ssl_target_name_override": "localhost",
  });
  return {
    call: (path, request = new Uint8Array()) => {
      const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
      const done = (error: ServiceError | null, response?: Buffer) =>
        error ? reject(error) : resolve(response ?? Buffer.alloc(0));
      const deadline = Date.now() + 30_000;
      client.makeUnaryRequest(path, asIs, asIs, Buffer.from(request), { deadline }, done);
      return promise;
    },
    callAll: (path, request, take = Infinity) => {
      const { promise, resolve, reject } = Promise.withResolvers<readonly Buffer[]>();
      const deadline = Date.now() + 30_000;
      const stream = client.makeServerStreamRequest(path, asIs, asIs, Buffer.from(request), { deadline });
      const got: Buffer[] = [];
      stream.on("data", (message: Buffer) => {
        if (got.push(message) !== take) return;
        resolve(got);
        stream.cancel();
      });
      stream.on("end", () => resolve(got)).on("error", reject);
      return promise;
    },
    openStream: (path) => {
      let open = true;
      const stream = client.makeBidiStreamRequest(path, asIs, asIs);
      stream.on("error", () => (open = false)).on("end", () => (open = false));
      stream.resume();
      return { open: () => open };
    },
    close: () => client.close(),
  };
}

function secure(own: Pick<Certificate, "key" | "certificate"> | undefined, server: string) {
  // The handshake leaves out the padding that PEM asks for.
  const padded = Buffer.from(server, "base64").toString("base64");
  const root = `-----BEGIN CERTIFICATE-----\n${padded}\n-----END CERTIFICATE-----\n`;
  const [key, certificate] = own ? [Buffer.from(own.key), Buffer.from(own.certificate)] : [null, null];
  return credentials.createSsl(Buffer.from(root), key, certificate);
}
