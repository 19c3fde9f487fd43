import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createVerifyLeakReport } from "../../../server/outbound/leak-reports.ts";
import type { Reply, Sent } from "../../support/http.ts";
import { bodyRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";
import { newBootstrapToken, startServer, type TestServer } from "../../support/server.ts";

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
const found = (token: string): Record<string, string> => ({
  token,
  type: "jeton_token",
  url: "https://github.com/octo-org/octo-repo/blob/main/.env",
  source: "content",
});
const reporting = (...tokens: string[]): Sent => ({
  method: "POST",
  path: "/v1/leaks",
  body: tokens.map(found),
  token: undefined,
});

onEveryDatabase("POST /v1/leaks", (world) => {
  const stateOf = async (id: string): Promise<unknown> =>
    (await world().send({ path: `/v1/tokens/${id}` })).json()["state"];
  const events = async (id: string): Promise<unknown> =>
    (await world().send({ path: `/v1/audit-events?target_id=${id}&action=token.leak` })).json()["items"];

  test("whoever finds a secret ends its token by it, once, and the audit and the log say where it was", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    const labels = [{ token_hash: hashOf(token), token_type: "jeton_token", label: "true_positive" }];
    const first = await world().send(reporting(token));
    expect([first.status, first.json()]).toEqual([200, labels]);
    expect(first.headers["cache-control"]).toBe("no-store");
    expect(await stateOf(tokenId)).toBe("revoked");
    // The same again says the same, and does nothing.
    expect((await world().refuses(reporting(token), 200)).json()).toEqual(labels);
    const { url } = found(token);
    expect(await events(tokenId)).toMatchObject([
      {
        actor: { type: "system", token_id: null },
        changes: { by: "anybody", url, source: "content", ended: true, hint: token.slice(0, 17) },
      },
    ]);
    expect(world().log()).toContain('"event":"token.leak"');
    expect([await world().dump(), world().log()].join("\n")).not.toContain(token);
  });

  test("what is no secret of a token here is told apart, and nothing else is told", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    await world().send({ method: "POST", path: `/v1/tokens/${tokenId}:disable` });
    const others = [newBootstrapToken(), "ghp_0123456789", `${token.slice(0, -1)}!`, token.slice(0, 17)];
    const labels = (await world().send(reporting(...others, token))).json() as unknown as { label: string }[];
    expect(labels.map(({ label }) => label)).toEqual([
      ...others.map(() => "false_positive"),
      "true_positive",
    ]);
    expect(await stateOf(tokenId)).toBe("revoked");
  });

  test("a secret that gave way to another ends the token within its grace, and nothing after it", async () => {
    const rotated = async (grace_period: string): Promise<{ token: string; tokenId: string }> => {
      const { token, tokenId } = await world().account({ project: "shop" });
      const path = `/v1/tokens/${tokenId}:rotate`;
      expect((await world().send({ method: "POST", path, body: { grace_period } })).status).toBe(200);
      return { token, tokenId };
    };
    const over = await rotated("0s");
    const label = [{ label: "true_positive" }];
    expect((await world().refuses(reporting(over.token), 200)).json()).toMatchObject(label);
    expect(await stateOf(over.tokenId)).toBe("active");
    const within = await rotated("1h");
    expect((await world().send(reporting(within.token))).json()).toMatchObject(label);
    expect(await stateOf(within.tokenId)).toBe("revoked");
  });

  test("the last administrator's token stays, and is told of: nobody locks everybody out by a report", async () => {
    const reply = await world().send(reporting(world().token));
    expect(reply.json()).toMatchObject([{ label: "true_positive" }]);
    const who = (await world().send({ path: "/v1/whoami" })).json()["token"] as { id: string };
    expect(await events(who.id)).toMatchObject([{ changes: { ended: false } }]);
    expect(world().log()).toContain("last administrator");
  });

  test("words of strangers are kept without what is no text, or a secret in them", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    const { token: other } = await world().account({ project: "shop" });
    const body = [
      { token, type: "\u0000\ud800", url: `https://x.test/\u0000\n${other}`, source: null, more: [1] },
    ];
    expect((await world().send({ ...reporting(), body })).status).toBe(200);
    expect(await events(tokenId)).toMatchObject([
      { changes: { url: `https://x.test/??${other.slice(0, 17)}***`, source: null } },
    ]);
  });

  bodyRefusals(world, async (over) => ({ ...reporting(newBootstrapToken()), ...over }), "malformed_request");

  test.each([[[{}]], [[{ token: "" }]], [[{ token: 5 }]], [[{ token: "x".repeat(4097) }]], [[null]]])(
    "%j is refused",
    async (body) => {
      expect(await world().refusal({ ...reporting(), body })).toBe("400 malformed_request");
    },
  );

  test("too many at a time, or too often, are refused, and how many there were before is nobody's else", async () => {
    const many = Array.from({ length: 21 }, newBootstrapToken);
    expect(await world().refusal(reporting(...many))).toBe("400 malformed_request");
    const status = async (): Promise<number> => (await world().send(reporting(newBootstrapToken()))).status;
    let last = 200;
    for (let index = 0; index < 100 && last === 200; index += 1) last = await status();
    expect(last).toBe(429);
    const reply = await world().send(reporting(newBootstrapToken()));
    expect([reply.problem().code, Number(reply.headers["retry-after"]) > 0]).toEqual(["rate_limited", true]);
  });
});

/** What GitHub's documentation gives to try an endpoint with: a test key, a body and its signature. */
const vector = {
  keyId: "f9525bf080f75b3506ca1ead061add62b8633a346606dc5fe544e29231c6ee0d",
  key: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEsz9ugWDj5jK5ELBK42ynytbo38gP\nHzZFI03Exwz8Lh/tCfL3YxwMdLjB+bMznsanlhK0RwcGP3IDb34kQDIo3Q==\n-----END PUBLIC KEY-----\n",
  signature:
    "MEUCIFLZzeK++IhS+y276SRk2Pe5LfDrfvTXu6iwKKcFGCrvAiEAhHN2kDOhy2I6eGkOFmxNkOJ+L2y8oQ9A2T9GGJo6WJY=",
  body: '[{"token":"some_token","type":"some_type","url":"some_url","source":"some_source"}]',
};
const publishing = (keys: readonly (readonly [string, string])[]): object => ({
  public_keys: keys.map(([key_identifier, key]) => ({ key_identifier, key, is_current: true })),
});

test("the example of GitHub's documentation verifies, and one whose body, key or signature is another does not", async () => {
  const verify = createVerifyLeakReport(JSON.stringify(publishing([[vector.keyId, vector.key]])), {
    fetchJson: () => Promise.reject(new Error("nothing is to be fetched")),
    now: Date.now,
  });
  const { keyId, signature, body } = vector;
  const bytes = Buffer.from(body);
  expect(await verify({ keyId, signature, bytes })).toBe(true);
  for (const other of [
    { keyId, signature, bytes: Buffer.from(body.replace("some_url", "some_uri")) },
    { keyId, signature, bytes: Buffer.from(`${body}\n`) },
    { keyId: `${keyId.slice(0, -1)}e`, signature, bytes },
    { keyId, signature: signature.replace("MEUC", "MEUD"), bytes },
    { keyId, signature: "", bytes },
    { keyId, signature: "AAAA", bytes },
    { keyId: "", signature, bytes },
    { keyId: "constructor", signature, bytes },
  ]) {
    expect(await verify(other)).toBe(false);
  }
});

describe("reports that GitHub signs", () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  let github: Server;
  let server: TestServer;
  let asked = 0;
  let isDown = false;
  beforeAll(async () => {
    github = createServer((_, outgoing) => {
      asked += 1;
      if (isDown) outgoing.writeHead(500).end();
      else
        outgoing.end(
          JSON.stringify(
            publishing([
              [vector.keyId, vector.key],
              ["key-1", pem],
            ]),
          ),
        );
    });
    const { promise, resolve } = Promise.withResolvers<undefined>();
    github.listen(0, "127.0.0.1", () => {
      resolve(undefined);
    });
    await promise;
    server = await startServer({
      JETON_SECRET_SCANNING_KEYS: `http://127.0.0.1:${String((github.address() as AddressInfo).port)}/keys`,
      JETON_OUTBOUND_ALLOW: "127.0.0.1",
    });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    github.close();
  });

  const signed = (body: string, by: KeyObject = privateKey, keyId = "key-1"): Sent => ({
    method: "POST",
    path: "/v1/leaks",
    body,
    token: undefined,
    headers: {
      "content-type": "application/json",
      "github-public-key-identifier": keyId,
      "github-public-key-signature": sign("sha256", Buffer.from(body), by).toString("base64"),
    },
  });
  const newToken = async (): Promise<{ id: string; secret: string }> => {
    const name = `account-${String(Math.random()).slice(2)}`;
    const account = await server.create("/v1/service-accounts", { name, project: "system" });
    const made = await server.create("/v1/tokens", { service_account_id: account["id"], name: "main" });
    return { id: String(made["id"]), secret: String(made["secret"]) };
  };

  test("while its keys cannot be had a report is to be sent again, and an unsigned one needs none", async () => {
    isDown = true;
    const { secret } = await newToken();
    expect((await server.send(signed(JSON.stringify([found(secret)])))).status).toBe(503);
    expect((await server.send(reporting(newBootstrapToken()))).status).toBe(200);
    isDown = false;
    const status = async (): Promise<number> =>
      (await server.send(signed(JSON.stringify([found(newBootstrapToken())])))).status;
    await expect.poll(status, { timeout: 10_000, interval: 250 }).toBe(200);
  });

  test("are believed as to where it was, may be many, and are as often as it sends them", async () => {
    const { id, secret } = await newToken();
    const others = Array.from({ length: 100 }, newBootstrapToken);
    const report = signed(JSON.stringify([...others, secret].map(found)));
    const reply = await server.send(report);
    const labels = reply.json() as unknown as { label: string; token_hash: string }[];
    expect(labels).toHaveLength(101);
    expect(labels.at(-1)).toMatchObject({ label: "true_positive", token_hash: hashOf(secret) });
    const events = await server.send({ path: `/v1/audit-events?target_id=${id}&action=token.leak` });
    expect(events.json()["items"]).toMatchObject([{ changes: { by: "github", ended: true } }]);
    const replies: Reply[] = [];
    for (let index = 0; index < 70; index += 1) {
      replies.push(await server.send(signed(JSON.stringify([found(newBootstrapToken())]))));
    }
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await server.send({ ...signed(vector.body), headers: vectorHeaders() })).status).toBe(200);
  });
  const vectorHeaders = (): Record<string, string> => ({
    "content-type": "application/json",
    "github-public-key-identifier": vector.keyId,
    "github-public-key-signature": vector.signature,
  });

  test("a wrong signature ends nothing, however right the secret, and keys that are made up are not asked for each time", async () => {
    const { id, secret } = await newToken();
    const body = JSON.stringify([found(secret)]);
    const half = signed(body);
    const before = asked;
    const attacks = [
      signed(body, other.privateKey),
      signed(body, other.privateKey, "no-such-key"),
      { ...signed(body), body: `${body} ` },
      { ...half, headers: { ...half.headers, "github-public-key-identifier": "" } },
      { ...half, headers: { ...half.headers, "github-public-key-signature": "" } },
      signed(body, privateKey, "__proto__"),
    ];
    for (const attack of attacks) {
      expect([(await server.send(attack)).problem().code]).toEqual(["forbidden"]);
    }
    expect(asked - before).toBeLessThanOrEqual(1);
    expect((await server.send({ path: `/v1/tokens/${id}` })).json()["state"]).toBe("active");
  });
});
