import { existsSync } from "node:fs";
import { X509Certificate } from "node:crypto";
import { dirname } from "node:path";
import { afterEach, expect, test } from "vitest";
import { selfSigned } from "../../../provider/plugin/certificate.ts";
import type { Child, StartOptions } from "./child.ts";
import { handshakeOf, start, stop } from "./child.ts";
import { connect } from "./client.ts";

const own = selfSigned(new Date());
let child: Child | undefined;
afterEach(() => stop(child));

async function run(options: Partial<StartOptions> = {}): Promise<Child> {
  child = await start({ script: "echo-plugin.ts", ...options });
  return child;
}

test("the first line names version, socket, transport and certificate", async () => {
  const plugin = await run({ environment: { PLUGIN_CLIENT_CERT: own.certificate } });
  expect(plugin.firstLine).toMatch(/^1\|6\|unix\|\/[^|]+\/plugin[^|/]{6}\/s\|grpc\|[A-Za-z0-9+/]{50,}$/);
  const { certificate } = handshakeOf(plugin);
  expect(new X509Certificate(Buffer.from(certificate, "base64")).subjectAltName).toBe("DNS:localhost");
});

test("without a client certificate the last field is empty", async () => {
  expect((await run()).firstLine).toMatch(/^1\|6\|unix\|[^|]+\|grpc\|$/);
});

test("the socket lies where the host wants it", async () => {
  const plugin = await run({ environment: { PLUGIN_UNIX_SOCKET_DIR: "/var/tmp" } });
  expect(handshakeOf(plugin).address).toMatch(/^\/var\/tmp\/plugin/);
});

test("a temporary folder too long for a socket's path is not used", async () => {
  const plugin = await run({ environment: { TMPDIR: `/tmp/${"x".repeat(120)}` } });
  expect(handshakeOf(plugin).address).toMatch(/^\/tmp\/plugin/);
});

test("on a platform without sockets it is a port in the range the host allows", async () => {
  const plugin = await run({
    arguments: ["tcp"],
    environment: { PLUGIN_CLIENT_CERT: own.certificate, PLUGIN_MIN_PORT: "23450", PLUGIN_MAX_PORT: "23499" },
  });
  expect(plugin.firstLine).toMatch(/^1\|6\|tcp\|127\.0\.0\.1:234[5-9]\d\|grpc\|/);
  const client = connect(plugin, own);
  expect(await client.call("/echo.Echo/Echo", Buffer.from("hi"))).toEqual(Buffer.from("hi"));
  client.close();
});

test.each([{ ECHO_COOKIE: "" }, { ECHO_COOKIE: "stale" }])(
  "run by hand (%j) it explains itself",
  async (environment) => {
    const plugin = await run({ environment });
    expect(plugin.firstLine).toBeUndefined();
    expect(await plugin.exited).toEqual({ code: 1, signal: null });
    expect((await plugin.output).stderr).toContain("not meant to be run by hand");
  },
);

test("what libraries print on standard output does not reach the host", async () => {
  const plugin = await run({ script: "noisy-plugin.ts" });
  expect(plugin.firstLine).toMatch(/^1\|6\|unix\|/);
  plugin.process.kill("SIGTERM");
  const { stdout, stderr } = await plugin.output;
  expect(stdout).toBe(`${plugin.firstLine}\n`);
  expect(stderr).toBe("noise by console.log\nnoise by console.info\nnoise by write\nnoise while loading\n");
});

test("a polite signal removes the socket and its folder", async () => {
  const plugin = await run();
  const folder = dirname(handshakeOf(plugin).address);
  expect(existsSync(folder)).toBe(true);
  plugin.process.kill("SIGTERM");
  expect(await plugin.exited).toEqual({ code: 143, signal: null });
  expect(existsSync(folder)).toBe(false);
});

test("an application that cannot be loaded is a panic", async () => {
  const plugin = await run({ arguments: ["broken"] });
  expect(await plugin.exited).toEqual({ code: 2, signal: null });
  expect((await plugin.output).stderr).toMatch(/^panic: Error: cannot load\n\s+at /);
});
