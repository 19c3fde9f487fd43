import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { send } from "../../support/http.ts";
import { startServer, type TestServer } from "../../support/server.ts";

type Json = Readonly<Record<string, unknown>>;

interface Webhook {
  readonly spec: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly secrets: readonly { readonly name: string; readonly secretRef: { name: string; key: string } }[];
  };
}

const file = path.join(import.meta.dirname, "../../../examples/kubernetes/external-secrets.yaml");
const documents = parseAllDocuments(readFileSync(file, "utf8")).map((document) => document.toJS() as Json);
const ofKind = (kind: string): Json => documents.find((document) => document["kind"] === kind)!;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** The shape of webhooks.generators.external-secrets.io, v1alpha1; what it does not have is pruned without a word. */
const webhookSpec = {
  type: "object",
  required: ["url", "result"],
  additionalProperties: false,
  properties: {
    url: { type: "string" },
    method: { type: "string" },
    headers: { type: "object", additionalProperties: { type: "string" } },
    body: { type: "string" },
    timeout: { type: "string" },
    caBundle: { type: "string" },
    result: {
      type: "object",
      additionalProperties: false,
      properties: { jsonPath: { type: "string" } },
    },
    secrets: {
      type: "array",
      items: {
        type: "object",
        required: ["name", "secretRef"],
        additionalProperties: false,
        properties: {
          name: { type: "string" },
          secretRef: {
            type: "object",
            additionalProperties: false,
            properties: { name: { type: "string" }, key: { type: "string" } },
          },
        },
      },
    },
  },
};

test("the generator has the shape of its kind, and each document names the ones it needs", () => {
  const webhook = ofKind("Webhook") as unknown as Webhook;
  const validate = new Ajv().compile(webhookSpec);
  expect([validate(webhook.spec), validate.errors]).toEqual([true, null]);
  const [named] = webhook.spec.secrets;
  expect(ofKind("Secret")).toMatchObject({
    metadata: { name: named?.secretRef.name, labels: { "external-secrets.io/type": "webhook" } },
    stringData: { [named?.secretRef.key ?? ""]: expect.any(String) },
  });
  const { apiVersion, kind, metadata } = ofKind("Webhook") as Json & { metadata: Json };
  expect(ofKind("ExternalSecret")).toMatchObject({
    spec: { dataFrom: [{ sourceRef: { generatorRef: { apiVersion, kind, name: metadata["name"] } } }] },
  });
});

test("its request gives a new secret, by an account that may rotate that token and has what its owner has", async () => {
  const rotator = await shopWith(server);
  const { spec } = ofKind("Webhook") as unknown as Webhook;
  const filled = (text: string, values: Readonly<Record<string, string>>): string =>
    text.replaceAll(/\{\{ \.([a-z.]+) \}\}/g, (_, name: string) => values[name]!);
  const headers = Object.entries(spec.headers).map(([name, value]) => {
    return [name, filled(value, { "rotator.token": rotator })] as const;
  });
  const { pathname } = new URL(spec.url);
  const request = {
    method: spec.method,
    path: pathname,
    headers: Object.fromEntries(headers),
    body: spec.body,
  };
  const reply = await send(server.url, request);
  expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 200 });
  // `$` is the whole reply, of which the template takes what it names.
  const { template } = (
    ofKind("ExternalSecret") as { spec: { target: { template: { data: { token: string } } } } }
  ).spec.target;
  const secret = filled(template.data.token, { secret: String(reply.json()["secret"]) });
  const me = await send(server.url, { path: "/v1/whoami", token: secret });
  expect(me.json()).toMatchObject({ subject: { reference: "sa/shop/deployer" }, token: { name: "cluster" } });
});

test("it is not enough to may rotate: who lacks what the token's owner has gets no secret of it", async () => {
  const { token } = await accountWith("lacking", ["role/shop/rotate-cluster"]);
  const path = "/v1/tokens/sa%2Fshop%2Fdeployer%2Fcluster:rotate";
  const reply = await send(server.url, { method: "POST", path, body: { grace_period: "1h" }, token });
  expect([reply.status, reply.problem().code]).toEqual([403, "exceeds_own_rights"]);
});

/** What the README says to make; the token of the account that rotates. */
async function shopWith({ create }: TestServer): Promise<string> {
  await create("/v1/projects", { name: "shop" });
  const actions = [{ name: "run", access: "write" }];
  await create("/v1/resource-types", { name: "flow", actions });
  const running = [{ resource_type: "flow", actions: ["run"] }];
  await create("/v1/roles", { project: "shop", name: "runner", rules: running });
  const rotating = [
    { resource_type: "jeton.token", actions: ["read", "rotate"], resource_names: ["cluster"] },
  ];
  await create("/v1/roles", { project: "shop", name: "rotate-cluster", rules: rotating });
  await accountWith("deployer", ["role/shop/runner"], { name: "cluster", max_age: "7d" });
  const { token } = await accountWith("rotator", ["role/shop/runner", "role/shop/rotate-cluster"]);
  return token;
}

async function accountWith(
  name: string,
  roles: readonly string[],
  terms: Json = { name: "main" },
): Promise<{ readonly token: string }> {
  const { create } = server;
  const { id } = await create("/v1/service-accounts", { project: "shop", name });
  for (const role_id of roles)
    await create("/v1/role-bindings", { role_id, service_account_id: id, project: "shop" });
  const { secret } = await create("/v1/tokens", { service_account_id: id, ...terms });
  return { token: String(secret) };
}
