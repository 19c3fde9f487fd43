import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Value } from "../../../provider/framework/value.ts";
import { Decimal, UNKNOWN } from "../../../provider/framework/value.ts";
import { decodeValue, encodeValue } from "../../../provider/protocol/msgpack.ts";
import type { WireType } from "../../../provider/protocol/type-json.ts";
import { typeFromJson, typeToJson } from "../../../provider/protocol/type-json.ts";
import { typedValue } from "./typed-value.ts";

const bytes = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");
const text = (value: string) => `${(0xa0 | value.length).toString(16)}${Buffer.from(value).toString("hex")}`;
const hexOf = (type: WireType, value: Value) => Buffer.from(encodeValue(type, value)).toString("hex");
const jsonOf = (type: WireType) => {
  const json = Buffer.from(JSON.stringify(typeToJson(type)));
  return `c4 ${json.length.toString(16).padStart(2, "0")} ${json.toString("hex")}`;
};

test("a value of any type comes back as it went", () => {
  fc.assert(
    fc.property(typedValue, ({ type, value }) => {
      expect(decodeValue(type, encodeValue(type, value))).toEqual(value);
    }),
    { numRuns: 1000 },
  );
});

describe("numbers", () => {
  test.each<[string, string, Value]>([
    ["a small one", "2a", 42],
    ["a small negative one", "ff", -1],
    ["8 bits", "cc ff", 255],
    ["16 bits", "cd ffff", 65535],
    ["32 bits", "ce ffffffff", 4294967295],
    ["64 unsigned bits", "cf ffffffffffffffff", 18446744073709551615n],
    ["8 signed bits", "d0 80", -128],
    ["16 signed bits", "d1 8000", -32768],
    ["32 signed bits", "d2 80000000", -2147483648],
    ["64 signed bits", "d3 8000000000000000", -(2n ** 63n)],
    ["a safe one in 64 bits", "d3 001fffffffffffff", 9007199254740991],
    ["a float", "ca 3fc00000", 1.5],
    ["a double", "cb 3ff8000000000000", 1.5],
    ["a literal 0.1, which Terraform holds in 512 bits", text("0.1"), 0.1],
    ["a large whole one as text", text("12345678901234567890"), 12345678901234567890n],
    ["a long fraction as text", text("0.12345678901234567891"), new Decimal("0.12345678901234567891")],
    ["infinity", "cb 7ff0000000000000", Number.POSITIVE_INFINITY],
  ])("%s", (_what, hex, value) => {
    expect(decodeValue("number", bytes(hex))).toEqual(value);
  });

  test.each<[string, Value, string]>([
    ["a whole number is its text, which Terraform holds as it holds the state's", 42, text("42")],
    ["a negative one too", -33, text("-33")],
    ["a fraction too", 0.1, text("0.1")],
    ["a small fraction too", 1e-7, text("1e-7")],
    ["so is one of more than 64 bits", 2n ** 63n, text("9223372036854775808")],
    ["a number that is whole but not safe is not rounded again", 2 ** 62, text("4611686018427387904")],
    ["a Decimal is its text", new Decimal("0.12345678901234567891"), text("0.12345678901234567891")],
    ["minus zero is zero", -0, text("0")],
    ["infinity is a double", Number.NEGATIVE_INFINITY, "cb fff0000000000000"],
  ])("%s", (_what, value, hex) => {
    expect(hexOf("number", value)).toBe(hex.replaceAll(" ", ""));
  });

  test("NaN is refused", () => {
    expect(() => encodeValue("number", Number.NaN)).toThrow("expected a number");
  });
});

describe("unknown", () => {
  test.each([
    ["plain", "d4 00 00"],
    ["refined: not null, with a prefix", "c7 09 0c 82 01 c2 02 a4 7a7a2d78"],
    ["refined, 16 bits of length", "c8 0003 0c 81 01 c2"],
    ["refined, 32 bits of length", "c9 00000003 0c 81 01 c2"],
    ["fixext 2", "d5 0c 0000"],
    ["fixext 4", "d6 0c 00000000"],
    ["fixext 8", "d7 0c 0000000000000000"],
    ["fixext 16", "d8 0c 00000000000000000000000000000000"],
  ])("%s, of any type, whatever follows", (_what, hex) => {
    const type: WireType = { tuple: ["string", { list: "number" }, "bool"] };
    expect(decodeValue(type, bytes(`93 ${hex} ${hex} c3`))).toEqual([UNKNOWN, UNKNOWN, true]);
  });

  test("is sent without refinements", () => {
    expect(hexOf({ list: "string" }, UNKNOWN)).toBe("d40000");
    expect(hexOf("dynamic", UNKNOWN)).toBe("d40000");
  });
});

describe("objects", () => {
  const type = typeFromJson(["object", { name: "string", constructor: "number" }]);

  test("hold every attribute, null where the bytes name none", () => {
    expect(decodeValue(type, bytes(`81 ${text("name")} ${text("a")}`))).toEqual({
      name: "a",
      constructor: null,
    });
  });

  test("are sent with every attribute, null where the value has none", () => {
    expect(hexOf(type, { name: "a" })).toBe(`82${text("name")}${text("a")}${text("constructor")}c0`);
  });

  test("with an attribute the type lacks are refused, both ways", () => {
    expect(() => encodeValue(type, { other: 1 })).toThrow('there is no attribute "other"');
    expect(() => decodeValue(type, bytes(`81 ${text("other")} 01`))).toThrow('no attribute "other"');
  });
});

test("a map keeps a key that JavaScript objects treat specially", () => {
  const hex = `82 ${text("__proto__")} ${text("1")} ${text("constructor")} ${text("2")}`;
  const value = decodeValue({ map: "number" }, bytes(hex));
  expect(Object.entries(value as object)).toEqual([
    ["__proto__", 1],
    ["constructor", 2],
  ]);
  expect(hexOf({ map: "number" }, value)).toBe(hex.replaceAll(" ", ""));
});

test("a set is an array in the order it came", () => {
  expect(decodeValue({ set: "number" }, bytes("93 03 01 02"))).toEqual([3, 1, 2]);
});

test("text and map keys are in Unicode's composed form, as Terraform holds them", () => {
  const [composed, decomposed] = ["\u00e9", "e\u0301"];
  expect(encodeValue("string", decomposed)).toEqual(encodeValue("string", composed));
  expect(encodeValue({ map: "bool" }, { [decomposed]: true })).toEqual(
    encodeValue({ map: "bool" }, { [composed]: true }),
  );
});

test.each([31, 32, 255, 256, 65535, 65536])("text of %i bytes comes back", (length) => {
  const value = "x".repeat(length);
  expect(decodeValue("string", encodeValue("string", value))).toBe(value);
});

test.each([15, 16, 65535, 65536])("collections of %i elements come back", (length) => {
  const list = Array.from({ length }, (_, index) => index);
  expect(decodeValue({ list: "number" }, encodeValue({ list: "number" }, list))).toEqual(list);
  const map = Object.fromEntries(list.map((index) => [`k${index}`, true]));
  expect(decodeValue({ map: "bool" }, encodeValue({ map: "bool" }, map))).toEqual(map);
});

describe("dynamic", () => {
  test.each<[string, WireType, string, Value]>([
    ["a string", "string", text("a"), "a"],
    ["a number", "number", text("5"), 5],
    ["a bool", "bool", "c3", true],
    ["a tuple", { tuple: ["string", "number"] }, `92 ${text("a")} ${text("1")}`, ["a", 1]],
    ["a list", { list: "string" }, `91 ${text("a")}`, ["a"]],
    ["a set", { set: "string" }, `91 ${text("a")}`, ["a"]],
    ["a map", { map: "string" }, `81 ${text("k")} ${text("a")}`, { k: "a" }],
    ["an object", { object: { k: "string" } }, `81 ${text("k")} ${text("a")}`, { k: "a" }],
  ])("%s is handed back with the type it came with", (...[, type, hex, value]) => {
    const wire = `92 ${jsonOf(type)} ${hex}`;
    const read = decodeValue("dynamic", bytes(wire));
    expect(read).toEqual(value);
    expect(hexOf("dynamic", read)).toBe(wire.replaceAll(" ", ""));
  });

  test("a value of our own has the type of a literal", () => {
    const type: WireType = { object: { a: { tuple: ["number", "string"] }, b: "dynamic" } };
    const hex = `92 ${jsonOf(type)} 82 ${text("a")} 92 ${text("1")} ${text("x")} ${text("b")} c0`;
    expect(hexOf("dynamic", { a: [1, "x"], b: null })).toBe(hex.replaceAll(" ", ""));
  });

  test("null and an unknown of a known type are null and unknown", () => {
    expect(decodeValue("dynamic", bytes("c0"))).toBe(null);
    expect(decodeValue("dynamic", bytes(`92 ${jsonOf("string")} c0`))).toBe(null);
    expect(decodeValue("dynamic", bytes(`92 ${jsonOf("string")} d40000`))).toBe(UNKNOWN);
  });
});

test.each<[string, WireType, string, string]>([
  ["a number where text belongs", "string", "05", "Expected a string"],
  ["text where a boolean belongs", "bool", text("true"), "Expected a boolean"],
  ["a map where a list belongs", { list: "string" }, "80", "Expected an array"],
  ["a list where a map belongs", { map: "string" }, "90", "Expected a map"],
  ["a boolean where a number belongs", "number", "c3", "Expected a number"],
  ["a value cut short", "string", "a5 6162", "ends too early"],
  ["a value followed by another", "bool", "c3 c3", "followed by something else"],
  ["nothing", "bool", "", "ends too early"],
])("%s is refused", (...[, type, hex, reason]) => {
  expect(() => decodeValue(type, bytes(hex))).toThrow(reason);
});

test("a value that is not of its type is refused by its place, without being named", () => {
  const type: WireType = { object: { items: { list: { object: { password: "string" } } } } };
  const attempt = () => encodeValue(type, { items: [{ password: "ok" }, { password: 424242 }] });
  expect(attempt).toThrow(/^\.items\[1\]\.password: expected a string, found a value of type number$/);
});
