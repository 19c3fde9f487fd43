import { status } from "@grpc/grpc-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { selfSigned } from "../../../provider/plugin/certificate.ts";
import type { Child } from "./child.ts";
import { handshakeOf, start, stop } from "./child.ts";
import type { PluginClient } from "./client.ts";
import { connect, connectTo } from "./client.ts";

const own = selfSigned(new Date());
let plugin: Child;
let client: PluginClient;

beforeAll(async () => {
  plugin = await start({ script: "echo-plugin.ts", environment: { PLUGIN_CLIENT_CERT: own.certificate } });
  // Held open, so that the plugin does not take the rejected ones for the end of its only client.
  client = connect(plugin, own);
  await client.call("/echo.Echo/Echo");
});
afterAll(async () => {
  client.close();
  await stop(plugin);
});

test("the client that started the plugin is served", async () => {
  expect(await client.call("/echo.Echo/Echo", Buffer.from("hello"))).toEqual(Buffer.from("hello"));
});

test("a client without a certificate is turned away", async () => {
  const { target, certificate } = handshakeOf(plugin);
  expect(await outcome(connectTo(target, { own: undefined, server: certificate }))).toBe(status.UNAVAILABLE);
});

test("a client with another certificate is turned away", async () => {
  const { target, certificate } = handshakeOf(plugin);
  const stranger = connectTo(target, { own: selfSigned(new Date()), server: certificate });
  expect(await outcome(stranger)).toBe(status.UNAVAILABLE);
});

test("a client in plain text is turned away", async () => {
  expect(await outcome(connectTo(handshakeOf(plugin).target))).toBe(status.UNAVAILABLE);
});

/** The status of one call. */
async function outcome(stranger: PluginClient): Promise<number> {
  const code = await stranger.call("/echo.Echo/Echo").then(
    () => status.OK,
    (error: { code: number }) => error.code,
  );
  stranger.close();
  return code;
}
