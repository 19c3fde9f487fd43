import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { send } from "../../support/http.ts";
import { startIdTokenEndpoint } from "../../support/id-token-endpoint.ts";
import { findSecret } from "../../support/leaks.ts";
import { startIssuer } from "../../support/oidc-issuer.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { useStage } from "../../support/terraform-test.ts";
import { ask, configured } from "./ask.ts";

const AUDIENCE = "https://jeton.test";
const issuer = await startIssuer();
const endpoint = await startIdTokenEndpoint(issuer);
const stage = useStage(({ url }) => ({ JETON_URL: url, ...endpoint.env }), {
  JETON_PUBLIC_URL: AUDIENCE,
  JETON_OUTBOUND_ALLOW: "127.0.0.1",
});
afterAll(async () => {
  for (const one of [endpoint, issuer]) await one[Symbol.asyncDispose]();
});

/** In the system, with all rights, and trusted by jobs of one repository. */
let account = "";
beforeAll(async () => {
  const make = async (at: string, body: object): Promise<string> =>
    String((await stage().send({ method: "POST", path: at, body })).json()["id"]);
  account = await make("/v1/service-accounts", { name: "ci", project: "system" });
  const owner = { service_account_id: account };
  await make("/v1/role-bindings", { role_id: "role_admin", project: "system", ...owner });
  const claims = { repository_id: ["74"], environment: ["prod"] };
  await make("/v1/trust-policies", {
    ...owner,
    name: "jobs",
    issuer: issuer.url,
    audience: AUDIENCE,
    claims,
  });
});

const block = (lines = ""): string => `
provider "jeton" {
  oidc = {
    service_account = "system/ci"
    audience        = "${AUDIENCE}"
    ${lines}
  }
}
`;
const oidc = { service_account: "system/ci", audience: AUDIENCE, token: null, token_file: null };
const tokens = async (): Promise<readonly Record<string, unknown>[]> => {
  const query = `service_account_id=${account}&ephemeral=true&page_size=200`;
  return (await stage().send({ path: `/v1/tokens?${query}` })).json()["items"] as Record<string, unknown>[];
};

test("a job of GitHub Actions needs no stored secret: its identity is exchanged, and what comes of it is kept nowhere", async () => {
  using project = stage().workspace(`${block()}resource "jeton_project" "p" { name = "by-identity" }`, {
    TF_LOG: "trace",
  });
  const { stdout, stderr } = await project.apply();
  expect(project.attributes()).toMatchObject({ "jeton_project.p": { created_by: account } });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  expect([...new Set(endpoint.audiences)]).toEqual([AUDIENCE]);
  // One for each of Terraform's processes that asked the server something.
  expect(endpoint.given.length).toBeGreaterThan(1);
  const bearer = endpoint.env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] ?? "";
  const secrets = [bearer, ...endpoint.given.map((text) => text.split(".")[2] ?? "")];
  for (const text of [stdout, stderr, project.read("terraform.tfstate")]) {
    expect(text).not.toMatch(/jtnx_\w{20}/);
    expect(secrets.map((secret) => findSecret(text, secret)).filter(Boolean)).toEqual([]);
  }
});

test("an access token lives as long as the run, and is another provider's or a program's to use", async () => {
  using project = stage().workspace(`
    ephemeral "jeton_access_token" "run" {
      service_account = "sa/system/ci"
      audience        = "${AUDIENCE}"
      max_age         = "5m"
    }
    resource "terraform_data" "use" {
      provisioner "local-exec" {
        command     = "node use.cjs"
        environment = { TOKEN = ephemeral.jeton_access_token.run.access_token }
      }
    }
  `);
  project.write({ "use.cjs": `require("node:fs").writeFileSync("used", process.env.TOKEN)` });
  const { stdout } = await project.apply();
  expect(stdout).not.toContain("Warning");
  const used = project.read("used");
  expect(used).toMatch(/^jtnx_/);
  expect((await send(stage().server.url, { path: "/v1/whoami", token: used })).status).toBe(401);
  expect(project.read("terraform.tfstate")).not.toContain("jtnx_");
});

test("HCP Terraform's tokens are found by themselves, a file when it is named, and each is good for one exchange", async () => {
  using folder = temporaryFolder();
  const { url } = stage().server;
  const fresh = (): Promise<string> => issuer.sign({ aud: AUDIENCE });
  const file = path.join(folder.path, "id-token");
  const found = async (env: Readonly<Record<string, string>>, over: object = {}): Promise<string> => {
    const { diagnostics } = await ask({ JETON_URL: url, ...env }, { oidc: { ...oidc, ...over } });
    return diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).join();
  };
  const used = await fresh();
  writeFileSync(file, `${await fresh()}\n`);
  for (const [env, over] of [
    [{ TFC_WORKLOAD_IDENTITY_TOKEN: used }, {}],
    [{ TFC_WORKLOAD_IDENTITY_TOKEN_JETON: await fresh(), TFC_WORKLOAD_IDENTITY_TOKEN: "x" }, {}],
    [{ TFC_WORKLOAD_IDENTITY_TOKEN: "x" }, { token: await fresh() }],
    [{}, { token_file: file }],
    [endpoint.env, {}],
  ] as const) {
    expect(await found(env, over)).toContain("Nothing found");
  }
  for (const [env, over, complaint] of [
    [{ TFC_WORKLOAD_IDENTITY_TOKEN: used }, {}, "good for one exchange"],
    [
      { TFC_WORKLOAD_IDENTITY_TOKEN: "x" },
      {},
      "TFC_WORKLOAD_IDENTITY_TOKEN is not usable: it is no ID token",
    ],
    [{}, { token_file: "/nowhere" }, "cannot be read"],
    [{ JETON_TOKEN: "other" }, {}, "no ID token to sign in with"],
    [{ ...endpoint.env, ACTIONS_ID_TOKEN_REQUEST_TOKEN: "w" }, {}, "answers with status 401"],
    [endpoint.env, { service_account: "system/other" }, "o trust policy of such a service account"],
  ] as const) {
    const text = await found(env, over);
    expect(text).toContain(complaint);
    expect(findSecret(text, used)).toBeUndefined();
  }
});

test("what the provider signed in with is revoked when it is told to end, and a lost answer costs another ID token", async () => {
  const before = new Set((await tokens()).map(({ id }) => id));
  let refused = 0;
  endpoint.answer = (outgoing) => {
    if ((refused += 1) > 1) return false;
    outgoing.writeHead(503).end();
    return true;
  };
  const jeton = await configured({ JETON_URL: stage().server.url, ...endpoint.env }, { oidc });
  const { attributes } = jeton.schema().dataSources["jeton_project"]!;
  const config = {
    ...Object.fromEntries(Object.keys(attributes).map((name) => [name, null])),
    name: "system",
  };
  await Promise.all([1, 2, 3].map(() => jeton.readDataSource("jeton_project", config)));
  endpoint.answer = undefined;
  const made = async () => (await tokens()).filter(({ id }) => !before.has(id));
  expect(await made()).toMatchObject([{ state: "active" }]);
  await jeton.close();
  expect(await made()).toMatchObject([{ state: "revoked" }]);
});
