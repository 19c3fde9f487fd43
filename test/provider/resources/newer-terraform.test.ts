import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createJeton } from "../../../provider/jeton.ts";
import { type ReattachConfig, serveForReattach } from "../../../provider/plugin/serve.ts";
import { decode, encode } from "../../../provider/protocol/codec.ts";
import { createHandlers } from "../../../provider/protocol/handlers.ts";
import { rpcs } from "../../../provider/protocol/messages/rpcs.ts";
import type { Decoded, Encodable, RpcName } from "../../../provider/protocol/messages/types.ts";
import { decodeValue, encodeValue } from "../../../provider/protocol/msgpack.ts";
import { schemaType } from "../../../provider/protocol/schema-type.ts";
import type { Attributes } from "../../../provider/framework/attribute.ts";
import { send } from "../../support/http.ts";
import { findSecret } from "../../support/leaks.ts";
import { type SpawnedServer, spawnServer } from "../../support/spawned-server.ts";
import { connectTo, type PluginClient } from "../plugin/client.ts";

/** What Terraform 1.12 to 1.15 ask beyond 1.11, over gRPC and of a real server. */
let server: SpawnedServer;
let provider: { readonly config: ReattachConfig; readonly close: () => Promise<void> };
let client: PluginClient;
let project: Made;
let token: Made & { readonly secret: string };
let accountId: string;

interface Made {
  readonly id: string;
}

type Fields<R extends RpcName, Side extends "request" | "response"> = (typeof rpcs)[R][Side];

const schema = createJeton({}).schema();
const identityType = { object: { id: "string" } } as const;

async function ask<R extends RpcName>(name: R, request: Encodable<Fields<R, "request">>) {
  const bytes = await client.call(`/tfplugin6.Provider/${name}`, encode(rpcs[name].request, request));
  return decode(rpcs[name].response, bytes) as Decoded<Fields<R, "response">>;
}

async function askAll<R extends RpcName>(name: R, request: Encodable<Fields<R, "request">>, take?: number) {
  const body = encode(rpcs[name].request, request);
  const events = await client.callAll(`/tfplugin6.Provider/${name}`, body, take);
  return events.map((event) => decode(rpcs[name].response, event) as Decoded<Fields<R, "response">>);
}

function value(attributes: Attributes, values: object): { readonly msgpack: Uint8Array } {
  return { msgpack: encodeValue(schemaType(attributes), values as never) };
}

async function post<T>(path: string, body: object): Promise<T> {
  const reply = await send(server.url, { token: server.token, method: "POST", path, body });
  return JSON.parse(reply.text) as T;
}

beforeAll(async () => {
  server = await spawnServer();
  const handlers = createHandlers(createJeton({ JETON_URL: server.url, JETON_TOKEN: server.token }));
  provider = await serveForReattach({ protocolVersion: 6, environment: {}, handlers });
  client = connectTo(`unix:${provider.config.Addr.String}`);
  project = await post("/v1/projects", { name: "shop" });
  const account = await post<Made>("/v1/service-accounts", { project: "shop", name: "deployer" });
  accountId = account.id;
  token = await post("/v1/tokens", { service_account_id: account.id, name: "ci" });
  await ask("ConfigureProvider", {});
});
afterAll(async () => {
  client.close();
  await provider.close();
  await server[Symbol.asyncDispose]();
});

test("every resource has the identity `id`, is imported by it and read with it", async () => {
  const { identity_schemas: schemas } = await ask("GetResourceIdentitySchemas", {});
  expect(Object.keys(schemas)).toEqual(Object.keys(schema.resources));
  const identity = { identity_data: { msgpack: encodeValue(identityType, { id: project.id }) } };
  const { imported_resources: imported, diagnostics } = await ask("ImportResourceState", {
    type_name: "jeton_project",
    identity,
  });
  expect(diagnostics).toEqual([]);
  const read = await ask("ReadResource", {
    type_name: "jeton_project",
    current_state: imported[0]?.state,
    current_identity: imported[0]?.identity,
  });
  const state = schemaType(schema.resources["jeton_project"]?.attributes ?? {});
  expect(decodeValue(state, read.new_state?.msgpack ?? new Uint8Array())).toMatchObject({ name: "shop" });
  const its = read.new_identity?.identity_data?.msgpack;
  expect(decodeValue(identityType, its ?? new Uint8Array())).toEqual({ id: project.id });
});

test("every resource is listed: what there is, narrowed and limited as asked, without secrets", async () => {
  expect(Object.keys(schema.listResources).toSorted()).toEqual(Object.keys(schema.resources).toSorted());
  const list = async (name: string, filters: object, more: object = {}) =>
    await askAll("ListResource", {
      type_name: name,
      config: value(schema.listResources[name]?.attributes ?? {}, filters),
      ...more,
    });
  for (const name of Object.keys(schema.listResources)) {
    const events = await list(name, {}, { limit: 2n });
    expect([name, events.flatMap(({ diagnostic }) => diagnostic)]).toEqual([name, []]);
  }
  const [found, ...others] = await list(
    "jeton_token",
    { project: "shop", session: false },
    { include_resource_object: true },
  );
  expect([found?.display_name, others]).toEqual(["shop/ci", []]);
  const state = schemaType(schema.resources["jeton_token"]?.attributes ?? {});
  const shown = decodeValue(state, found?.resource_object?.msgpack ?? new Uint8Array());
  expect(shown).toMatchObject({ id: token.id, name: "ci", service_account_id: accountId, secret: null });
  expect(await list("jeton_role", { project: "shop", name: "none" })).toEqual([]);
});

test("a list goes over as many pages as there are", async () => {
  const names = Array.from({ length: 205 }, (_, index) => `g${String(index)}`);
  await Promise.all(names.map(async (name) => post("/v1/groups", { project: "shop", name })));
  const config = value(schema.listResources["jeton_group"]?.attributes ?? {}, {});
  const all = await askAll("ListResource", { type_name: "jeton_group", config });
  expect(new Set(all.map(({ display_name: name }) => name)).size).toBe(205);
});

test("a filter that will not do is told as a diagnostic, and ends the list", async () => {
  const config = value(schema.listResources["jeton_token"]?.attributes ?? {}, {
    service_account_id: "sa_none",
  });
  const events = await askAll("ListResource", { type_name: "jeton_token", config });
  expect(events).toHaveLength(1);
  expect(events[0]?.diagnostic).toMatchObject([{ severity: 1 }]);
});

const action = (type: string, values: object) => ({
  action_type: type,
  config: value(schema.actions[type]?.attributes ?? {}, values),
});

async function whoami(secret: string): Promise<number> {
  return (await send(server.url, { token: secret, path: "/v1/whoami" })).status;
}

test("a token is rotated by an action: the old secret ends, and the new one is printed sealed or not at all", async () => {
  const rotate = action("jeton_token_rotate", { id: token.id });
  const { diagnostics } = await ask("PlanAction", rotate);
  expect(diagnostics).toMatchObject([{ severity: 2, summary: "Nobody gets the new secret" }]);
  const [told, ended] = await askAll("InvokeAction", rotate);
  expect(told?.progress?.message).toMatch(/^jtns_[0-9A-Za-z]{12} is rotated\.$/);
  expect(ended?.completed?.diagnostics).toEqual([]);
  expect(await whoami(token.secret)).toBe(401);
  const { publicKey } = generateKeyPairSync("x25519");
  const sealed_for = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64");
  const sealed = action("jeton_token_rotate", { id: "sa/shop/deployer/ci", grace_period: "1h", sealed_for });
  expect((await ask("PlanAction", sealed)).diagnostics).toEqual([]);
  const events = await askAll("InvokeAction", sealed);
  expect(events[0]?.progress?.message).toMatch(/ is rotated\. Its sealed secret: [A-Za-z0-9+/=]{100,}$/);
  expect(
    findSecret(JSON.stringify([told, events.map(({ progress }) => progress)]), token.secret),
  ).toBeUndefined();
});

test("a token is revoked by an action, and what cannot be is told", async () => {
  const made = await post<typeof token>("/v1/tokens", { service_account_id: accountId, name: "lost" });
  const [told, ended] = await askAll("InvokeAction", action("jeton_token_revoke", { id: made.id }));
  expect([told?.progress?.message, ended?.completed?.diagnostics]).toEqual([
    `${made.secret.slice(0, 17)} is revoked.`,
    [],
  ]);
  expect(await whoami(made.secret)).toBe(401);
  const missing = action("jeton_token_revoke", { id: "tok_01900000-0000-7000-8000-000000000000" });
  const [refused] = await askAll("InvokeAction", missing);
  expect(refused?.completed?.diagnostics).toMatchObject([
    { severity: 1, summary: "Cannot revoke the token" },
  ]);
  const rotated = await askAll("InvokeAction", action("jeton_token_rotate", { id: made.id }));
  expect(rotated.at(-1)?.completed?.diagnostics).toMatchObject([{ severity: 1 }]);
});
