import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { selfSigned } from "../../provider/plugin/certificate.ts";
import { answerer, httpProxy, tlsFront } from "../support/relay.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { createIdentityWorld } from "./identity-world.ts";

const account = { "service-account": "shop/ci" };

test("through a proxy and TLS of a private authority, both the server and the runner's endpoint", async () => {
  await using given = await createIdentityWorld();
  const certificate = selfSigned(new Date());
  await using front = await tlsFront(given.url, certificate);
  await using tokens = await tlsFront(given.endpoint.url, certificate);
  using folder = temporaryFolder();
  const file = join(folder.path, "ca.pem");
  await writeFile(file, certificate.certificate);
  const seen: string[] = [];
  await using proxy = await httpProxy((request) => seen.push(request));
  // The same name to a certificate, but not one that is known to be this machine.
  const hostOf = ({ port }: { readonly port: number }): string => `localhost.:${String(port)}`;
  const env = {
    HTTPS_PROXY: proxy.url,
    ACTIONS_ID_TOKEN_REQUEST_URL: `https://${hostOf(tokens)}/run/idtoken?api-version=2.0`,
  };
  const inputs = { url: `https://${hostOf(front)}`, audience: given.url, ...account };
  const job = given.job({ ...env, NODE_EXTRA_CA_CERTS: file });
  const main = await job.use(inputs);
  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  expect(seen.toSorted()).toEqual([front, tokens].map((one) => `CONNECT ${hostOf(one)}`).toSorted());
  const [post] = await job.finish();
  expect(post?.log).toContain("Revoked the token signed in with.");

  const untrusting = await given.job(env).use(inputs);
  expect(untrusting.annotations[0]?.message).toMatch(
    /^Cannot get an ID token .*: its certificate is not trusted \(self-signed .* NODE_EXTRA_CA_CERTS/,
  );
  const unproxied = await given.job({ ...env, HTTPS_PROXY: "http://127.0.0.1:1" }).use(inputs);
  expect(unproxied.annotations[0]?.message).toMatch(
    /^Cannot get an ID token .*: its proxy cannot be: connect ECONNREFUSED 127\.0\.0\.1:1; check HTTPS_PROXY/,
  );
});

test("a proxy that refuses is named without its password", async () => {
  await using given = await createIdentityWorld();
  await using proxy = await answerer({ status: 407 });
  const { host } = new URL(proxy.url);
  const job = given.job({ HTTPS_PROXY: `http://user:hunter2secret@${host}` });
  const main = await job.use({ url: "https://jeton.test", ...account });
  expect(main.annotations[0]?.message).toContain(
    "https://jeton.test cannot be reached: the proxy refuses to pass it on",
  );
  expect(given.leaks(main, ["hunter2secret"])).toEqual([]);
});
