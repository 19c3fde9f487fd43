import { describe, expect, test, vi } from "vitest";
import { error, warning } from "../../../provider/framework/diagnostic.ts";
import type { ProviderServer } from "../../../provider/framework/server.ts";
import { createHandlers } from "../../../provider/protocol/handlers.ts";
import { rpcs } from "../../../provider/protocol/messages/rpcs.ts";
import { decodeValue, encodeValue } from "../../../provider/protocol/msgpack.ts";
import type { ObjectWireType } from "../../../provider/protocol/schema-type.ts";
import { schemaType } from "../../../provider/protocol/schema-type.ts";
import type { ToyProvider } from "../../support/toy-provider.ts";
import { toyProvider } from "../../support/toy-provider.ts";
import { call } from "./called.ts";

const toy = toyProvider();
const type: ObjectWireType = schemaType(toy.schema().resources["toy_thing"]?.attributes ?? {});
const wire = (value: object | null) => ({ msgpack: encodeValue(type, value as never) });
const state = wire({ id: "1", name: "a" });
const kept = Buffer.from("kept");

function failing(method: keyof ProviderServer): ToyProvider {
  vi.spyOn(process.stderr, "write").mockReturnValueOnce(true);
  const broken = () => {
    throw new Error(`${method} broke`);
  };
  return { ...toyProvider(), [method]: broken };
}

describe("what is served", () => {
  const paths = [...createHandlers(toy).keys()].map((path) => path.split("/")[2]);

  test("is all but what keeps states for others and writes configuration", () => {
    const absent = Object.keys(rpcs).filter((name) => !paths.includes(name));
    expect(absent).toEqual([
      "GenerateResourceConfig",
      "ValidateStateStoreConfig",
      "ConfigureStateStore",
      "ReadStateBytes",
      "WriteStateBytes",
      "LockState",
      "UnlockState",
      "GetStates",
      "DeleteState",
    ]);
  });

  test("is named by GetMetadata as in the schema", async () => {
    const schema = await call(toy, "GetProviderSchema", {});
    const metadata = await call(toy, "GetMetadata", {});
    const names = (list: readonly { type_name: string }[]) => list.map((item) => item.type_name);
    expect(names(metadata.resources)).toEqual(Object.keys(schema.resource_schemas));
    expect(names(metadata.data_sources)).toEqual(Object.keys(schema.data_source_schemas));
    expect(names(metadata.ephemeral_resources)).toEqual(Object.keys(schema.ephemeral_resource_schemas));
    expect(metadata.functions.map(({ name }) => name)).toEqual(Object.keys(schema.functions));
    expect(metadata.server_capabilities).toEqual(schema.server_capabilities);
    expect((await call(toy, "GetFunctions", {})).functions).toEqual(schema.functions);
  });

  test("has the capabilities Terraform asks about", async () => {
    expect((await call(toy, "GetProviderSchema", {})).server_capabilities).toEqual({
      plan_destroy: true,
      get_provider_schema_optional: true,
      move_resource_state: true,
      generate_resource_config: false,
    });
  });
});

describe("a fault of ours becomes a diagnostic", () => {
  const summary = (name: string) =>
    expect.objectContaining({ severity: 1, summary: `The provider failed in ${name}` });

  test("and a failed read keeps state and private data", async () => {
    const answer = await call(failing("read"), "ReadResource", {
      type_name: "toy_thing",
      current_state: state,
      private: kept,
    });
    expect(answer.diagnostics).toEqual([summary("ReadResource")]);
    expect(answer.diagnostics[0]?.detail).toMatch(/^read broke\n\nThis is always a bug/);
    expect(decodeValue(type, answer.new_state?.msgpack ?? kept)).toMatchObject({ id: "1", name: "a" });
    expect(Buffer.from(answer.private)).toEqual(kept);
  });

  test("and a failed apply keeps what was there before", async () => {
    const answer = await call(failing("apply"), "ApplyResourceChange", {
      type_name: "toy_thing",
      prior_state: state,
      planned_state: wire(null),
      config: wire(null),
      planned_private: kept,
    });
    expect(answer.diagnostics).toEqual([summary("ApplyResourceChange")]);
    expect(decodeValue(type, answer.new_state?.msgpack ?? kept)).toMatchObject({ id: "1" });
    expect(Buffer.from(answer.private)).toEqual(kept);
  });

  test("and a failed plan changes nothing", async () => {
    const answer = await call(failing("plan"), "PlanResourceChange", {
      type_name: "toy_thing",
      prior_state: state,
      proposed_new_state: state,
      config: state,
      prior_private: kept,
    });
    expect(answer.diagnostics).toEqual([summary("PlanResourceChange")]);
    expect(answer.planned_state?.msgpack).toEqual(Uint8Array.from(state.msgpack));
  });

  test("and a failed function is a function's error", async () => {
    const answer = await call(failing("callFunction"), "CallFunction", { name: "shout", arguments: [] });
    expect(answer.error?.text).toContain("callFunction broke");
  });

  test("also when stopping", async () => {
    expect((await call(failing("stop"), "StopProvider", {})).Error).toContain("stop broke");
  });

  test("also for bytes that are no value of the type", async () => {
    vi.spyOn(process.stderr, "write").mockReturnValueOnce(true);
    const config = { msgpack: Buffer.from([0x05]) };
    const answer = await call(toy, "ValidateResourceConfig", { type_name: "toy_thing", config });
    expect(answer.diagnostics).toEqual([summary("ValidateResourceConfig")]);
  });

  test("also for a type the provider does not have", async () => {
    vi.spyOn(process.stderr, "write").mockReturnValueOnce(true);
    const answer = await call(toy, "ReadDataSource", { type_name: "toy_nothing" });
    expect(answer.diagnostics[0]?.detail).toContain("no toy_nothing among its dataSources");
  });
});

describe("state", () => {
  test("in the flat form of Terraform 0.11 is refused with advice", async () => {
    const answer = await call(toy, "UpgradeResourceState", {
      type_name: "toy_thing",
      raw_state: { flatmap: { id: "1" } },
    });
    expect(answer.diagnostics[0]).toMatchObject({
      severity: 1,
      detail: expect.stringContaining("terraform import"),
    });
  });

  test("reaches the provider whatever its version, with every digit and what it no longer knows", async () => {
    const seen: unknown[] = [];
    const server = {
      ...toy,
      upgradeState: async (...asked: unknown[]) => (
        seen.push(asked),
        { diagnostics: [], state: { id: "1" } }
      ),
    };
    const json =
      '{"id":"1","count_of":12345678901234567890,"gone":{"a":1},"anything":{"type":["list","string"],"value":["x"]}}';
    const raw_state = { json: Buffer.from(json) };
    const answer = await call(server, "UpgradeResourceState", {
      type_name: "toy_thing",
      version: 7n,
      raw_state,
    });
    const stored = { id: "1", count_of: 12345678901234567890n, gone: { a: 1 }, anything: ["x"] };
    expect(seen).toEqual([["toy_thing", 7, stored]]);
    expect(decodeValue(type, answer.upgraded_state?.msgpack ?? kept)).toMatchObject({ id: "1", name: null });
  });

  test("of an older schema, where a value was not yet dynamic, is left as it is", async () => {
    const seen: unknown[] = [];
    const server = {
      ...toy,
      upgradeState: async (_type: string, _version: number, old: object) => (
        seen.push(old),
        { diagnostics: [], state: {} }
      ),
    };
    const json = '{"anything":{"type":"a","value":1,"more":2},"rules":"none","tags":{"a":1}}';
    await call(server, "UpgradeResourceState", {
      type_name: "toy_thing",
      raw_state: { json: Buffer.from(json) },
    });
    expect(seen).toEqual([JSON.parse(json)]);
  });
});

test("a configuration that is absent has every attribute, unset", async () => {
  const seen: unknown[] = [];
  const server = {
    ...toy,
    validateProvider: async (config: object) => (seen.push(config), { diagnostics: [] }),
  };
  await call(server, "ValidateProviderConfig", {});
  expect(seen).toEqual([{ url: null }]);
});

test("a configuration in JSON is read when there is no MessagePack", async () => {
  const seen: unknown[] = [];
  const server = {
    ...toy,
    validateProvider: async (config: object) => (seen.push(config), { diagnostics: [] }),
  };
  await call(server, "ValidateProviderConfig", { config: { json: Buffer.from('{"url":"http://x"}') } });
  expect(seen).toEqual([{ url: "http://x" }]);
});

test("an object that is gone is null, with the private data of the answer", async () => {
  const answer = await call(toy, "ReadResource", {
    type_name: "toy_thing",
    current_state: state,
    private: kept,
  });
  expect(decodeValue(type, answer.new_state?.msgpack ?? kept)).toBe(null);
  expect(Buffer.from(answer.private)).toEqual(kept);
});

test("diagnostics carry severity, text and a path as deep as Terraform finds a source line of", async () => {
  const paths = [
    [{ attribute: "rules" }, { index: 1 }, { attribute: "labels" }, { key: "team" }],
    [{ attribute: "labels" }, { key: "team" }],
    [{ attribute: "shape" }, { attribute: "width" }],
  ];
  const diagnostics = [...paths.map((path) => error("No", "Because.", path)), warning("Hm", "Well.")];
  const server = { ...toy, validateResource: async () => ({ diagnostics }) };
  const answer = await call(server, "ValidateResourceConfig", { type_name: "toy_thing", config: state });
  expect(answer.diagnostics).toMatchObject([
    {
      severity: 1,
      summary: "No",
      detail: "Because.",
      attribute: { steps: [{ attribute_name: "rules" }, { element_key_int: 1n }] },
    },
    { attribute: { steps: [{ attribute_name: "labels" }, { element_key_string: "team" }] } },
    { attribute: { steps: [{ attribute_name: "shape" }] } },
    { severity: 2, summary: "Hm", detail: "Well.", attribute: undefined },
  ]);
});

test("whether write-only values are allowed is what the client says", async () => {
  const allowed: boolean[] = [];
  const server: ProviderServer = {
    ...toy,
    validateResource: async (...[, , client]) => (allowed.push(client.writeOnlyAllowed), { diagnostics: [] }),
  };
  const request = { type_name: "toy_thing", config: state };
  const capabilities = { write_only_attributes_allowed: true };
  await call(server, "ValidateResourceConfig", { ...request, client_capabilities: capabilities });
  await call(server, "ValidateResourceConfig", request);
  expect(allowed).toEqual([true, false]);
});

test("an ephemeral resource is renewed at the instant the provider says", async () => {
  const renewAt = new Date("2026-11-22T01:02:03.456Z");
  const server = { ...toy, renewEphemeral: async () => ({ diagnostics: [], renewAt, private: kept }) };
  const answer = await call(server, "RenewEphemeralResource", { type_name: "toy_ticket", private: kept });
  expect(answer.renew_at).toEqual({ seconds: 1795309323n, nanos: 456_000_000 });
  expect(answer.private).toEqual(Uint8Array.from(kept));
});

test("StopProvider reaches the provider", async () => {
  expect(await call(toy, "StopProvider", {})).toEqual({ Error: "" });
  expect(toy.calls).toContain("stop");
});
