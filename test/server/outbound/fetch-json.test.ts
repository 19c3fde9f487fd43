import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createFetchJson } from "../../../server/outbound/fetch-json.ts";
import { json, type OidcIssuer, startIssuer } from "../../support/oidc-issuer.ts";

let issuer: OidcIssuer;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer[Symbol.asyncDispose]());
beforeEach(() => {
  issuer.answer = undefined;
  issuer.asked.clear();
});

const allowed = createFetchJson(["127.0.0.1"]);
const at = (name: string): string => `http://${name}:${new URL(issuer.url).port}/keys`;

test("fetches JSON from this machine where that is allowed", async () => {
  expect(await allowed(`${issuer.url}/keys`)).toMatchObject({ keys: [{ kid: "key-1" }] });
  expect(await createFetchJson(["127.0.0.0/8", "::1"])(at("localhost"))).toMatchObject({ keys: [{}] });
});

test.each(["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]"])(
  "%s is this machine by another name, and is not asked",
  async (name) => {
    await expect(createFetchJson([])(at(name))).rejects.toThrow("not public");
    expect(issuer.asked.size).toBe(0);
  },
);

test("the cloud's metadata, whatever a name makes of it, is not asked", async () => {
  const resolve = async () => [{ address: "169.254.169.254", family: 4 }];
  await expect(createFetchJson([], resolve)("https://issuer.example.org/")).rejects.toThrow(
    "169.254.169.254",
  );
});

test("a name with one address that is not public is not asked at all", async () => {
  const resolve = async () => [
    { address: "1.1.1.1", family: 4 },
    { address: "10.0.0.1", family: 4 },
  ];
  await expect(createFetchJson([], resolve)("https://issuer.example.org/")).rejects.toThrow("10.0.0.1");
});

test("the connection goes to the address that was looked at, and the name is resolved once", async () => {
  let lookups = 0;
  const resolve = async () => {
    lookups += 1;
    return [{ address: lookups === 1 ? "127.0.0.1" : "10.0.0.1", family: 4 }];
  };
  expect(await createFetchJson(["127.0.0.1"], resolve)(at("issuer.invalid"))).toMatchObject({ keys: [{}] });
  expect(lookups).toBe(1);
});

test("plain HTTP is for this machine alone", async () => {
  const resolve = async () => [{ address: "1.1.1.1", family: 4 }];
  await expect(createFetchJson([], resolve)("http://issuer.example.org/")).rejects.toThrow("only https://");
  await expect(createFetchJson(["10.0.0.0/8"])("http://10.0.0.1/")).rejects.toThrow("only https://");
  await expect(allowed("ftp://127.0.0.1/")).rejects.toThrow("only https://");
  await expect(allowed("file:///etc/passwd")).rejects.toThrow(Error);
});

test("https needs a certificate that is believed", async () => {
  await expect(allowed(`${issuer.url.replace("http:", "https:")}/keys`)).rejects.toThrow(
    /SSL|TLS|packet|EPROTO/,
  );
});

test.each([301, 302, 303, 307, 308])("a redirect, %i, is not followed", async (status) => {
  issuer.answer = (_, outgoing) => outgoing.writeHead(status, { location: "/keys" }).end();
  await expect(allowed(`${issuer.url}/moved`)).rejects.toThrow("redirects are not followed");
  expect([...issuer.asked.keys()]).toEqual(["/moved"]);
});

test.each([
  ["says how long it is", true],
  ["does not", false],
])("an answer that is too large is not read to its end, whether it %s", async (_, isTold) => {
  const size = 50 * 1024 * 1024;
  let sent = 0;
  issuer.answer = (__, outgoing) => {
    outgoing.writeHead(200, isTold ? { "content-length": String(size) } : {});
    const more = (): void => {
      while (sent < size && !outgoing.destroyed) {
        sent += 16_384;
        if (!outgoing.write(" ".repeat(16_384))) return void outgoing.once("drain", more);
      }
      outgoing.end();
    };
    more();
  };
  await expect(allowed(issuer.url)).rejects.toThrow("more than 65536 bytes");
  expect(sent).toBeLessThan(size);
});

test("an answer that does not come, or does not end, is waited for no longer than three seconds", async () => {
  issuer.answer = () => undefined;
  await expect(allowed(issuer.url)).rejects.toThrow("abort");
  issuer.answer = (_, outgoing) => void outgoing.writeHead(200).write("[");
  await expect(allowed(issuer.url)).rejects.toThrow("abort");
  const never = createFetchJson([], () => Promise.withResolvers<never>().promise);
  await expect(never("https://issuer.example.org/")).rejects.toThrow("too long");
});

test.each(["", "<html>", '{"a":', "\u0000"])("what is no JSON, %j, is refused", async (text) => {
  issuer.answer = (_, outgoing) => outgoing.writeHead(200).end(text);
  await expect(allowed(issuer.url)).rejects.toThrow("JSON");
});

test("no credential and no more than a name goes out", async () => {
  const seen: Record<string, unknown>[] = [];
  issuer.answer = (incoming, outgoing) => {
    seen.push({ ...incoming.headers });
    json(outgoing, {});
  };
  await allowed(issuer.url);
  const { host, ...headers } = seen[0] ?? {};
  expect(host).toBe(new URL(issuer.url).host);
  expect(headers).toEqual({
    accept: "application/json",
    "accept-encoding": "identity",
    "user-agent": "jeton",
    connection: "close",
  });
});
