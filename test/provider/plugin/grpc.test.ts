import { connect as connectHttp2 } from "node:http2";
import { status } from "@grpc/grpc-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Events, Unary } from "../../../provider/plugin/grpc.ts";
import type { ReattachConfig } from "../../../provider/plugin/serve.ts";
import { serveForReattach } from "../../../provider/plugin/serve.ts";
import type { PluginClient } from "./client.ts";
import { connectTo } from "./client.ts";

let served: { config: ReattachConfig; close: () => Promise<void> };
let client: PluginClient;

beforeAll(async () => {
  served = await serveForReattach({
    protocolVersion: 6,
    environment: {},
    handlers: new Map<string, Unary | Events>([
      ["/echo.Echo/Echo", async (request) => request],
      ["/echo.Echo/Fail", async () => Promise.reject(new Error("100% wrong: é\n"))],
      ["/echo.Echo/Repeat", { events: repeat }],
    ]),
  });
  client = connectTo(`unix:${served.config.Addr.String}`);
});
/** The request again and again, a hundred times at most. */
async function* repeat(request: Uint8Array): AsyncGenerator<Uint8Array> {
  try {
    for (sent = 0; sent < 100; sent += 1) yield request;
  } finally {
    listening = false;
  }
}
let sent = 0;
let listening = true;

afterAll(async () => {
  client.close();
  await served.close();
});

test("a unary call is answered", async () => {
  expect(await client.call("/echo.Echo/Echo", Buffer.from([1, 2, 3]))).toEqual(Buffer.from([1, 2, 3]));
});

test("an empty message is a message", async () => {
  expect(await client.call("/echo.Echo/Echo")).toEqual(Buffer.alloc(0));
});

test("a message of 32 MiB goes both ways", async () => {
  const large = Buffer.alloc(32 * 1024 * 1024, "x");
  expect((await client.call("/echo.Echo/Echo", large)).equals(large)).toBe(true);
});

test("two hundred calls at once are each answered", async () => {
  const requests = Array.from({ length: 200 }, (_, index) => Buffer.from(`call ${index}`));
  expect(await Promise.all(requests.map((request) => client.call("/echo.Echo/Echo", request)))).toEqual(
    requests,
  );
});

test("a stream of answers is read to its end", async () => {
  const answers = await client.callAll("/echo.Echo/Repeat", Buffer.from([7]));
  expect(answers).toHaveLength(100);
  expect(answers.every((answer) => answer.equals(Buffer.from([7])))).toBe(true);
});

test("a stream goes no faster than it is read, and ends when nobody reads it any more", async () => {
  listening = true;
  const large = Buffer.alloc(8 * 1024 * 1024, "x");
  const answers = await client.callAll("/echo.Echo/Repeat", large, 2);
  expect(answers.every((answer) => answer.equals(large))).toBe(true);
  await expect.poll(() => listening).toBe(false);
  expect(sent).toBeLessThan(50);
});

test("an unknown method is UNIMPLEMENTED, which means that a plugin lacks it", async () => {
  await expect(client.call("/echo.Echo/Nothing")).rejects.toMatchObject({
    code: status.UNIMPLEMENTED,
    details: "unknown method /echo.Echo/Nothing",
  });
});

test("what a handler throws is UNKNOWN with its message intact", async () => {
  await expect(client.call("/echo.Echo/Fail")).rejects.toMatchObject({
    code: status.UNKNOWN,
    details: "100% wrong: é\n",
  });
});

describe("go-plugin's own services", () => {
  test("the broker and the standard streams stay open", async () => {
    const streams = ["/plugin.GRPCBroker/StartStream", "/plugin.GRPCStdio/StreamStdio"].map(
      client.openStream,
    );
    await client.call("/echo.Echo/Echo");
    expect(streams.map((stream) => stream.open())).toEqual([true, true]);
  });

  test("the plugin is healthy, anything else is not known", async () => {
    const health = "/grpc.health.v1.Health/Check";
    expect(await client.call(health, Buffer.from("\x0a\x06plugin"))).toEqual(Buffer.from([0x08, 0x01]));
    expect(await client.call(health)).toEqual(Buffer.from([0x08, 0x01]));
    await expect(client.call(health, Buffer.from("\x0a\x05other"))).rejects.toMatchObject({
      code: status.NOT_FOUND,
    });
  });
});

describe("what is no gRPC", () => {
  test.each([
    ["a message cut short", "application/grpc", Buffer.from([0, 0, 0, 0, 9, 1]), "13"],
    ["two messages", "application/grpc", Buffer.alloc(10), "13"],
    ["a compressed message", "application/grpc", Buffer.from([1, 0, 0, 0, 0]), "12"],
  ])("%s is refused", async (...[, type, body, code]) => {
    expect(await post(type, body)).toMatchObject({ ":status": 200, "grpc-status": code });
  });

  test("another content type is refused", async () => {
    expect(await post("application/json", Buffer.from("{}"))).toMatchObject({ ":status": 415 });
  });

  async function post(type: string, body: Buffer) {
    const session = connectHttp2("http://localhost", { path: served.config.Addr.String });
    const { promise, resolve, reject } = Promise.withResolvers<object>();
    session.on("error", reject);
    const request = session.request({ ":method": "POST", ":path": "/echo.Echo/Echo", "content-type": type });
    request.on("response", resolve).on("error", reject).end(body);
    try {
      return await promise;
    } finally {
      session.destroy();
    }
  }
});

test("the reattach configuration is what go-plugin reads", () => {
  expect(served.config).toEqual({
    Protocol: "grpc",
    ProtocolVersion: 6,
    Pid: process.pid,
    Test: true,
    Addr: { Network: "unix", String: expect.stringMatching(/\/plugin.{6}\/s$/) },
  });
});
