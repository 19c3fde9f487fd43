import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { request as nodeRequest } from "node:http";
import { connect } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { findProgram } from "./program.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { until } from "./until.ts";

type Program = "nginx" | "caddy";

/** A real reverse proxy that listens on a socket file, so that no port can be taken. */
export interface ReverseProxy extends AsyncDisposable {
  readonly send: (request: ProxyRequest) => Promise<ProxyReply>;
}
interface ProxyRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
interface ProxyReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** @param site what a file of /etc/nginx/conf.d holds, listening on port 8000 */
export async function startNginx(site: string): Promise<ReverseProxy> {
  return start("nginx", ({ folder, socket }) => {
    const here = (name: string): string => path.join(folder, name);
    const bodies = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map((name) => `${name}_temp_path ${here(name)};`)
      .join(" ");
    const server = site.replace("listen 8000;", `listen unix:${socket};`);
    writeFileSync(here("server.conf"), server);
    writeFileSync(
      here("nginx.conf"),
      `daemon off; pid ${here("pid")}; worker_processes 1; error_log ${here("error.log")};
       ${process.getuid?.() === 0 ? "user root;" : ""} events {}
       http { access_log off; ${bodies} include ${here("server.conf")}; }`,
    );
    return ["-p", folder, "-e", here("error.log"), "-c", here("nginx.conf")];
  });
}

/** @param site a Caddyfile with a site `:8000` */
export async function startCaddy(site: string): Promise<ReverseProxy> {
  return start("caddy", ({ folder, socket }) => {
    const file = path.join(folder, "Caddyfile");
    const served = site.replace(":8000 {", `http:// {\n\tbind unix/${socket}`);
    writeFileSync(file, `{\n\tadmin off\n\tauto_https off\n}\n${served}`);
    return ["run", "--config", file, "--adapter", "caddyfile"];
  });
}

async function start(
  program: Program,
  argumentsIn: (at: { folder: string; socket: string }) => readonly string[],
): Promise<ReverseProxy> {
  const folder = temporaryFolder();
  const socket = path.join(folder.path, "proxy.sock");
  const args = argumentsIn({ folder: folder.path, socket });
  const child = spawn(findProgram(program) ?? program, args, {
    env: { HOME: folder.path, XDG_DATA_HOME: folder.path, XDG_CONFIG_HOME: folder.path },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const said = text(child.stderr);
  const ended = once(child, "exit");
  const accepted = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`${program} ended: ${await said}`);
    return accepts(socket);
  };
  await until(`${program} listens`, accepted);
  return {
    send: (request) => sendTo(socket, request),
    [Symbol.asyncDispose]: () => end(child, ended).finally(() => folder[Symbol.dispose]()),
  };
}

async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill("SIGTERM");
  await ended;
}

async function accepts(socketPath: string): Promise<boolean> {
  const socket = connect(socketPath);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function sendTo(
  socketPath: string,
  { method = "GET", path: target, headers = {}, body }: ProxyRequest,
): Promise<ProxyReply> {
  const { promise, resolve, reject } = Promise.withResolvers<ProxyReply>();
  const outgoing = nodeRequest({ socketPath, method, path: target, headers, agent: false }, (incoming) => {
    text(incoming).then(
      (answer) => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text: answer }),
      reject,
    );
  });
  outgoing.on("error", reject).end(body);
  return promise;
}
