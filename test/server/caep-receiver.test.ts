import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer, type TestServer } from "../support/server.ts";
import { type Received, startReceiver } from "../support/webhook-receiver.ts";

/** Security Event Tokens as RFC 8935 pushes them: over HTTP, to a receiver that knows this server's address alone. */

const issuer = "https://jeton.test";
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ JETON_PUBLIC_URL: issuer, JETON_OUTBOUND_ALLOW: "127.0.0.1" });
});
afterAll(() => server[Symbol.asyncDispose]());

async function lifeOfToken(): Promise<Readonly<Record<string, unknown>>> {
  const { id } = await server.create("/v1/tokens", { role_id: "role_viewer", project: "system", name: "ci" });
  await server.send({ method: "POST", path: `/v1/tokens/${String(id)}:revoke` });
  return {
    format: "complex",
    session: { format: "opaque", id },
    user: { format: "opaque", id: "role_viewer" },
  };
}

test("what is pushed is verified by jose with the published keys, for this receiver, and accepted with 202", async () => {
  await using receiver = await startReceiver(() => ({ status: 202 }));
  const hook = { name: "caep", project: "system", url: receiver.url, format: "caep" };
  const { id } = await server.create("/v1/webhooks", hook);
  const subject = await lifeOfToken();
  await receiver.until(2);
  const keys = createRemoteJWKSet(new URL(`${server.url}/.well-known/jwks.json`));
  const verify = async ({ headers, body }: Received): Promise<readonly [string[], unknown, unknown]> => {
    expect(headers.get("content-type")).toBe("application/secevent+jwt");
    expect(headers.get("accept")).toBe("application/json");
    const { payload } = await jwtVerify(body, keys, { issuer, audience: receiver.url, typ: "secevent+jwt" });
    expect(payload.jti).toBe(headers.get("webhook-id"));
    return [Object.keys(payload["events"] as object), payload["sub_id"], payload.exp];
  };
  const caep = "https://schemas.openid.net/secevent/caep/event-type/";
  const told = await Promise.all(receiver.received.map(verify));
  expect(told).toContainEqual([[`${caep}credential-change`], subject, undefined]);
  expect(told).toContainEqual([[`${caep}session-revoked`], subject, undefined]);
  const path = `/v1/webhook-deliveries?webhook_id=${String(id)}&state=delivered`;
  const delivered = async () => (await server.send({ path })).json()["items"];
  await expect.poll(delivered).toMatchObject([{ last_status: 202 }, { last_status: 202 }]);
  await server.send({ method: "DELETE", path: `/v1/webhooks/${String(id)}` });
});

test("why a receiver takes none is in the delivery by its name, and none of its words", async () => {
  const json = { "content-type": "application/json" };
  const answers = [
    [400, { err: "invalid_audience", description: "meant for <b>nobody</b>" }, "invalid_audience"],
    [400, { err: "authentication_failed" }, "authentication_failed"],
    [400, { err: "made up" }, "status"],
    [400, ["invalid_key"], "status"],
    [400, "no JSON", "status"],
    [500, { err: "invalid_key" }, "status"],
  ] as const;
  await using receiver = await startReceiver((_, before) => {
    const [status, said] = answers[before] ?? [202, {}];
    return { status, headers: json, body: typeof said === "string" ? said : JSON.stringify(said) };
  });
  const hook = { name: "strict", project: "system", url: receiver.url, format: "caep" };
  const { id } = await server.create("/v1/webhooks", hook);
  const ping = await server.send({ method: "POST", path: `/v1/webhooks/${String(id)}:ping` });
  const path = `/v1/webhook-deliveries/${String(ping.json()["id"])}`;
  for (const [index, [status, , error]] of answers.entries()) {
    if (index > 0) await server.send({ method: "POST", path: `${path}:resend` });
    await receiver.until(index + 1);
    const state = async () => (await server.send({ path })).json();
    await expect.poll(state).toMatchObject({ attempts: 1, last_status: status, last_error: error });
    expect(JSON.stringify(await state())).not.toContain("nobody");
  }
  expect(server.log()).not.toContain("nobody");
  await server.send({ method: "POST", path: `${path}:resend` });
  await expect.poll(async () => (await server.send({ path })).json()).toMatchObject({ state: "delivered" });
});
