import { expect, test } from "vitest";
import { createServer, type Definition } from "../../../provider/framework/create-server.ts";
import type { DataSource } from "../../../provider/framework/data-source.ts";
import type { EphemeralResource } from "../../../provider/framework/ephemeral.ts";
import { error } from "../../../provider/framework/diagnostic.ts";
import type { ProviderFunction } from "../../../provider/framework/function.ts";
import { encodePrivate } from "../../../provider/framework/private-data.ts";

const schema = {
  version: 0,
  description: "",
  attributes: {
    name: { type: "string", description: "", required: true },
    tags: { type: { set: "string" }, description: "", optional: true, computed: true },
    size: { type: "number", description: "", computed: true },
  },
} as const;
const base = { version: 0, description: "", attributes: {} };

async function offering(definition: Partial<Definition<string>>) {
  const server = createServer<string>({
    provider: { schema: base, configure: () => ({ client: "the client" }) },
    ...definition,
  });
  await server.configure({}, { terraformVersion: "1.11.4" });
  return server;
}

const box: DataSource<string, { readonly name: string }> = {
  typeName: "shop_box",
  schema,
  read({ name }) {
    if (name === "gone") return { state: null };
    if (name === "broken") return { diagnostics: [error("Broken", "It is broken.")] };
    return { state: { name: name.toUpperCase(), tags: ["b", "a"], size: 2 ** 60, colour: "red" } };
  },
};

test("a data source echoes its configuration as written and drops what its schema does not name", async () => {
  const server = await offering({ dataSources: [box] });
  expect(await server.readDataSource("shop_box", { name: "small", tags: ["a", "b"], size: null })).toEqual({
    state: { name: "small", tags: ["a", "b"], size: BigInt(2 ** 60) },
    diagnostics: [],
  });
});

test("a data source that finds nothing, or fails, has no state", async () => {
  const server = await offering({ dataSources: [box] });
  const read = (name: string) => server.readDataSource("shop_box", { name, tags: null, size: null });
  expect(await read("gone")).toMatchObject({ state: null, diagnostics: [{ summary: "Nothing found" }] });
  expect(await read("broken")).toMatchObject({ state: null, diagnostics: [{ summary: "Broken" }] });
});

test("an ephemeral resource is opened, renewed and closed with its private data", async () => {
  const closed: unknown[] = [];
  const soon = new Date(1000);
  const key: EphemeralResource<string, { readonly name: string }> = {
    typeName: "shop_key",
    schema,
    open: ({ name }, { client }) => ({
      state: { name, tags: [client], size: 1 },
      renewAt: soon,
      private: { id: "k1", renewals: 0 },
    }),
    renew: (context) => ({ renewAt: soon, private: { ...context.private, renewals: 1 } }),
    close(context) {
      closed.push(context.private);
      return {};
    },
  };
  const server = await offering({ ephemeralResources: [key] });
  const opened = await server.openEphemeral("shop_key", { name: "a", tags: null, size: null });
  expect(opened).toEqual({
    result: { name: "a", tags: ["the client"], size: 1 },
    renewAt: soon,
    private: encodePrivate({ id: "k1", renewals: 0 }),
    diagnostics: [],
  });
  const renewed = await server.renewEphemeral("shop_key", opened.private);
  expect(renewed).toMatchObject({ renewAt: soon, diagnostics: [] });
  await server.closeEphemeral("shop_key", renewed.private);
  expect(closed).toEqual([{ id: "k1", renewals: 1 }]);
});

test("an ephemeral resource without renew or close needs neither, and a failure to open is told", async () => {
  const key: EphemeralResource<string> = {
    typeName: "shop_key",
    schema,
    open() {
      throw new Error("no keys left");
    },
  };
  const server = await offering({ ephemeralResources: [key] });
  expect(await server.openEphemeral("shop_key", { name: "a", tags: null, size: null })).toMatchObject({
    result: null,
    diagnostics: [{ detail: "no keys left" }],
  });
  const kept = encodePrivate({ id: "k1" });
  expect(await server.renewEphemeral("shop_key", kept)).toEqual({ private: kept, diagnostics: [] });
  expect(await server.closeEphemeral("shop_key", kept)).toEqual({ diagnostics: [] });
});

const repeat: ProviderFunction = {
  name: "repeat",
  schema: {
    summary: "",
    description: "",
    parameters: [
      { name: "text", type: "string", description: "" },
      { name: "times", type: "number", description: "" },
    ],
    returns: "string",
  },
  call(text: string, times: number) {
    if (times < 0) return { error: "times must not be negative", argument: 1 };
    return { result: times === 0 ? 0 : text.repeat(times) };
  },
};

test("a function takes its arguments by position, works unconfigured, and says which argument is wrong", async () => {
  const provider = { schema: base, configure: () => ({}) };
  const server = createServer<string>({ provider, functions: [repeat] });
  expect(await server.callFunction("repeat", ["ab", 2])).toEqual({ result: "abab" });
  expect(await server.callFunction("repeat", ["ab", -1])).toEqual({
    error: "times must not be negative",
    argument: 1,
  });
  expect(await server.callFunction("repeat", ["ab", 1e10])).toEqual({
    error: "Invalid string length",
  });
  expect(await server.callFunction("repeat", ["ab", 0])).toEqual({
    error: "result should be a string, and is a value of type number.",
  });
});
