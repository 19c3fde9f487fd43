import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { status } from "@grpc/grpc-js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { selfSigned } from "../../../provider/plugin/certificate.ts";
import type { Child } from "./child.ts";
import { handshakeOf, start, stop } from "./child.ts";
import type { PluginClient } from "./client.ts";
import { connect } from "./client.ts";

const own = selfSigned(new Date());
const SHUTDOWN = "/plugin.GRPCController/Shutdown";
let plugin: Child;
let client: PluginClient;

beforeEach(async () => {
  plugin = await start({ script: "echo-plugin.ts", environment: { PLUGIN_CLIENT_CERT: own.certificate } });
  client = connect(plugin, own);
});
afterEach(async () => {
  client.close();
  await stop(plugin);
});

test("Shutdown is answered and ends the process well within the two seconds before a kill", async () => {
  client.openStream("/plugin.GRPCBroker/StartStream");
  client.openStream("/plugin.GRPCStdio/StreamStdio");
  await client.call("/echo.Echo/Linger");
  const asked = performance.now();
  expect(await client.call(SHUTDOWN)).toEqual(Buffer.alloc(0));
  expect(await plugin.exited).toEqual({ code: 0, signal: null });
  expect(performance.now() - asked).toBeLessThan(1000);
  expect(existsSync(dirname(handshakeOf(plugin).address))).toBe(false);
  expect((await plugin.output).stderr).toBe("closing\n");
});

test("what is left to do at the end cannot keep the process until it is killed", async () => {
  const environment = { PLUGIN_CLIENT_CERT: own.certificate };
  const staying = await start({ script: "echo-plugin.ts", arguments: ["stays"], environment });
  const host = connect(staying, own);
  const asked = performance.now();
  await host.call(SHUTDOWN);
  expect(await staying.exited).toEqual({ code: 0, signal: null });
  expect(performance.now() - asked).toBeLessThan(1900);
  host.close();
});

test("a plugin whose client has left ends by itself", async () => {
  await client.call("/echo.Echo/Linger");
  client.close();
  expect(await plugin.exited).toEqual({ code: 0, signal: null });
});

test("a plugin whose host is killed in the middle of everything leaves nothing behind", async () => {
  const host = await start({ script: "host.ts" });
  const folder = dirname(handshakeOf(host).address);
  expect(existsSync(folder)).toBe(true);
  host.process.kill("SIGKILL");
  await expect.poll(() => existsSync(folder)).toBe(false);
});

test("Ctrl-C is the host's to handle", async () => {
  plugin.process.kill("SIGINT");
  expect(await client.call("/echo.Echo/Echo", Buffer.from("still here"))).toEqual(Buffer.from("still here"));
});

test("a crash says why in the form the host looks for", async () => {
  await expect(client.call("/echo.Echo/Crash")).rejects.toMatchObject({ code: status.UNAVAILABLE });
  expect(await plugin.exited).toEqual({ code: 2, signal: null });
  expect((await plugin.output).stderr).toMatch(/^panic: TypeError: boom\n\s+at /);
});

test("an unknown method is UNIMPLEMENTED", async () => {
  await expect(client.call("/echo.Echo/Nothing")).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
});
