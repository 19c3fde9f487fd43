import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { selfSigned } from "../../provider/plugin/certificate.ts";
import { leaksOf } from "../support/leaks.ts";
import { httpProxy, tlsFront } from "../support/relay.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { createWorld } from "./world.ts";

const tokens = "DEPLOY_TOKEN = sa/shop/deployer";

test("goes through HTTPS_PROXY, which sees nothing but the host", async () => {
  await using world = await createWorld();
  const certificate = selfSigned(new Date());
  await using front = await tlsFront(world.server.url, certificate);
  using folder = temporaryFolder();
  const file = join(folder.path, "ca.pem");
  await writeFile(file, certificate.certificate);
  const seen: string[] = [];
  await using proxy = await httpProxy((request) => seen.push(request));
  // The same name to a certificate, but not one that is known to be this machine.
  const host = `localhost.:${String(front.port)}`;
  const job = world.job({ env: { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: file } });
  const main = await job.use({ url: `https://${host}`, token: world.token, tokens });
  const [post] = await job.finish();

  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  expect(new Set(seen)).toEqual(new Set([`CONNECT ${host}`]));
  expect(post?.log).toContain("Revoked DEPLOY_TOKEN.");
  expect(await world.liveTokens()).toEqual([]);
  for (const phase of [main, post!])
    expect(leaksOf(phase, [world.token, main.outputs["DEPLOY_TOKEN"]!])).toEqual([]);
});

test("goes through http_proxy, with or without a scheme, and warns that everyone can read along", async () => {
  await using world = await createWorld();
  const seen: string[] = [];
  await using proxy = await httpProxy((request) => seen.push(request));
  const url = `http://jeton.test:${new URL(world.server.url).port}`;
  const job = world.job({ env: { http_proxy: new URL(proxy.url).host } });
  const main = await job.use({ url, token: world.token, tokens });

  expect(main.exitCode).toBe(0);
  expect(seen).toEqual([`GET ${url}/v1/whoami`, `POST ${url}/v1/tokens`]);
  expect(main.annotations).toEqual([
    { level: "warning", message: expect.stringContaining("`url` is not https") },
  ]);
});

test("goes past the proxy to hosts in NO_PROXY and to this machine", async () => {
  await using world = await createWorld();
  const seen: string[] = [];
  await using proxy = await httpProxy((request) => seen.push(request));
  const { port } = new URL(world.server.url);
  const proxied = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url };
  const here = await world.job({ env: proxied }).use({ url: world.server.url, token: world.token });
  expect(here).toMatchObject({ exitCode: 0, annotations: [] });

  const excepted = world.job({ env: { ...proxied, NO_PROXY: "jeton.invalid" } });
  const main = await excepted.use({ url: `http://jeton.invalid:${port}`, token: world.token });
  expect(main.annotations.at(-1)?.message).toContain("getaddrinfo");
  expect(seen).toEqual([]);
});

test("says that a proxy is no address, and which one cannot be reached", async () => {
  await using world = await createWorld();
  const bad = await world
    .job({ env: { HTTPS_PROXY: "http://[bad" } })
    .use({ url: "https://jeton.test", token: world.token });
  expect(bad.exitCode).toBe(1);
  expect(bad.annotations).toEqual([
    { level: "error", message: "HTTPS_PROXY is not the address of a proxy." },
  ]);

  const gone = await world
    .job({ env: { HTTPS_PROXY: "http://127.0.0.1:1" } })
    .use({ url: "https://jeton.test", token: world.token });
  expect(gone.annotations[0]?.message).toContain(
    "cannot be reached: its proxy cannot be: connect ECONNREFUSED 127.0.0.1:1; check HTTPS_PROXY, or name jeton.test in NO_PROXY.",
  );
});
