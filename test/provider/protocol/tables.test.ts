import { expect, test } from "vitest";
import { enums, messages } from "../../../provider/protocol/messages/all.ts";
import { rpcs } from "../../../provider/protocol/messages/rpcs.ts";
import type { Rpc } from "../../../provider/protocol/messages/rpcs.ts";
import type { Field } from "../../../provider/protocol/messages/table.ts";
import { readFacts } from "./facts.ts";

const facts = readFacts();
const full = (name: string) => (name.startsWith("google.") || isScalar(name) ? name : `tfplugin6.${name}`);
const isScalar = (name: string) => ["string", "bytes", "bool", "int32", "int64"].includes(name);

test("the facts are all there", () => {
  expect([facts.rpcs.length, facts.enums.size, facts.messages.size]).toEqual([36, 5, 108]);
});

test("the table has every message of the protocol and no other", () => {
  expect(Object.keys(messages).map(full).sort()).toEqual([...facts.messages.keys()].sort());
});

test.each([...facts.messages])("the fields of %s are the protocol's", (name, fields) => {
  const rows = Object.entries(messages).find(([message]) => full(message) === name)?.[1] ?? {};
  const ours = Object.entries<Field>(rows).map(([field, [number, type, cardinality = ""]]) => ({
    number,
    name: field,
    type: full(type),
    cardinality,
  }));
  expect(ours).toEqual(fields);
});

test("no field is a repeated number, so the codec needs no packed form", () => {
  const repeated = [...facts.messages.values()]
    .flat()
    .filter(({ cardinality }) => cardinality === "repeated");
  const numeric = repeated.filter(
    ({ type }) => ["bool", "int32", "int64"].includes(type) || facts.enums.has(type),
  );
  expect(numeric).toEqual([]);
});

test("the enums are the protocol's", () => {
  const ours = Object.entries(enums).map(
    ([name, values]) => [full(name), new Map(Object.entries(values))] as const,
  );
  expect(new Map(ours)).toEqual(facts.enums);
});

test("the RPCs are the protocol's", () => {
  const ours = Object.entries<Rpc>(rpcs).map(([name, { request, response, streams }]) => ({
    name,
    request: full(request),
    response: full(response),
    streams,
  }));
  expect(ours).toEqual(facts.rpcs);
});
