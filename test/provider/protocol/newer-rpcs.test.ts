import { describe, expect, test, vi } from "vitest";
import type { ProviderServer } from "../../../provider/framework/server.ts";
import { UNKNOWN } from "../../../provider/framework/value.ts";
import { decodeValue, encodeValue } from "../../../provider/protocol/msgpack.ts";
import { schemaType } from "../../../provider/protocol/schema-type.ts";
import type { WireType } from "../../../provider/protocol/type-json.ts";
import { toyProvider } from "../../support/toy-provider.ts";
import { call, callAll } from "./called.ts";

const toy = toyProvider();
const schema = toy.schema();
const type = schemaType(schema.resources["toy_thing"]?.attributes ?? {});
const identityType: WireType = { object: { id: "string" } };
const wire = (value: object | null) => ({ msgpack: encodeValue(type, value as never) });
const kept = Buffer.from("kept");
const read = (of: WireType, value: { readonly msgpack: Uint8Array } | undefined) =>
  decodeValue(of, value?.msgpack ?? kept);
const identity = { identity_data: { msgpack: encodeValue(identityType, { id: "1" }) } };

async function apply(values: object) {
  return await call(toy, "ApplyResourceChange", {
    type_name: "toy_thing",
    planned_state: wire({ id: UNKNOWN, ...values }),
    config: wire(values),
  });
}

describe("an identity", () => {
  test("is described, all of it needed for import", async () => {
    const { identity_schemas: schemas } = await call(toy, "GetResourceIdentitySchemas", {});
    expect(schemas["toy_thing"]).toMatchObject({
      version: 1n,
      identity_attributes: [{ name: "id", required_for_import: true, optional_for_import: false }],
    });
  });

  test("comes with what is applied and read, and with a plan once it is known", async () => {
    const made = await apply({ name: "a" });
    const { id } = read(type, made.new_state) as { id: string };
    expect(read(identityType, made.new_identity?.identity_data)).toEqual({ id });
    const asked = { type_name: "toy_thing", current_state: wire({ id, name: "a" }) };
    const again = await call(toy, "ReadResource", asked);
    expect(read(identityType, again.new_identity?.identity_data)).toEqual({ id });
    const plan = { type_name: "toy_thing", config: wire({ name: "a" }) };
    const update = await call(toy, "PlanResourceChange", {
      ...plan,
      prior_state: wire({ id, name: "a" }),
      proposed_new_state: wire({ id, name: "a" }),
    });
    expect(read(identityType, update.planned_identity?.identity_data)).toEqual({ id });
    const creation = await call(toy, "PlanResourceChange", {
      ...plan,
      proposed_new_state: wire({ name: "a" }),
    });
    expect(creation.planned_identity).toBeUndefined();
    const imported = await call(toy, "ImportResourceState", {
      type_name: "toy_thing",
      identity: { identity_data: { msgpack: encodeValue(identityType, { id }) } },
    });
    expect(read(type, imported.imported_resources[0]?.state)).toMatchObject({ id, name: "a" });
    expect(read(identityType, imported.imported_resources[0]?.identity?.identity_data)).toEqual({ id });
  });

  test("of another version is upgraded, and what is none is our fault", async () => {
    const asked = { type_name: "toy_thing", version: 0n };
    const raw_identity = { json: Buffer.from('{"id":"1"}') };
    const upgraded = await call(toy, "UpgradeResourceIdentity", { ...asked, raw_identity });
    expect(read(identityType, upgraded.upgraded_identity?.identity_data)).toEqual({ id: "1" });
    expect(toy.calls).toContain("upgrade identity 0");
    vi.spyOn(process.stderr, "write").mockReturnValueOnce(true);
    const refused = await call(toy, "UpgradeResourceIdentity", asked);
    expect(refused.diagnostics[0]?.detail).toContain("no JSON object");
  });
});

test("a state of another type is moved by what the provider makes of it, identity and all", async () => {
  const moved = await call(toy, "MoveResourceState", {
    source_provider_address: "registry.terraform.io/a/b",
    source_type_name: "b_thing",
    source_state: { json: Buffer.from('{"id":"7","other":12345678901234567890}') },
    target_type_name: "toy_thing",
  });
  expect(read(type, moved.target_state)).toMatchObject({ id: "7", name: "b_thing" });
  expect(read(identityType, moved.target_identity?.identity_data)).toEqual({ id: "7" });
  const flat = await call(toy, "MoveResourceState", { target_type_name: "toy_thing" });
  expect(flat.diagnostics).toMatchObject([
    { severity: 1, summary: expect.stringContaining("cannot be read") },
  ]);
});

describe("a list", () => {
  const config = { msgpack: encodeValue({ object: { name: "string" } }, { name: "listed" }) };

  test("is a stream of identities with names, and of whole objects when asked for", async () => {
    await apply({ name: "listed" });
    await apply({ name: "listed" });
    const asked = { type_name: "toy_thing", config };
    const events = await callAll(toy, "ListResource", asked);
    expect(events).toHaveLength(2);
    for (const { display_name: name, identity: its, resource_object: whole } of events) {
      expect([name, whole]).toEqual(["listed", undefined]);
      expect(read(identityType, its?.identity_data)).toEqual({ id: expect.any(String) });
    }
    const [one, ...others] = await callAll(toy, "ListResource", {
      ...asked,
      limit: 1n,
      include_resource_object: true,
    });
    expect(others).toEqual([]);
    expect(read(type, one?.resource_object)).toMatchObject({ name: "listed" });
    const checked = await call(toy, "ValidateListResourceConfig", asked);
    expect(checked.diagnostics).toEqual([]);
  });

  test("that fails ends with a diagnostic", async () => {
    vi.spyOn(process.stderr, "write").mockReturnValueOnce(true);
    const broken: ProviderServer = {
      ...toy,
      list: async function* () {
        yield { displayName: "one", state: { id: "1", name: "one" }, diagnostics: [] };
        throw new Error("list broke");
      },
    };
    const events = await callAll(broken, "ListResource", { type_name: "toy_thing", config });
    expect(events.map(({ display_name: name }) => name)).toEqual(["one", ""]);
    expect(events[1]?.diagnostic[0]?.detail).toContain("list broke");
  });
});

describe("an action", () => {
  const config = { msgpack: encodeValue({ object: { times: "number" } }, { times: 2 }) };

  test("is offered, checked, planned, and tells its progress and its end", async () => {
    const offered = await call(toy, "GetProviderSchema", {});
    expect(offered.action_schemas["toy_ring"]?.schema?.block?.attributes).toMatchObject([{ name: "times" }]);
    expect(offered.list_resource_schemas["toy_thing"]?.block?.attributes).toMatchObject([{ name: "name" }]);
    const names = await call(toy, "GetMetadata", {});
    expect(names.actions).toEqual([{ type_name: "toy_ring" }]);
    expect(names.list_resources).toEqual([{ type_name: "toy_thing" }]);
    const checked = await call(toy, "ValidateActionConfig", { type_name: "toy_ring", config });
    expect(checked.diagnostics).toEqual([]);
    const planned = await call(toy, "PlanAction", { action_type: "toy_ring", config });
    expect(planned).toEqual({ diagnostics: [], deferred: undefined });
    const events = await callAll(toy, "InvokeAction", { action_type: "toy_ring", config });
    expect(events).toEqual([
      { progress: { message: "ding" }, completed: undefined },
      { progress: { message: "ding" }, completed: undefined },
      { progress: undefined, completed: { diagnostics: [] } },
    ]);
  });

  test("that fails ends with a diagnostic", async () => {
    vi.spyOn(process.stderr, "write").mockReturnValueOnce(true);
    const events = await callAll(toy, "InvokeAction", { action_type: "toy_nothing", config });
    expect(events[0]?.completed?.diagnostics[0]?.detail).toContain("no toy_nothing among its actions");
  });
});

describe("while the provider's configuration is not known", () => {
  const waiting: ProviderServer = {
    ...toy,
    awaitsConfiguration: () => true,
    read: () => Promise.reject(new Error("asked")),
    readDataSource: () => Promise.reject(new Error("asked")),
    openEphemeral: () => Promise.reject(new Error("asked")),
    importState: () => Promise.reject(new Error("asked")),
  };
  const client_capabilities = { deferral_allowed: true };
  const deferred = { reason: 2 };
  const state = wire({ id: "1", name: "a" });
  const thing = { type_name: "toy_thing", client_capabilities };
  const seat = {
    msgpack: encodeValue({ object: { seat: "string", code: "string" } }, { seat: "1", code: null }),
  };
  const name = {
    msgpack: encodeValue({ object: { name: "string", id: "string" } }, { name: "1", id: null }),
  };

  test("a client that can wait is told to, and nothing is asked of the server", async () => {
    const refreshed = await call(waiting, "ReadResource", {
      ...thing,
      current_state: state,
      private: kept,
      current_identity: identity,
    });
    expect(refreshed).toMatchObject({ deferred, diagnostics: [] });
    expect([refreshed.new_state?.msgpack, refreshed.private]).toEqual([
      Uint8Array.from(state.msgpack),
      Uint8Array.from(kept),
    ]);
    expect(read(identityType, refreshed.new_identity?.identity_data)).toEqual({ id: "1" });
    const planned = await call(waiting, "PlanResourceChange", {
      ...thing,
      prior_state: state,
      proposed_new_state: state,
      config: state,
    });
    expect(planned).toMatchObject({ deferred, diagnostics: [] });
    const imported = await call(waiting, "ImportResourceState", { ...thing, id: "1" });
    expect(imported).toMatchObject({ deferred, diagnostics: [] });
    expect(read(type, imported.imported_resources[0]?.state)).toBe(UNKNOWN);
    const asked = { client_capabilities, config: seat };
    expect(await call(waiting, "OpenEphemeralResource", { ...asked, type_name: "toy_ticket" })).toMatchObject(
      {
        deferred,
        diagnostics: [],
      },
    );
    const looked = { client_capabilities, config: name, type_name: "toy_lookup" };
    expect(await call(waiting, "ReadDataSource", looked)).toMatchObject({ deferred, diagnostics: [] });
    const ring = { client_capabilities, action_type: "toy_ring" };
    expect(await call(waiting, "PlanAction", ring)).toMatchObject({ deferred });
  });

  test("one that cannot is never answered so", async () => {
    const answer = await call(waiting, "PlanResourceChange", {
      type_name: "toy_thing",
      proposed_new_state: state,
      config: state,
    });
    expect(answer.deferred).toBeUndefined();
    const ready = await call(toy, "ReadResource", { ...thing, current_state: state });
    expect(ready.deferred).toBeUndefined();
  });
});
