import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Target } from "./load.ts";

const program = `
const server = require("node:http").createServer((request, response) => {
  response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
});
server.listen(0, "127.0.0.1", () => process.stdout.write(String(server.address().port)));
`;

export interface BareServer extends AsyncDisposable {
  readonly target: Target;
}

/** `node:http` that answers everything with the same few bytes: what a server on Node.js cannot be faster than. */
export async function startBare(): Promise<BareServer> {
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  return {
    target: {
      name: "bare node:http",
      pid: child.pid ?? 0,
      url: `http://127.0.0.1:${port.toString()}/`,
      asks: [{ headers: { authorization: "Bearer of-nothing" } }],
    },
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
