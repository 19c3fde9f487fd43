import { writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { selfSigned } from "../../../provider/plugin/certificate.ts";
import { type RecordingServer, startRecordingServer } from "../../support/recording-server.ts";
import { type Between, between, httpProxy, tlsFront } from "../../support/relay.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { ask, found } from "./ask.ts";

const folder = temporaryFolder();
afterAll(() => {
  folder[Symbol.dispose]();
});
const YEAR = 365 * 24 * 3_600_000;
const certificate = selfSigned(new Date());
const file = (name: string, text: string): string => {
  const whole = path.join(folder.path, name);
  writeFileSync(whole, text);
  return whole;
};
const ca = file("ca.pem", `Ours.\n${certificate.certificate}`);
const TOKEN = "jtns-secret";

/** A server behind TLS, which only says that it has the object. */
async function behindTls(
  own = certificate,
): Promise<AsyncDisposable & { readonly server: RecordingServer; readonly front: Between }> {
  const server = await startRecordingServer(found);
  const front = await tlsFront(server.url, own);
  return {
    server,
    front,
    [Symbol.asyncDispose]: async () => {
      await front[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

async function detailOf(
  url: string,
  block: Readonly<Record<string, string>> = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { diagnostics } = await ask(
    { JETON_URL: url, JETON_TOKEN: TOKEN, ...environment },
    { max_retries: 0, ...block },
  );
  expect(diagnostics).toMatchObject([{ severity: "error", summary: "Jeton cannot be reached" }]);
  expect(diagnostics[0]?.detail).not.toContain(TOKEN);
  return diagnostics[0]?.detail ?? "";
}

test("an unknown authority, another name, another time, another protocol: each says what to do", async () => {
  await using good = await behindTls();
  const unknown = await detailOf(good.front.url);
  expect(unknown).toContain("its certificate is not trusted (self-signed certificate)");
  expect(unknown).toContain("`ca_cert_file` in the provider's block");

  await using old = await behindTls(selfSigned(new Date(Date.now() - 2 * YEAR)));
  await using early = await behindTls(selfSigned(new Date(Date.now() + YEAR)));
  expect(await detailOf(old.front.url)).toContain("its certificate has expired; renew it, or set this");
  expect(await detailOf(early.front.url)).toContain("its certificate is not valid yet; set this machine's");

  const port = String(good.front.port);
  const otherName = await detailOf(`https://127.0.0.1:${port}`, { ca_cert_file: ca });
  expect(otherName).toContain("its certificate is another host's");
  expect(otherName).toContain("127.0.0.1 is not in the cert's list");

  const plain = await detailOf(good.server.url.replace("http:", "https:"));
  expect(plain).toMatch(/it does not speak TLS at port \d+; check the port/);
  await using babbler = await between(
    createServer((socket) => void socket.end("hello\r\n")),
    "http",
  );
  expect(await detailOf(babbler.url)).toMatch(/it does not speak HTTP at port \d+/);
  expect(good.server.requests).toEqual([]);
});

test("what is no certificate is no authority, and is not shown", async () => {
  for (const [name, text, complaint] of [
    ["none.pem", "hunter2", "must be one or more certificates in PEM"],
    ["key.pem", certificate.key, "holds a private key"],
    ["half.pem", certificate.certificate.slice(0, 200), "must be one or more certificates in PEM"],
  ] as const) {
    const detail = await detailOf("https://jeton.invalid", { ca_cert_file: file(name, text) });
    expect(detail).toContain(`${name}" that \`ca_cert_file\` names ${complaint}`);
    expect(detail).not.toMatch(/hunter2|BEGIN/);
  }
  expect(await detailOf("https://jeton.invalid", { ca_cert_file: "/nowhere" })).toContain(
    "cannot be read: ENOENT",
  );
});

test("through a proxy to a server of a private authority, and the proxy sees neither token nor request", async () => {
  await using good = await behindTls();
  const seen: string[] = [];
  await using proxy = await httpProxy((request) => seen.push(request));
  const bytes: Buffer[] = [];
  await using wire = await tap(proxy.port, (chunk) => bytes.push(chunk));
  // The same name to a certificate, but not one that is known to be this machine.
  const host = `localhost.:${String(good.front.port)}`;
  const { state, diagnostics } = await ask(
    {
      JETON_URL: `https://${host}`,
      JETON_TOKEN: TOKEN,
      HTTPS_PROXY: wire.url,
      HTTP_PROXY: "http://127.0.0.1:1",
    },
    { ca_cert_file: ca },
  );
  expect(diagnostics).toEqual([]);
  expect(state).toMatchObject({ id: "prj_1" });
  expect(good.server.requests).toMatchObject([{ headers: { authorization: `Bearer ${TOKEN}` } }]);
  expect(seen).toEqual([`CONNECT ${host}`]);
  const all = Buffer.concat(bytes).toString("latin1");
  expect(all).toContain("CONNECT");
  expect(all).not.toContain(TOKEN);
  expect(all).not.toContain("/v1/projects");
});

test("a proxy that is not there, refuses, or wants a password is told from the server, without its password", async () => {
  const url = "https://jeton.test";
  const gone = await detailOf(url, {}, { HTTPS_PROXY: "http://me:hunter2@127.0.0.1:1" });
  expect(gone).toContain("its proxy cannot be: connect ECONNREFUSED 127.0.0.1:1; check HTTPS_PROXY");
  for (const [status, complaint] of [
    [403, "the proxy refuses to pass it on (status 403); check HTTPS_PROXY, or name jeton.test in NO_PROXY"],
    [407, "the proxy wants a user and a password (status 407): write them into its address"],
  ] as const) {
    const seen: string[] = [];
    await using proxy = await httpProxy((request) => seen.push(request), status);
    const secret = proxy.url.replace("//", "//me:hunter2@");
    const detail = await detailOf(url, {}, { https_proxy: secret });
    expect(detail).toContain(complaint);
    expect(detail).not.toContain("hunter2");
    expect(seen).toEqual(["CONNECT jeton.test:443"]);
  }
  expect(await detailOf(url, {}, { HTTPS_PROXY: "http://[hunter2" })).toBe(
    "HTTPS_PROXY is not the address of a proxy.",
  );
  const past = await detailOf(url, {}, { HTTPS_PROXY: "http://127.0.0.1:1", NO_PROXY: ".test" });
  expect(past).toContain("getaddrinfo");
});

/** Passes all on, and tells what the client sent. */
async function tap(port: number, heard: (chunk: Buffer) => void): Promise<Between> {
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    client.on("data", heard).pipe(upstream).pipe(client);
    client.on("error", () => upstream.destroy()).on("close", () => upstream.destroy());
    upstream.on("error", () => client.destroy()).on("close", () => client.destroy());
  });
  return await between(server, "http");
}
