import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { selfSigned } from "../../provider/plugin/certificate.ts";
import { leaksOf } from "../support/leaks.ts";
import { httpProxy, tlsFront } from "../support/relay.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { createIdentityWorld } from "./identity-world.ts";
import { createWorld } from "./world.ts";

const tokens = "DEPLOY_TOKEN = sa/shop/deployer";
const certificate = selfSigned(new Date());

test.each(["in PEM", "by its file's name"])(
  "goes through a proxy to a server of a private authority, both inputs, and so does post: the certificate %s",
  async (form) => {
    await using world = await createWorld();
    await using front = await tlsFront(world.server.url, certificate);
    using folder = temporaryFolder();
    const file = join(folder.path, "ca.pem");
    await writeFile(file, `An authority.\n${certificate.certificate}`);
    const seen: string[] = [];
    await using proxy = await httpProxy((request) => seen.push(request));
    const host = `localhost.:${String(front.port)}`;
    const { host: proxyHost } = new URL(proxy.url);
    const password = "hunter2%2Fsecret";
    // What the inputs say wins.
    const job = world.job({ env: { HTTPS_PROXY: "http://127.0.0.1:1" } });
    const main = await job.use({
      url: `https://${host}`,
      token: world.token,
      tokens,
      proxy: `http://user:${password}@${proxyHost}`,
      "ca-certificate": form === "in PEM" ? certificate.certificate : file,
    });
    expect(main).toMatchObject({ exitCode: 0, annotations: [] });
    expect(new Set(seen)).toEqual(new Set([`CONNECT ${host}`]));
    await rm(file);

    const asked = seen.length;
    const [post] = await job.finish();
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(seen.length).toBeGreaterThan(asked);
    expect(await world.liveTokens()).toEqual([]);
    for (const phase of [main, post!]) {
      expect(leaksOf(phase, [world.token, password, "hunter2/secret"])).toEqual([]);
    }
  },
);

test("goes through a proxy that itself speaks TLS, if its authority is trusted", async () => {
  await using world = await createWorld();
  await using front = await tlsFront(world.server.url, certificate);
  const seen: string[] = [];
  await using proxy = await httpProxy((request) => seen.push(request));
  await using tlsProxy = await tlsFront(proxy.url, certificate);
  const host = `localhost.:${String(front.port)}`;
  const inputs = { url: `https://${host}`, token: world.token, proxy: tlsProxy.url, tokens };
  const job = world.job();
  const main = await job.use({ ...inputs, "ca-certificate": certificate.certificate });
  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  const [post] = await job.finish();
  expect(post?.log).toContain("Revoked DEPLOY_TOKEN.");
  expect(new Set(seen)).toEqual(new Set([`CONNECT ${host}`]));
  const untrusting = await world.job().use(inputs);
  expect(untrusting.annotations[0]?.message).toContain("certificate is not trusted");
});

test("no-proxy names what needs none, and an authority is trusted for the runner's endpoint too", async () => {
  await using given = await createIdentityWorld();
  await using front = await tlsFront(given.endpoint.url, certificate);
  const url = `https://localhost:${String(front.port)}/run/idtoken?api-version=2.0`;
  const job = given.job({ ACTIONS_ID_TOKEN_REQUEST_URL: url });
  const inputs = { url: given.url, "service-account": "shop/ci" };
  const main = await job.use({ ...inputs, "ca-certificate": certificate.certificate });
  expect(main).toMatchObject({ exitCode: 0, annotations: [] });

  const excepted = await given.job().use({
    url: "https://jeton.invalid",
    "service-account": "shop/ci",
    audience: "a",
    proxy: "http://127.0.0.1:1",
    "no-proxy": ".invalid",
  });
  expect(excepted.annotations[0]?.message).toContain("getaddrinfo");
});

test.each([
  ["/nowhere/ca.pem", "is neither a certificate in PEM nor a file that can be read."],
  ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "must be one or more certificates in PEM"],
  [certificate.key, "holds a private key."],
])("refuses what is no certificate, and shows nothing of it", async (text, message) => {
  await using world = await createWorld();
  const inputs = { url: world.server.url, token: world.token, "ca-certificate": text };
  const main = await world.job().use(inputs);
  expect(main).toMatchObject({ exitCode: 1, outputs: {} });
  expect(main.annotations).toEqual([{ level: "error", message: expect.stringContaining(message) }]);
  expect(main.stdout).not.toContain("-----BEGIN");
});

test("says that `proxy` is no address, or cannot be reached", async () => {
  await using world = await createWorld();
  const inputs = { url: "https://jeton.test", token: world.token };
  const bad = await world.job().use({ ...inputs, proxy: "http://[bad" });
  expect(bad.annotations).toEqual([{ level: "error", message: "`proxy` is not the address of a proxy." }]);
  const gone = await world.job().use({ ...inputs, proxy: "127.0.0.1:1" });
  expect(gone.annotations[0]?.message).toContain(
    "its proxy cannot be: connect ECONNREFUSED 127.0.0.1:1; check `proxy`, or name jeton.test in `no-proxy`.",
  );
});
