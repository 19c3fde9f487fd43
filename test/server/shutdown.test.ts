import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, test } from "vitest";
import { send } from "../support/http.ts";
import { spawnServer } from "../support/spawned-server.ts";

interface Conversation {
  readonly socket: Socket;
  readonly received: () => string;
}

async function open(url: string): Promise<Conversation> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding("utf8");
  let received = "";
  socket.on("data", (text: string) => (received += text));
  await once(socket, "connect");
  return { socket, received: () => received };
}

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s lets the request under way finish, answers it, and ends with 0",
  async (signal) => {
    await using server = await spawnServer();
    const body = '{"name":"shop"}';
    const head = [
      "POST /v1/projects HTTP/1.1",
      "Host: jeton",
      `Authorization: Bearer ${server.token}`,
      "Content-Type: application/json",
      `Content-Length: ${String(body.length)}`,
    ];
    const writer = await open(server.url);
    writer.socket.write(`${head.join("\r\n")}\r\n\r\n${body.slice(0, 5)}`);
    const prober = await open(server.url);
    prober.socket.write("GET /readyz HTTP/1.1\r\nHost: jeton\r\n");
    const idle = await open(server.url);
    idle.socket.write("GET /readyz HTTP/1.1\r\nHost: jeton\r\n\r\n");
    await expect.poll(idle.received).toContain("200 OK");

    server.kill(signal);
    if (!idle.socket.closed) await once(idle.socket, "close");
    await expect(send(server.url, { path: "/healthz" })).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
    prober.socket.write("\r\n");
    await once(prober.socket, "close");
    expect(prober.received()).toMatch(/^HTTP\/1\.1 503 [^]*Connection: close[^]*the server is shutting down/);
    writer.socket.write(body.slice(5));
    await once(writer.socket, "close");
    expect(writer.received()).toMatch(/^HTTP\/1\.1 201 [^]*"name":"shop"/);

    expect(await server.ended).toMatchObject({ code: 0, stderr: "" });
    await using again = await spawnServer({ folder: server.folder, token: server.token });
    expect((await send(again.url, { path: "/v1/projects/shop", token: server.token })).status).toBe(200);
  },
);

test("a second signal ends the server at once", async () => {
  await using server = await spawnServer();
  const { socket } = await open(server.url);
  socket.on("error", () => undefined);
  socket.write("POST /v1/projects HTTP/1.1\r\n");
  await expect.poll(async () => (await send(server.url, { path: "/healthz" })).status).toBe(200);
  server.kill("SIGTERM");
  await expect.poll(server.stdout).toContain("shutting down");
  server.kill("SIGTERM");
  expect(await server.ended).toMatchObject({ code: 130 });
});
