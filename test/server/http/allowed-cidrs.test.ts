import { expect, test } from "vitest";
import { send } from "../../support/http.ts";
import { startServer, type TestServer } from "../../support/server.ts";

const limitedTo = async (server: TestServer, ...allowed_cidrs: readonly string[]): Promise<string> => {
  const name = allowed_cidrs.join(" ");
  const body = { role_id: "role_viewer", project: "system", name, allowed_cidrs };
  return String((await server.create("/v1/tokens", body))["secret"]);
};

const statusOf = async (server: TestServer, token: string, forwardedFor?: string): Promise<number> => {
  const headers = forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor };
  return (await server.send({ path: "/v1/whoami", token, headers })).status;
};

test("behind a trusted proxy the address is the one it vouches for, in whichever spelling", async () => {
  await using server = await startServer({ JETON_TRUSTED_PROXIES: "127.0.0.1,10.0.0.0/8" });
  const v4 = await limitedTo(server, "192.0.2.0/24");
  const v6 = await limitedTo(server, "2001:db8::/32");
  const both = [
    ["192.0.2.77", 200, 401],
    ["192.0.2.77:4711", 200, 401],
    ["::ffff:192.0.2.77", 200, 401],
    ["::ffff:c000:24d", 200, 401],
    ["192.0.2.77, 10.1.2.3", 200, 401],
    ["192.0.3.1", 401, 401],
    ["192.0.2.77, 198.51.100.1", 401, 401],
    ["2001:db8::5", 401, 200],
    ["[2001:DB8:0:0::5]:80", 401, 200],
    ["2001:db9::5", 401, 401],
    ["unknown", 401, 401],
    [undefined, 401, 401],
  ] as const;
  for (const [forwardedFor, ofV4, ofV6] of both) {
    const statuses = [await statusOf(server, v4, forwardedFor), await statusOf(server, v6, forwardedFor)];
    expect([forwardedFor, ...statuses]).toEqual([forwardedFor, ofV4, ofV6]);
  }
});

test("without trusted proxies the header says nothing", async () => {
  await using server = await startServer();
  const here = await limitedTo(server, "127.0.0.1/32");
  const elsewhere = await limitedTo(server, "192.0.2.0/24");
  for (const forwardedFor of [undefined, "192.0.2.77", "127.0.0.1"]) {
    expect(await statusOf(server, here, forwardedFor)).toBe(200);
    expect(await statusOf(server, elsewhere, forwardedFor)).toBe(401);
  }
});

test("on a socket of both families, a client of IPv4 is one of IPv4", async () => {
  await using server = await startServer({ JETON_LISTEN: "[::]:0" });
  const url = `http://127.0.0.1:${new URL(server.url).port}`;
  const statusFor = async (range: string): Promise<number> => {
    const body = { role_id: "role_viewer", project: "system", name: range, allowed_cidrs: [range] };
    const made = await send(url, { method: "POST", path: "/v1/tokens", body, token: server.token });
    return (await send(url, { path: "/v1/whoami", token: String(made.json()["secret"]) })).status;
  };
  expect([await statusFor("127.0.0.1/32"), await statusFor("::/0")]).toEqual([200, 401]);
});

test("nothing tells an address that is not allowed from a secret nobody knows", async () => {
  await using server = await startServer();
  const refused = await limitedTo(server, "192.0.2.0/24");
  const gone = await limitedTo(server, "127.0.0.1/32");
  const { id } = (await server.send({ path: "/v1/whoami", token: gone })).json()["token"] as { id: string };
  await server.send({ method: "POST", path: `/v1/tokens/${id}:revoke` });
  const [one, other] = await Promise.all(
    [refused, gone].map(async (token) => {
      const { headers, problem } = await server.send({ path: "/v1/whoami", token });
      return { ...problem(), authenticate: headers["www-authenticate"], request_id: "" };
    }),
  );
  expect(one).toEqual(other);
});
